// The GraphQL API with what it needs of the server: its settings (api/graphql/settings.ts) from the environment's
// variables, who asks, and what tells of changes.

import type { FastifyPluginAsync } from 'fastify';

import { graphqlRoutes } from '../api/graphql/http/routes.js';
import type { GraphqlSettings } from '../api/graphql/settings.js';
import type { Service } from '../api/runtime/service.js';
import { type Configuration, isOn } from './configuration.js';
import type { Host } from './features.js';
import { loadOwn } from './hooks.js';

export function graphql({ configuration, driver, callerOf, rateLimit }: Host): FastifyPluginAsync<Service> {
  const routes = async (): Promise<FastifyPluginAsync<Service>> =>
    graphqlRoutes({
      own: await loadOwn(),
      settings: settingsOf(configuration),
      callerOf,
      spend: (caller, ip) => rateLimit.spend(caller, ip),
      changes: driver.changes,
      rightsElsewhere: configuration.DATABASE_CALLER_ROLES,
    });
  return async (server, service) => (await routes())(server, service);
}

function settingsOf(configuration: Configuration): GraphqlSettings {
  return {
    limits: {
      bytes: configuration.GRAPHQL_BYTES,
      tokens: configuration.GRAPHQL_TOKENS,
      directives: configuration.GRAPHQL_DIRECTIVES,
      depth: configuration.GRAPHQL_DEPTH,
      fields: configuration.GRAPHQL_FIELDS,
      rootFields: configuration.GRAPHQL_ROOT_FIELDS,
      aliases: configuration.GRAPHQL_ALIASES,
      variables: configuration.GRAPHQL_VARIABLES,
      cost: configuration.GRAPHQL_COST,
      listRows: configuration.GRAPHQL_LIST_ROWS,
    },
    timeout: configuration.GRAPHQL_TIMEOUT,
    batch: configuration.GRAPHQL_BATCH,
    introspection: isOn(configuration, configuration.GRAPHQL_INTROSPECTION),
    graphiql: isOn(configuration, configuration.GRAPHIQL),
    onlyPersisted: configuration.GRAPHQL_ONLY_PERSISTED,
    origins: configuration.CORS_ORIGINS,
    sockets: {
      connections: configuration.GRAPHQL_SOCKETS,
      connectionsOfOne: configuration.GRAPHQL_SOCKETS_OF_ONE,
      operations: configuration.GRAPHQL_SOCKET_OPERATIONS,
      messages: configuration.GRAPHQL_SOCKET_MESSAGES,
      messageBytes: configuration.BODY_LIMIT,
      waitingBytes: configuration.GRAPHQL_SOCKET_WAITING,
      initTime: configuration.GRAPHQL_SOCKET_INIT,
      keepAlive: configuration.GRAPHQL_SOCKET_KEEP_ALIVE,
    },
  };
}
