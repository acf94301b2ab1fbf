// The log: one line of JSON for each request and for whatever goes wrong, on standard output.
//
// A line has what is needed to find a request again, and nothing that could be a secret: no headers, no body, no query.
// Lines are gathered for a moment, since a write for each would cost more than the request.

import process from 'node:process';

import type { FastifyReply, FastifyRequest, FastifyServerOptions } from 'fastify';

import type { Caller } from '../api/runtime/caller.js';
import type { Configuration } from './configuration.js';
import { traceOf } from './tracing.js';
import type { Watch } from './watch.js';

/** In milliseconds. */
const moment = 10;

class Lines {
  #waiting: string[] = [];

  write(line: string): void {
    if (this.#waiting.push(line) === 1) setTimeout(() => this.flush(), moment);
  }

  flush(): void {
    if (this.#waiting.length === 0) return;
    const lines = this.#waiting;
    this.#waiting = [];
    process.stdout.write(lines.join(''));
  }
}

export interface Log {
  readonly options: NonNullable<FastifyServerOptions['logger']>;
  /** One line when a request is done. */
  readonly requests: (watch: Watch) => void;
}

export function logOf({ LOG_LEVEL: level }: Configuration): Log {
  const lines = new Lines();
  process.once('exit', () => lines.flush());
  const isTold = ['info', 'debug', 'trace'].includes(level);
  return {
    options: { level, base: { pid: process.pid }, stream: lines },
    requests: (watch) => {
      watch.whenEnded((request, reply, error) => {
        if (error)
          request.log.error(
            { ...shown(request), status: reply.statusCode, ms: elapsed(reply), err: error },
            'broke off',
          );
        else if (isTold) lines.write(answered(request, reply));
      });
    },
  };
}

const head = `{"level":30,"pid":${String(process.pid)},"time":`;

/** The line as the logger would write it. It is the one that each request has, so it is put together right here. */
function answered(request: FastifyRequest, reply: FastifyReply): string {
  const { method, path, role, trace } = shown(request);
  // Methods, ids and traces are words without quotes (headers.ts, tracing.ts).
  const who =
    (role === undefined ? '' : `,"role":${JSON.stringify(role)}`) + (trace === undefined ? '' : `,"trace":"${trace}"`);
  const what = `"method":"${method}","path":${JSON.stringify(path)}${who},"status":${String(reply.statusCode)},"ms":${String(elapsed(reply))}`;
  return `${head}${String(Date.now())},"reqId":"${request.id}",${what},"msg":"answered"}\n`;
}

function elapsed({ elapsedTime }: FastifyReply): number {
  return Math.round(elapsedTime * 100) / 100;
}

interface Shown {
  readonly method: string;
  readonly path: string;
  readonly role: string | undefined;
  readonly trace: string | undefined;
}

/** Values stand in a path where keys do; what is asked for stands in the query, which is left out. */
function shown(request: FastifyRequest): Shown {
  const { method, url } = request;
  const caller = request.caller as Caller | undefined; // /health and its like ask nobody who they are
  const trace = traceOf(request);
  const query = url.indexOf('?');
  return { method, path: query < 0 ? url : url.slice(0, query), role: caller?.role, trace };
}
