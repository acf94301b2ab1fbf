// The server as a value: everything registered, nothing listening yet. main.ts starts it on a port; tests start it on
// any.

import cors from '@fastify/cors';
import Fastify, { type FastifyInstance, type FastifyServerOptions } from 'fastify';

import type { Service } from '../api/runtime/service.js';
import { Database, tables } from '../orm/database.js';
import { connect, pooled } from '../orm/engine/driver.js';
import type { PoolSettings } from '../orm/runtime/driver.js';
import { PoolScope } from '../orm/runtime/scope.js';
import { accessOf } from './access.js';
import { authentication, callersOf } from './auth.js';
import { scopes } from './callers.js';
import { compression } from './compression.js';
import { type Configuration, isOn } from './configuration.js';
import { Dashboard } from './dashboard/dashboard.js';
import { notices } from './development/notices.js';
import { features, type Host } from './features.js';
import { headers, requestIds } from './headers.js';
import { healthRoutes } from './health.js';
import { loadHooks, loadRoutes } from './hooks.js';
import { logOf } from './logging.js';
import { metrics } from './metrics.js';
import { policies } from './policies.js';
import { answerProblems, refuseBroken, refuseEarly } from './problems.js';
import { RateLimit } from './rate-limit.js';
import { tracing } from './tracing.js';
import { Watch } from './watch.js';

export async function buildApp(configuration: Configuration): Promise<FastifyInstance> {
  const connected = connect(pooled(poolSettings(configuration)));
  const dashboard = configuration.AI_DASHBOARD ? new Dashboard(connected, configuration) : undefined;
  const driver = dashboard?.driver ?? connected;
  const rateLimit = new RateLimit(configuration);
  const scope = new PoolScope(driver, tables);
  const watch = new Watch();
  const log = logOf(configuration);
  const app = Fastify({ ...optionsOf(configuration), logger: log.options, logController: watch });
  app.addHook('onClose', () => scope.close());
  app.decorateRequest('caller');
  answerProblems(app);
  headers(watch, configuration);
  log.requests(watch);
  tracing(watch);
  metrics(app, watch, driver, configuration);
  healthRoutes(app, watch, scope);
  if (configuration.SQLX_DEV) notices(app);
  compression(app);
  await otherOrigins(app, configuration);
  await dashboard?.install(app, watch, rateLimit);
  const service: Service = {
    db: new Database(scope),
    scope: scopes(scope, configuration),
    tables,
    access: accessOf(policies, configuration),
    hooks: await loadHooks(tables),
    limits: { rows: configuration.MOST_ROWS, depth: configuration.MOST_DEPTH },
    explains: isOn(configuration, configuration.REST_PLANS),
    ...(dashboard && { onlooker: dashboard.onlooker }),
  };
  const host: Host = { configuration, driver, callerOf: callersOf(configuration), rateLimit };
  await app.register(async (apis) => {
    authentication(apis, host.callerOf, configuration);
    host.rateLimit.watch(apis);
    for (const { plugin, prefix, when } of features) {
      if (when?.(configuration) ?? true) await apis.register(plugin(host), { ...service, prefix });
    }
    await loadRoutes(apis, service);
  });
  return app;
}

function poolSettings({
  DATABASE_URL,
  DATABASE_CONNECTIONS,
  DATABASE_CONNECT_TIMEOUT,
  DATABASE_STATEMENT_TIMEOUT,
}: Configuration): PoolSettings {
  return {
    url: DATABASE_URL,
    connections: DATABASE_CONNECTIONS,
    connectTimeout: DATABASE_CONNECT_TIMEOUT,
    statementTimeout: DATABASE_STATEMENT_TIMEOUT,
  };
}

function optionsOf(configuration: Configuration): FastifyServerOptions {
  const { TRUST_PROXY, BODY_LIMIT, REQUEST_TIMEOUT } = configuration;
  return {
    genReqId: requestIds(),
    return503OnClosing: false,
    trustProxy: TRUST_PROXY.length > 0 && [...TRUST_PROXY],
    bodyLimit: BODY_LIMIT,
    requestTimeout: REQUEST_TIMEOUT,
    routerOptions: { maxParamLength: 1024 },
    frameworkErrors: refuseEarly,
    clientErrorHandler: refuseBroken,
  };
}

/** What answers say beside their content; browsers hide it from scripts of other origins unless told. */
const shownHeaders = [
  'content-range',
  'content-location',
  'etag',
  'link',
  'location',
  'next-cursor',
  'preference-applied',
  'retry-after',
  'x-request-id',
];

async function otherOrigins(app: FastifyInstance, { CORS_ORIGINS: origins }: Configuration): Promise<void> {
  if (origins.length === 0) return;
  await app.register(cors, {
    origin: origins.includes('*') ? '*' : [...origins],
    methods: ['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE'],
    exposedHeaders: shownHeaders,
    maxAge: 86_400,
  });
}
