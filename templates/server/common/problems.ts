// Whatever fails, wherever it does, is answered in the one shape that problems have (api/runtime/problem.ts).

import { STATUS_CODES } from 'node:http';
import type { Socket } from 'node:net';

import type { FastifyError, FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';

import type { Caller } from '../api/runtime/caller.js';
import { Problem, problemOf } from '../api/runtime/problem.js';

export function answerProblems(app: FastifyInstance): void {
  app.setErrorHandler((error, request, reply) => answer(seenBy(request, problemOf(error)), request, reply));
  app.setNotFoundHandler((request, reply) =>
    answer(new Problem(404, 'PGRST125', 'there is nothing at this path'), request, reply),
  );
}

/** Who has not said who it is, and may not, is asked to say so. */
function seenBy(request: FastifyRequest, problem: Problem): Problem {
  const caller = request.caller as Caller | undefined;
  if (problem.status !== 403 || !caller || Object.keys(caller.claims).length > 0) return problem;
  const { code, message, details, hint } = problem;
  return new Problem(401, code, message, {
    details,
    ...(hint !== null && { hint }),
    headers: { ...problem.headers, 'www-authenticate': 'Bearer' },
    cause: problem.cause,
  });
}

function answer(problem: Problem, request: FastifyRequest, reply: FastifyReply): FastifyReply {
  if (problem.status >= 500) request.log.error({ err: problem.cause ?? problem }, problem.message);
  return reply
    .code(problem.status)
    .headers(problem.headers)
    .type('application/json; charset=utf-8')
    .send(problem.body());
}

/** What the router can't read: a path with a broken escape, or a parameter without end. */
export function refuseEarly(error: FastifyError, request: FastifyRequest, reply: FastifyReply): void {
  void answer(problemOf(error), request, reply);
}

const reasons: ReadonlyMap<string, number> = new Map([
  ['ERR_HTTP_REQUEST_TIMEOUT', 408],
  ['HPE_HEADER_OVERFLOW', 431],
]);

/** What is no HTTP: there is no request to answer, only a connection. */
export function refuseBroken(error: Error & { readonly code?: string }, socket: Socket): void {
  if (error.code === 'ECONNRESET' || socket.destroyed) return;
  const status = reasons.get(error.code ?? '') ?? 400;
  const body = new Problem(status, `HTTP${String(status)}`, STATUS_CODES[status] ?? '').body();
  const head = [
    `HTTP/1.1 ${String(status)} ${STATUS_CODES[status] ?? ''}`,
    'content-type: application/json; charset=utf-8',
    `content-length: ${String(Buffer.byteLength(body))}`,
    'connection: close',
  ];
  if (socket.writable) socket.write(`${head.join('\r\n')}\r\n\r\n${body}`);
  socket.destroySoon();
}
