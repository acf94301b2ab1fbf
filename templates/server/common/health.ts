// For whoever keeps the server running: /health says that the process lives, /ready that it can do its work. Neither
// needs a token.

import type { FastifyInstance } from 'fastify';

import { Problem } from '../api/runtime/problem.js';
import { Build } from '../orm/runtime/build.js';
import type { Scope } from '../orm/runtime/scope.js';
import type { Watch } from './watch.js';

export function healthRoutes(app: FastifyInstance, watch: Watch, scope: Scope): void {
  const isStopping = whetherStopping(app, watch);
  app.get('/health', () => ({ status: 'ok' }));
  app.get('/ready', async () => {
    if (isStopping()) throw notReady('the server is stopping');
    await scope.run(new Build().statement('select 1')).catch((error: unknown) => {
      throw notReady('the database does not answer', error);
    });
    return { status: 'ok' };
  });
}

function whetherStopping(app: FastifyInstance, watch: Watch): () => boolean {
  let stopping = false;
  app.addHook('preClose', (done) => {
    stopping = true;
    done();
  });
  // A client keeps its connection for the next request, but there will be none.
  watch.whenEnded(() => {
    if (stopping) setImmediate(() => app.server.closeIdleConnections());
  });
  return () => stopping;
}

function notReady(message: string, cause?: unknown): Problem {
  return new Problem(503, 'PGRST000', message, { headers: { 'retry-after': '1' }, cause });
}
