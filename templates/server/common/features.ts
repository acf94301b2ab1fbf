// What the application serves: each API with the prefix of its paths. A plugin gets the service (api/runtime/service.ts) as its options.

import type { FastifyPluginAsync, FastifyPluginCallback } from 'fastify';

import { restRoutes } from '../api/rest/routes.js';
import type { Service } from '../api/runtime/service.js';
import { docsRoutes } from '../docs/routes.js';
import type { Configuration } from './configuration.js';

export interface Feature {
  readonly prefix: string;
  readonly plugin: FastifyPluginAsync<Service> | FastifyPluginCallback<Service>;
  /** Is it served? Absent: always. */
  readonly when?: (configuration: Configuration) => boolean;
}

export const features: readonly Feature[] = [
  { prefix: '/api', plugin: restRoutes },
  { prefix: '', plugin: docsRoutes, when: (configuration) => configuration.DOCS },
];
