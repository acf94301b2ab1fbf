// How many requests each caller may make in a window of time. A window that has passed is forgotten as a whole, so
// memory stays bounded by the number of callers in one window; beyond a limit of those, the rest share one count.

import type { FastifyInstance, FastifyReply } from 'fastify';

import type { Caller } from '../api/runtime/caller.js';
import { Problem } from '../api/runtime/problem.js';
import type { Configuration } from './configuration.js';

const mostCallers = 100_000;

/** What is left when one more was counted; less than nothing, if it was too many. */
interface Left {
  readonly remaining: number;
  /** Until the window ends. */
  readonly seconds: string;
}

export class RateLimit {
  readonly #limit: number;
  readonly #window: number;
  #counts = new Map<string, number>();
  #ends = 0;

  constructor({ RATE_LIMIT: limit, RATE_WINDOW: window }: Configuration) {
    this.#limit = limit;
    this.#window = window;
  }

  /** Each request is counted, and says how many there may be. */
  watch(app: FastifyInstance): void {
    if (this.#limit === 0) return;
    app.addHook('onRequest', ({ caller, ip }, reply, done) => {
      const left = this.#count(keyOf(caller, ip));
      announce(reply, this.#limit, left);
      if (left.remaining >= 0) done();
      else done(tooMany(left));
    });
  }

  /** For what is asked in other ways than by requests. */
  spend(caller: Caller, ip: string): void {
    if (this.#limit === 0) return;
    const left = this.#count(keyOf(caller, ip));
    if (left.remaining < 0) throw tooMany(left);
  }

  #count(key: string): Left {
    const now = Date.now();
    if (now >= this.#ends) {
      this.#counts = new Map();
      this.#ends = now + this.#window;
    }
    const known = this.#counts.has(key) || this.#counts.size < mostCallers ? key : '';
    const counted = (this.#counts.get(known) ?? 0) + 1;
    this.#counts.set(known, counted);
    return { remaining: this.#limit - counted, seconds: String(Math.ceil((this.#ends - now) / 1000)) };
  }
}

function tooMany({ seconds }: Left): Problem {
  return new Problem(429, 'HTTP429', 'too many requests', {
    hint: `try again in ${seconds} s`,
    headers: { 'retry-after': seconds },
  });
}

function announce(reply: FastifyReply, limit: number, { remaining, seconds }: Left): void {
  reply
    .header('ratelimit-limit', limit)
    .header('ratelimit-remaining', Math.max(0, remaining))
    .header('ratelimit-reset', seconds);
}

/** Who has said who it is counts under its name, wherever it asks from; others under their address. */
function keyOf({ claims, role }: Caller, ip: string): string {
  const { sub } = claims;
  if (typeof sub === 'string') return `subject ${sub}`;
  return claims['role'] === undefined ? `address ${ip}` : `role ${role} ${ip}`;
}
