// The GraphQL API as a plugin of Fastify: operations at /graphql by GET and POST, subscriptions there by WebSocket, and
// GraphiQL for browsers.

import type { FastifyInstance, FastifyPluginAsync, FastifyRequest } from 'fastify';

import type { ChangeSource } from '../../../orm/runtime/changes.js';
import type { Table } from '../../../orm/runtime/table.js';
import type { Service } from '../../runtime/service.js';
import { type Executor, executorOf } from '../execution.js';
import { graphiql } from '../graphiql/graphiql.js';
import { Refusal } from '../refusal.js';
import { Serving } from '../serving.js';
import type { GraphqlSettings } from '../settings.js';
import type { Own } from '../own/own.js';
import type { Spend } from '../sockets/client.js';
import type { CallerOf } from '../sockets/credentials.js';
import { Sockets } from '../sockets/sockets.js';
import { Changes } from '../subscriptions/changes.js';
import { Subscriptions } from '../subscriptions/subscriptions.js';
import { watchedTables } from '../subscriptions/watched.js';
import { handlersOf, refuse } from './handlers.js';
import { wantsPage } from './media.js';

/** What the API needs of the server besides the service. */
export interface Surroundings {
  readonly settings: GraphqlSettings;
  readonly callerOf: CallerOf;
  /** Counts an operation that is not a request of its own; throws where there were too many. */
  readonly spend: Spend;
  /** What tells of changes, where the database has something that does. */
  readonly changes: ((tables: readonly Table[]) => ChangeSource) | undefined;
  /** Fields of one's own. */
  readonly own: Own;
  /** The database itself checks the rights of callers. */
  readonly rightsElsewhere: boolean;
}

/** So many milliseconds after the server is there the schema is read, if nobody has asked for it by then. */
const beforeSchema = 1000;

export function graphqlRoutes(surroundings: Surroundings): FastifyPluginAsync<Service> {
  const { settings } = surroundings;
  return async (server, service) => {
    const executor = executorOf(service, surroundings.own);
    const serving = new Serving(executor, settings, service.limits.rows, service.onlooker);
    const sockets = socketsOf(server, service, executor, serving, surroundings);
    const { get, post } = handlersOf(serving, settings.batch);
    const page = settings.graphiql ? graphiql(server) : undefined;
    server.addHook('onListen', (done) => {
      setTimeout(() => executor.schema, beforeSchema).unref();
      done();
    });
    readBodiesAsText(server);
    server.setErrorHandler(refuse);
    server.post('/', post);
    server.get('/', (request, reply) => {
      if (sockets?.isAsked(request)) return sockets.open(request, reply);
      return page && wantsPage(request.headers.accept) ? page(request, reply) : get(request, reply);
    });
    server.route({ method: ['PUT', 'PATCH', 'DELETE'], url: '/', handler: refuseMethod });
    return Promise.resolve();
  };
}

function socketsOf(
  server: FastifyInstance,
  service: Service,
  executor: Executor,
  serving: Serving,
  { settings, callerOf, spend, changes, rightsElsewhere }: Surroundings,
): Sockets | undefined {
  const source = changes?.(service.tables);
  if (!source) return undefined;
  server.addHook('onClose', () => source.close());
  const subscriptions = new Subscriptions(service, executor, new Changes(source), watchedTables(), rightsElsewhere);
  return new Sockets(server, { serving, subscriptions, callerOf, spend, limits: settings.sockets }, settings.origins);
}

/** Numbers keep their digits, and errors say where they are: so bodies are parsed by the handlers. */
function readBodiesAsText(server: FastifyInstance): void {
  server.removeAllContentTypeParsers();
  server.addContentTypeParser('*', { parseAs: 'string' }, (_, body, done) => {
    done(null, body);
  });
}

function refuseMethod(request: FastifyRequest): never {
  throw Refusal.malformed(405, 'BAD_REQUEST', `${request.method} is not answered here`, {
    headers: { allow: 'GET, POST' },
  });
}
