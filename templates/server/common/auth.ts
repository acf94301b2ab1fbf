// Who asks: from a request's headers to a Caller.
//
// `Authorization: Bearer <token>` comes first, then a key in `apikey` or `x-api-key`. Without any of them it is the
// anonymous role. Something that was sent and isn't good is refused, never taken for nothing.

import type { IncomingHttpHeaders } from 'node:http';

import type { FastifyInstance } from 'fastify';

import type { Caller } from '../api/runtime/caller.js';
import { callerOfKey } from './api-keys.js';
import type { Configuration } from './configuration.js';
import { type Claims, tokensOf, unauthorized } from './tokens.js';

/** Nobody, where no one says who asks. */
export type CallerOf = (headers: IncomingHttpHeaders) => Caller | Promise<Caller> | undefined;

export function authentication(app: FastifyInstance, callerOf: CallerOf, configuration: Configuration): void {
  const anonymous: Caller = { role: configuration.ANONYMOUS_ROLE, claims: {} };
  app.addHook('onRequest', (request, _reply, done) => {
    // The one that errors and logs see until it is known.
    request.caller = anonymous;
    const found = callerOf(request.headers) ?? anonymous;
    if (!(found instanceof Promise)) {
      request.caller = found;
      done();
      return;
    }
    found.then((caller) => {
      request.caller = caller;
      done();
    }, done);
  });
}

export function callersOf(configuration: Configuration): CallerOf {
  const tokens = tokensOf(configuration);
  const byClaims = new WeakMap<Claims, Caller>();
  const callerOfClaims = (claims: Claims): Caller => {
    let caller = byClaims.get(claims);
    if (!caller) byClaims.set(claims, (caller = { role: roleOf(claims, configuration), claims }));
    return caller;
  };
  return (headers) => {
    const { authorization } = headers;
    if (authorization !== undefined && /^bearer(?:\s|$)/i.test(authorization)) {
      const claims = tokens.claims(bearer(authorization));
      return claims instanceof Promise ? claims.then(callerOfClaims) : callerOfClaims(claims);
    }
    return configuration.API_KEYS.length === 0
      ? undefined
      : byKey(configuration, headers['apikey'] ?? headers['x-api-key']);
  };
}

function bearer(authorization: string): string {
  const token = authorization.slice('bearer'.length).trim();
  if (token === '') throw unauthorized('PGRST301', 'Empty JWT is sent in Authorization header');
  return token;
}

function byKey({ API_KEYS }: Configuration, given: string | string[] | undefined): Caller | undefined {
  if (given === undefined) return undefined;
  const caller = typeof given === 'string' ? callerOfKey(API_KEYS, given) : undefined;
  if (!caller) throw unauthorized('PGRST301', 'the API key is not known');
  return caller;
}

/** What stands at the path of JWT_ROLE_CLAIM, such as `role` or `app_metadata.role`. */
function roleOf(claims: Claims, { JWT_ROLE_CLAIM, AUTHENTICATED_ROLE }: Configuration): string {
  let value: unknown = claims;
  for (const step of JWT_ROLE_CLAIM.split('.')) {
    value =
      typeof value === 'object' && value !== null && Object.hasOwn(value, step)
        ? (value as Record<string, unknown>)[step]
        : undefined;
  }
  if (value === undefined) return AUTHENTICATED_ROLE;
  if (typeof value !== 'string' || value === '') throw unauthorized('PGRST303', 'the role in the JWT is no text');
  return value;
}
