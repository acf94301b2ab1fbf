// Events on their way to a target: one after the other, each tried a few times, with longer and longer rests between.
// What can't be delivered in the end is logged. A target that is away for long is not waited for with more than a few
// events: then the oldest are given up.

import { setTimeout as rest } from 'node:timers/promises';

import type { FastifyBaseLogger } from 'fastify';

import type { AlertEvent, Send } from './rule.js';

const attempts = 5;
const firstRest = 1000;
const mostWaiting = 20;

export class Delivery {
  readonly #name: string;
  readonly #send: Send;
  readonly #log: FastifyBaseLogger;
  readonly #end = new AbortController();
  #waiting: AlertEvent[] = [];
  #working = false;

  constructor(name: string, send: Send, log: FastifyBaseLogger) {
    this.#name = name;
    this.#send = send;
    this.#log = log;
  }

  add(event: AlertEvent): void {
    this.#waiting.push(event);
    for (const lost of this.#waiting.splice(0, this.#waiting.length - mostWaiting))
      this.#lose(lost, 'too many wait for the target');
    if (!this.#working) void this.#work();
  }

  /** What has not been sent by now is not. */
  close(): void {
    this.#waiting = [];
    this.#end.abort();
  }

  async #work(): Promise<void> {
    this.#working = true;
    for (let event = this.#waiting.shift(); event; event = this.#waiting.shift()) await this.#deliver(event);
    this.#working = false;
  }

  async #deliver(event: AlertEvent): Promise<void> {
    for (let attempt = 0; !this.#end.signal.aborted; ++attempt) {
      try {
        await this.#send(event);
        return;
      } catch (error) {
        if (attempt + 1 >= attempts) {
          this.#lose(event, error instanceof Error ? error.message : 'it failed');
          return;
        }
        await rest(firstRest * 2 ** attempt, undefined, { signal: this.#end.signal, ref: false }).catch(
          () => undefined,
        );
      }
    }
  }

  #lose({ alert, state }: AlertEvent, why: string): void {
    this.#log.error({ alert, state, target: this.#name, why }, 'an alert could not be delivered');
  }
}
