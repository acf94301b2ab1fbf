// Keys for programs: `API_KEYS=role:hash,role:hash`, where a hash is the key's SHA-256 in hexadecimal, so that the
// environment holds no key.
// They are random and long, unlike passwords, so a fast hash is enough:   printf %s "$KEY" | sha256sum

import { createHash, timingSafeEqual } from 'node:crypto';

import type { Caller } from '../api/runtime/caller.js';

interface Key {
  readonly hash: Buffer;
  readonly caller: Caller;
}

export type ApiKeys = readonly Key[];

const form = /^([^:]+):([0-9a-f]{64})$/i;

/** Nothing, if it isn't a role with a hash. */
export function apiKey(said: string): Key | undefined {
  const [, role, hash] = form.exec(said) ?? [];
  return role === undefined || hash === undefined
    ? undefined
    : { hash: Buffer.from(hash, 'hex'), caller: { role, claims: { role } } };
}

/** Whose key it is. Every key is looked at, so that the time it takes tells nothing. */
export function callerOfKey(keys: ApiKeys, given: string): Caller | undefined {
  const hash = createHash('sha256').update(given).digest();
  let found: Caller | undefined;
  for (const key of keys) {
    if (timingSafeEqual(key.hash, hash)) found = key.caller;
  }
  return found;
}
