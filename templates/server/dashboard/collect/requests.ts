// Requests by their route, operations of GraphQL by their name, and all requests together.

import type { FastifyReply, FastifyRequest } from 'fastify';

import { Bounded } from './bounded.js';
import { RouteNames } from './route-names.js';
import { Series } from './series.js';

const mostRoutes = 400;
const mostOperations = 200;
/** A longer name is cut: names of operations are what clients make them. */
const longestName = 100;

export class Requests {
  readonly names = new RouteNames();
  readonly all = new Series('all requests');
  /** A route that nobody has asked for. */
  readonly nobody = new Series('');
  readonly routes = new Bounded(mostRoutes, (name) => new Series(name), '(other routes)');
  readonly operations = new Bounded(mostOperations, (name) => new Series(name), '(other operations)');

  /** An answer of 500 or more is a failure; others are the client's. */
  answered(route: Series, { statusCode, elapsedTime }: FastifyReply): void {
    const now = Date.now();
    const seconds = elapsedTime / 1000;
    const failed = statusCode >= 500;
    this.all.add(now, seconds, failed);
    route.add(now, seconds, failed);
  }

  route(request: FastifyRequest): Series {
    return this.routes.of(this.names.of(request), Date.now());
  }

  /** `name` as in `query Users`. */
  operation(name: string): Series {
    return this.operations.of(name.slice(0, longestName), Date.now());
  }
}
