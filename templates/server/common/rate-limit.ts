// How many requests each caller may make in a window of time. A window that has passed is forgotten as a whole, so memory stays bounded by the
// number of callers in one window; beyond a limit of those, the rest share one count.

import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';

import { Problem } from '../api/runtime/problem.js';
import type { Configuration } from './configuration.js';

const mostCallers = 100_000;

export function rateLimit(app: FastifyInstance, { RATE_LIMIT: limit, RATE_WINDOW: window }: Configuration): void {
  if (limit === 0) return;
  let counts = new Map<string, number>();
  let ends = 0;

  function count(key: string, now: number): number {
    if (now >= ends) {
      counts = new Map();
      ends = now + window;
    }
    const known = counts.has(key) || counts.size < mostCallers ? key : '';
    const counted = (counts.get(known) ?? 0) + 1;
    counts.set(known, counted);
    return counted;
  }

  app.addHook('onRequest', (request, reply, done) => {
    const now = Date.now();
    const counted = count(keyOf(request), now);
    const seconds = String(Math.ceil((ends - now) / 1000));
    announce(reply, limit, Math.max(0, limit - counted), seconds);
    if (counted <= limit) done();
    else done(new Problem(429, 'HTTP429', 'too many requests', { hint: `try again in ${seconds} s`, headers: { 'retry-after': seconds } }));
  });
}

function announce(reply: FastifyReply, limit: number, remaining: number, seconds: string): void {
  reply.header('ratelimit-limit', limit).header('ratelimit-remaining', remaining).header('ratelimit-reset', seconds);
}

/** Who has said who it is counts under its name, wherever it asks from; others under their address. */
function keyOf({ caller, ip }: FastifyRequest): string {
  const { sub } = caller.claims;
  if (typeof sub === 'string') return `subject ${sub}`;
  return caller.claims['role'] === undefined ? `address ${ip}` : `role ${caller.role} ${ip}`;
}
