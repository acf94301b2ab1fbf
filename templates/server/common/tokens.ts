// Tokens: from the text behind `Bearer` to claims that can be trusted, or to the reason why not.
//
// Which algorithms count depends on the keys that this server has, never on the token alone: a token that names another
// one, or none, is refused. A token that was good is remembered for a minute, or until it expires, so that its
// signature isn't checked at every request.

import {
  type CryptoKey,
  type JWTPayload,
  type JWTVerifyGetKey,
  createRemoteJWKSet,
  decodeProtectedHeader,
  errors,
  importJWK,
  importSPKI,
  jwtVerify,
} from 'jose';

import { Problem } from '../api/runtime/problem.js';
import type { Configuration } from './configuration.js';

export type Claims = Readonly<Record<string, unknown>>;

export interface Tokens {
  /** The claims, at once where the token is known. */
  readonly claims: (token: string) => Claims | Promise<Claims>;
}

/** What a token that isn't good is answered with; `code` is PostgREST's. */
export function unauthorized(code: string, message: string): Problem {
  const challenge = `Bearer error="invalid_token", error_description="${message}"`;
  return new Problem(401, code, message, { headers: { 'www-authenticate': challenge } });
}

// ---------------------------------------------------------------------------------------------------------------- keys

const secretAlgorithms = ['HS256', 'HS384', 'HS512'];
const publicAlgorithms = [
  'RS256',
  'RS384',
  'RS512',
  'PS256',
  'PS384',
  'PS512',
  'ES256',
  'ES384',
  'ES512',
  'EdDSA',
  'Ed25519',
];

/** A key for each way to sign that this server knows. */
function keysOf({
  JWT_SECRET,
  JWT_PUBLIC_KEY,
  JWT_JWKS_URL,
}: Configuration): { algorithms: string[]; key: JWTVerifyGetKey } | undefined {
  const secret = JWT_SECRET === '' ? undefined : new TextEncoder().encode(JWT_SECRET);
  const remote = JWT_JWKS_URL === '' ? undefined : createRemoteJWKSet(new URL(JWT_JWKS_URL));
  const algorithms = [
    ...(secret ? secretAlgorithms : []),
    ...(remote || JWT_PUBLIC_KEY !== '' ? publicAlgorithms : []),
  ];
  if (algorithms.length === 0) return undefined;
  const key: JWTVerifyGetKey = (header, token) => {
    if (secretAlgorithms.includes(header.alg)) return secret ?? refuse();
    if (JWT_PUBLIC_KEY !== '') return publicKey(JWT_PUBLIC_KEY, header.alg);
    return remote?.(header, token) ?? refuse();
  };
  return { algorithms, key };
}

function refuse(): never {
  throw new errors.JOSEAlgNotAllowed('no key');
}

/** PEM, or a JWK as JSON. */
async function publicKey(text: string, algorithm: string): Promise<CryptoKey | Uint8Array> {
  return text.trimStart().startsWith('{')
    ? importJWK(JSON.parse(text) as Parameters<typeof importJWK>[0], algorithm)
    : importSPKI(text, algorithm);
}

// -------------------------------------------------------------------------------------------------------------- tokens

const mostKnown = 10_000;
const trustedFor = 60_000;

export function tokensOf(configuration: Configuration): Tokens {
  const keys = keysOf(configuration);
  const known = new Map<string, { readonly claims: Claims; readonly until: number }>();
  const { JWT_AUDIENCE: audience, JWT_ISSUER: issuer, JWT_LEEWAY: leeway } = configuration;

  async function verify(token: string): Promise<Claims> {
    if (!keys) throw unauthorized('PGRST300', 'this server takes no tokens');
    const { payload } = await jwtVerify(token, keys.key, {
      algorithms: keys.algorithms,
      clockTolerance: leeway / 1000,
      ...(audience.length > 0 && { audience: [...audience] }),
      ...(issuer !== '' && { issuer }),
    }).catch((error: unknown) => {
      throw refusal(error, token);
    });
    remember(token, payload);
    return payload;
  }

  function remember(token: string, claims: JWTPayload): void {
    const now = Date.now();
    const expires = claims.exp === undefined ? Infinity : claims.exp * 1000 + leeway;
    if (known.size >= mostKnown) known.clear();
    known.set(token, { claims, until: Math.min(expires, now + trustedFor) });
  }

  return {
    claims: (token) => {
      const found = known.get(token);
      if (found && found.until > Date.now()) return found.claims;
      return verify(token);
    },
  };
}

/** Why a token is not taken, in the words that PostgREST's clients know. */
function refusal(error: unknown, token: string): Problem {
  if (error instanceof errors.JWTExpired) return unauthorized('PGRST303', 'JWT expired');
  if (error instanceof errors.JWTClaimValidationFailed)
    return unauthorized('PGRST303', claimMessages.get(error.claim) ?? 'JWT claims are not valid');
  if (error instanceof errors.JWKSTimeout || isUnreachable(error)) {
    return new Problem(503, 'PGRST301', 'the keys that tokens are checked with are out of reach', {
      headers: { 'retry-after': '5' },
      cause: error,
    });
  }
  return unauthorized(
    'PGRST301',
    isSigned(token) ? 'JWT could not be verified: no suitable key or wrong signature' : 'JWT could not be decoded',
  );
}

const claimMessages: ReadonlyMap<string, string> = new Map([
  ['aud', 'JWT not in audience'],
  ['iss', 'JWT not from the expected issuer'],
  ['nbf', 'JWT not yet valid'],
  ['iat', 'JWT issued in the future'],
  ['exp', 'JWT has a wrong time of expiry'],
]);

/** Of the network, while the key set was fetched. */
function isUnreachable(error: unknown): boolean {
  return (
    (error instanceof TypeError && error.message === 'fetch failed') ||
    (error instanceof errors.JOSEError && error.message.startsWith('Expected 200 OK'))
  );
}

function isSigned(token: string): boolean {
  try {
    return decodeProtectedHeader(token).alg !== undefined;
  } catch {
    return false;
  }
}
