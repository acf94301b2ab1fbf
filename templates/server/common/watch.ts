// What wants to know of every request, when it comes and when it is answered: the log, the metrics, traces.
//
// Fastify has hooks for that, but running those at the end of a request costs more than what they do. It also tells its
// log controller of both, and so this is one. It is not told of clients that leave before everything was sent, which is
// looked for here.

import { type FastifyReply, type FastifyRequest, LogController } from 'fastify';

export type Watcher = (request: FastifyRequest, reply: FastifyReply, error: Error | null | undefined) => void;

export class Watch extends LogController {
  readonly #began: Watcher[] = [];
  readonly #ended: Watcher[] = [];
  /** Answers whose client has left: Fastify may tell of them, too. */
  readonly #left = new WeakSet<FastifyReply>();

  whenBegun(watcher: Watcher): void {
    this.#began.push(watcher);
  }

  /** The whole answer is sent, or broke off by an error. */
  whenEnded(watcher: Watcher): void {
    this.#ended.push(watcher);
  }

  override incomingRequest(request: FastifyRequest, reply: FastifyReply): void {
    reply.raw.once('close', () => {
      if (reply.raw.writableFinished || isTakenOver(reply) || this.#left.has(reply) || isInjected(reply)) return;
      this.requestCompleted(new Error('the client left'), request, reply);
      this.#left.add(reply);
    });
    for (const watcher of this.#began) watcher(request, reply, undefined);
  }

  override requestCompleted(error: Error | null | undefined, request: FastifyRequest, reply: FastifyReply): void {
    if (this.#left.has(reply)) return;
    if (error) this.#left.add(reply);
    for (const watcher of this.#ended) watcher(request, reply, error);
  }
}

/** By app.inject(), of which no client can leave, and which never says that all is sent. */
function isInjected({ raw }: FastifyReply): boolean {
  return 'isLightMyRequest' in raw;
}

/** By who called hijack(), and knows better when it ends. */
function isTakenOver(reply: FastifyReply): boolean {
  return reply.sent && !reply.raw.writableEnded;
}
