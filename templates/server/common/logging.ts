// The log: one line of JSON for each request and for whatever goes wrong, on standard output.
//
// A line has what is needed to find a request again, and nothing that could be a secret: no headers, no body, no query. Lines are gathered
// and written once a turn of the event loop, since a write for each would cost more than the request.

import process from 'node:process';

import type { FastifyRequest, FastifyServerOptions } from 'fastify';

import type { Caller } from '../api/runtime/caller.js';
import type { Configuration } from './configuration.js';
import { traceOf } from './tracing.js';
import type { Watch } from './watch.js';

class Lines {
  #waiting: string[] = [];

  write(line: string): void {
    if (this.#waiting.push(line) === 1) setImmediate(() => this.flush());
  }

  flush(): void {
    if (this.#waiting.length === 0) return;
    const lines = this.#waiting;
    this.#waiting = [];
    process.stdout.write(lines.join(''));
  }
}

export function loggerOf({ LOG_LEVEL: level }: Configuration): NonNullable<FastifyServerOptions['logger']> {
  const stream = new Lines();
  process.once('exit', () => stream.flush());
  return { level, base: { pid: process.pid }, stream };
}

/** One line when a request is done. */
export function logRequests(watch: Watch): void {
  watch.whenEnded((request, reply, error) => {
    const line = { ...shown(request), status: reply.statusCode, ms: Math.round(reply.elapsedTime * 100) / 100 };
    if (error) request.log.error({ ...line, err: error }, 'broke off');
    else request.log.info(line, 'answered');
  });
}

/** Values stand in a path where keys do; what is asked for stands in the query, which is left out. */
function shown(request: FastifyRequest): object {
  const { method, url } = request;
  const caller = request.caller as Caller | undefined; // /health and its like ask nobody who they are
  const trace = traceOf(request);
  const query = url.indexOf('?');
  return { method, path: query < 0 ? url : url.slice(0, query), ...(caller && { role: caller.role }), ...(trace !== undefined && { trace }) };
}
