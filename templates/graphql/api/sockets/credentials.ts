// Who a client on a WebSocket is: browsers can't set headers there, so the first message may say what headers say
// elsewhere.

import type { IncomingHttpHeaders } from 'node:http';

import type { Caller } from '../../runtime/caller.js';
import { Refusal } from '../refusal.js';
import type { Payload } from './protocol.js';

/** Nobody, where the headers say nothing; throws where they say what isn't good. */
export type CallerOf = (headers: IncomingHttpHeaders) => Caller | Promise<Caller> | undefined;

const names: ReadonlySet<string> = new Set(['authorization', 'apikey', 'x-api-key']);

export function callerIn(payload: Payload, callerOf: CallerOf): Caller | Promise<Caller> | undefined {
  const { headers } = payload;
  const said = { ...(typeof headers === 'object' && headers !== null ? headers : {}), ...payload };
  const found = Object.entries(said).flatMap(([name, value]) =>
    names.has(name.toLowerCase()) ? [[name.toLowerCase(), text(value)] as const] : [],
  );
  return found.length === 0 ? undefined : callerOf(Object.fromEntries(found));
}

function text(value: unknown): string {
  if (typeof value === 'string') return value;
  throw Refusal.malformed(401, 'BAD_REQUEST', 'who asks is said by a text');
}

/** No timer takes longer. */
const mostTime = 2 ** 31 - 1;

/** Milliseconds until the caller's token expires, where it does. */
export function timeLeft({ claims }: Caller, now = Date.now()): number | undefined {
  const { exp } = claims;
  return typeof exp === 'number' ? Math.min(Math.max(0, exp * 1000 - now), mostTime) : undefined;
}
