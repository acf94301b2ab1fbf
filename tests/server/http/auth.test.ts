// Who is let in as whom: every kind of token and key, good and bad.

import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { test } from 'node:test';

import { type CryptoKey, exportJWK, exportSPKI, generateKeyPair } from 'jose';

import { bearer, secret, start, token } from './support.js';

const now = Math.floor(Date.now() / 1000);

function unsigned(claims: object): string {
  const part = (value: object): string => Buffer.from(JSON.stringify(value)).toString('base64url');
  return `${part({ alg: 'none' })}.${part(claims)}.`;
}

function codeOf(json: unknown): string {
  return (json as { code: string }).code;
}

void test('tokens signed with a secret', async () => {
  const server = await start({ JWT_AUDIENCE: 'shop,desk', JWT_ISSUER: 'me' });
  const good = { sub: '1', role: 'customer', aud: 'shop', iss: 'me' };
  const who = await server.ask('/who', bearer(await token(good)));
  assert.deepEqual(who.json, { role: 'customer', claims: good });
  assert.deepEqual((await server.ask('/who')).json, { role: 'anon', claims: {} });
  assert.equal((await server.ask('/who', bearer(await token({ aud: ['x', 'desk'], iss: 'me' })))).status, 200);
  const { privateKey } = await generateKeyPair('RS256');
  const tampered = (await token(good)).replace(
    /\.[^.]+\./,
    `.${Buffer.from(JSON.stringify({ ...good, role: 'admin' })).toString('base64url')}.`,
  );
  const refused: [string, string, string][] = [
    ['unsigned', unsigned({ ...good, role: 'admin' }), 'PGRST301'],
    ['no token', 'abc', 'PGRST301'],
    ['three parts', 'a.b.c', 'PGRST301'],
    ['tampered', tampered, 'PGRST301'],
    ['another secret', await token(good, new TextEncoder().encode('x'.repeat(40))), 'PGRST301'],
    ['a key that is not known', await token(good, privateKey, 'RS256'), 'PGRST301'],
    ['expired', await token({ ...good, exp: now - 1 }), 'PGRST303'],
    ['not yet valid', await token({ ...good, nbf: now + 60 }), 'PGRST303'],
    ['another audience', await token({ ...good, aud: 'else' }), 'PGRST303'],
    ['no audience', await token({ role: 'customer', iss: 'me' }), 'PGRST303'],
    ['another issuer', await token({ ...good, iss: 'you' }), 'PGRST303'],
    ['a role that is no text', await token({ ...good, role: ['admin'] }), 'PGRST303'],
    ['', '', 'PGRST301'],
  ];
  for (const [what, text, code] of refused) {
    for (const path of ['/who', '/who']) {
      const answer = await server.ask(path, bearer(text));
      assert.deepEqual([answer.status, codeOf(answer.json)], [401, code], what);
      assert.match(answer.headers.get('www-authenticate') ?? '', /^Bearer error="invalid_token"/, what);
    }
  }
  const log = server.lines.join('\n');
  assert.ok(!log.includes(secret) && !log.includes((await token(good)).slice(0, 30)), 'the log holds a secret');
  await server.stop();
});

void test('a token that was good expires', async () => {
  const server = await start({});
  const short = bearer(await token({ role: 'customer', exp: Math.ceil(Date.now() / 1000) + 1 }));
  assert.equal((await server.ask('/who', short)).status, 200);
  await new Promise((resolve) => setTimeout(resolve, 2100));
  assert.equal((await server.ask('/who', short)).status, 401);
  await server.stop();
});

void test('tokens signed with a private key', async () => {
  for (const alg of ['RS256', 'PS256', 'ES256', 'EdDSA']) {
    const pair = await generateKeyPair(alg, { extractable: true });
    const pem = await exportSPKI(pair.publicKey);
    const server = await start({
      JWT_SECRET: '',
      JWT_PUBLIC_KEY: pem.replaceAll('\n', '\\n'),
      JWT_ROLE_CLAIM: 'app.role',
    });
    assert.equal(
      (
        (await server.ask('/who', bearer(await token({ app: { role: 'clerk' } }, pair.privateKey, alg)))).json as {
          role: string;
        }
      ).role,
      'clerk',
    );
    // The public key, which everybody has, is no secret to sign with.
    const confused = await token({ app: { role: 'admin' } }, new TextEncoder().encode(pem), 'HS256');
    assert.equal((await server.ask('/who', bearer(confused))).status, 401, alg);
    assert.equal((await server.ask('/who', bearer(unsigned({ app: { role: 'admin' } })))).status, 401, alg);
    await server.stop();
  }
});

void test('a set of keys at an address', async () => {
  const pair = await generateKeyPair('ES256', { extractable: true });
  const other = await generateKeyPair('ES256');
  const keys = createServer((_, answer) => {
    void exportJWK(pair.publicKey).then((key) =>
      answer.setHeader('content-type', 'application/json').end(JSON.stringify({ keys: [{ ...key, alg: 'ES256' }] })),
    );
  }).listen(0, '127.0.0.1');
  await once(keys, 'listening');
  const server = await start({ JWT_JWKS_URL: `http://127.0.0.1:${String((keys.address() as AddressInfo).port)}/` });
  const ask = async (key: CryptoKey): Promise<number> =>
    (await server.ask('/who', bearer(await token({ role: 'clerk' }, key, 'ES256')))).status;
  assert.deepEqual([await ask(pair.privateKey), await ask(other.privateKey)], [200, 401]);
  keys.close();
  keys.closeAllConnections();
  await server.stop();
});

void test('keys for programs', async () => {
  const hash = createHash('sha256').update('open sesame').digest('hex');
  const server = await start({ API_KEYS: `clerk:${hash}` });
  assert.equal(((await server.ask('/who', { 'x-api-key': 'open sesame' })).json as { role: string }).role, 'clerk');
  assert.equal(((await server.ask('/who', { apikey: 'open sesame' })).json as { role: string }).role, 'clerk');
  for (const wrong of ['', 'open', hash])
    assert.equal((await server.ask('/who', { apikey: wrong })).status, 401, wrong);
  await server.stop();
});
