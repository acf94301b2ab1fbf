// Headers that every answer has: what browsers must not do with it, and the id that the log knows the request by.

import { randomBytes } from 'node:crypto';
import type { IncomingMessage } from 'node:http';

import type { Configuration } from './configuration.js';
import type { Watch } from './watch.js';

const cautious = {
  'x-content-type-options': 'nosniff',
  'x-frame-options': 'DENY',
  'referrer-policy': 'no-referrer',
  // What is no page needs no script. Pages say what they need themselves.
  'content-security-policy': "default-src 'none'; frame-ancestors 'none'",
};

export function headers(watch: Watch, { NODE_ENV }: Configuration): void {
  const always = { ...cautious, ...(NODE_ENV === 'production' && { 'strict-transport-security': 'max-age=31536000' }) };
  watch.whenBegun((request, reply) => {
    reply.headers(always).header('x-request-id', request.id);
  });
}

const goodId = /^[\w.:-]{1,64}$/;

/** The id that a proxy gave, where it is a plain one, since it goes into logs; or one of this process and its count. */
export function requestIds(): (message: IncomingMessage) => string {
  const process = randomBytes(9).toString('base64url');
  let requests = 0;
  return ({ headers: { 'x-request-id': given } }) =>
    typeof given === 'string' && goodId.test(given) ? given : `${process}-${(++requests).toString(36)}`;
}
