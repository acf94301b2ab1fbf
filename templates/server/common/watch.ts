// What wants to know of every request, when it comes and when it is answered: the log, the metrics, traces.
//
// Fastify has hooks for that, but running those at the end of a request costs more than what they do. It also tells its log controller of both, and
// so this is one.

import { type FastifyReply, type FastifyRequest, LogController } from 'fastify';

export type Watcher = (request: FastifyRequest, reply: FastifyReply, error: Error | null | undefined) => void;

export class Watch extends LogController {
  readonly #began: Watcher[] = [];
  readonly #ended: Watcher[] = [];

  whenBegun(watcher: Watcher): void {
    this.#began.push(watcher);
  }

  /** The whole answer is sent, or broke off by an error. */
  whenEnded(watcher: Watcher): void {
    this.#ended.push(watcher);
  }

  override incomingRequest(request: FastifyRequest, reply: FastifyReply): void {
    for (const watcher of this.#began) watcher(request, reply, undefined);
  }

  override requestCompleted(error: Error | null | undefined, request: FastifyRequest, reply: FastifyReply): void {
    for (const watcher of this.#ended) watcher(request, reply, error);
  }
}
