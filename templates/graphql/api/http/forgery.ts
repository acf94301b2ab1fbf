// Pages of other origins can't make a browser ask: with a POST since it must say `application/json`, which a browser
// first asks this server about (CORS); with a GET since browsers say where it comes from. A client on another origin
// that may use GET says so with a header that browsers ask about, too.

import type { IncomingHttpHeaders } from 'node:http';

import { Refusal } from '../refusal.js';

const asked = ['x-apollo-operation-name', 'apollo-require-preflight', 'graphql-require-preflight'];

export function refuseForeign(headers: IncomingHttpHeaders): void {
  const site = headers['sec-fetch-site'];
  if (site === undefined || site === 'same-origin' || site === 'none') return;
  if (
    asked.some((name) => headers[name] !== undefined) ||
    headers['content-type']?.startsWith('application/json') === true
  )
    return;
  throw Refusal.malformed(403, 'CSRF_REFUSED', 'a GET from a page of another origin is not answered', {
    hint: `Ask with POST, or send ${asked.join(' or ')}.`,
  });
}

export function refuseOtherTypes(type: string | undefined): void {
  const [name = '', ...parameters] = (type ?? '')
    .toLowerCase()
    .split(';')
    .map((part) => part.trim());
  const charset =
    parameters
      .find((one) => one.startsWith('charset='))
      ?.slice('charset='.length)
      .replaceAll('"', '') ?? 'utf-8';
  if (name === 'application/json' && /^utf-?8$/.test(charset)) return;
  throw Refusal.malformed(415, 'BAD_REQUEST', 'the body must be application/json in UTF-8', {
    headers: { 'accept-post': 'application/json' },
  });
}

/** A WebSocket is opened without asking first, so its origin must be this server's, or one that is named. */
export function isOwnOrigin({ origin, host }: IncomingHttpHeaders, origins: readonly string[]): boolean {
  if (origin === undefined || origins.includes('*') || origins.includes(origin)) return true;
  return URL.canParse(origin) && new URL(origin).host === host;
}
