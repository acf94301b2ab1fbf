// What the application serves: each API with the prefix of its paths. A plugin gets the service
// (api/runtime/service.ts) as its options, and is made with what else of the server it needs.

import type { FastifyPluginAsync, FastifyPluginCallback } from 'fastify';

import { restRoutes } from '../api/rest/routes.js';
import type { Service } from '../api/runtime/service.js';
import { docsRoutes } from '../docs/routes.js';
import type { Driver } from '../orm/runtime/driver.js';
import type { CallerOf } from './auth.js';
import type { Configuration } from './configuration.js';
import { graphql } from './graphql.js';
import type { RateLimit } from './rate-limit.js';

export interface Feature {
  readonly prefix: string;
  readonly plugin: (host: Host) => FastifyPluginAsync<Service> | FastifyPluginCallback<Service>;
  /** Is it served? Absent: always. */
  readonly when?: (configuration: Configuration) => boolean;
}

/** What the server has beside the service. */
export interface Host {
  readonly configuration: Configuration;
  readonly driver: Driver;
  readonly callerOf: CallerOf;
  readonly rateLimit: RateLimit;
}

export const features: readonly Feature[] = [
  { prefix: '/api', plugin: () => restRoutes },
  { prefix: '/graphql', plugin: graphql, when: ({ GRAPHQL }) => GRAPHQL },
  { prefix: '', plugin: () => docsRoutes, when: (configuration) => configuration.DOCS },
];
