// What a client and an operator see of the server: its answers, headers, limits, logs, metrics, and how it starts and
// stops.

import assert from 'node:assert/strict';
import { connect } from 'node:net';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { setTimeout as pause } from 'node:timers/promises';

import fastify from 'fastify';

import { readConfiguration } from '../server/configuration.js';
import { Watch } from '../server/watch.js';
import { bearer, refusal, secret, start, token } from './support.js';

void test('what is wrong with the environment is said at once, without its secrets', async () => {
  const said = await refusal({
    PORT: 'http',
    JWT_SECRET: 'hunter2',
    JWT_PUBLIC_KEY: 'no key',
    API_KEYS: 'admin:swordfish',
    RATE_WINDOW: '5',
    DOCS: 'maybe',
  });
  for (const name of ['PORT', 'JWT_SECRET', 'JWT_PUBLIC_KEY', 'API_KEYS', 'RATE_WINDOW', 'DOCS'])
    assert.match(said, new RegExp(`^ {2}${name} should be .*such as ${name}=`, 'm'));
  assert.doesNotMatch(said, /hunter2|swordfish|no key|\n {4}at /);
  assert.match(await refusal({ CORS_ORIGINS: '*,https://a.example' }), /CORS_ORIGINS/);
  assert.match(await refusal({ HOST: '192.0.2.1' }), /^HOST and PORT name no address to listen at: [^\n]*$/);
});

void test('.env.example names every setting, with what it is when nothing is said', () => {
  const source = readFileSync('server/configuration.ts', 'utf8');
  const settings = [...source.matchAll(/^ {2}([A-Z_]+): /gm)].map(([, name]) => name);
  const example = readFileSync('.env.example', 'utf8');
  const named = [...example.matchAll(/^#?([A-Z_]+)=(.*)$/gm)];
  assert.deepEqual(named.map(([, name]) => name).sort(), settings.sort());
  const said: Record<string, string> = {};
  for (const [, name = '', value = ''] of named) if (name !== 'DATABASE_URL') said[name] = value;
  assert.deepEqual(readConfiguration(said), readConfiguration({}));
});

void test('answers', async () => {
  const server = await start({ NODE_ENV: 'production', LOG_LEVEL: 'debug' });
  const health = await server.ask('/health', { 'x-request-id': 'from-proxy.1' });
  assert.deepEqual(
    [health.status, health.json, health.headers.get('x-request-id')],
    [200, { status: 'ok' }, 'from-proxy.1'],
  );
  assert.deepEqual((await server.ask('/ready')).json, { status: 'ok' });
  assert.match(health.headers.get('strict-transport-security') ?? '', /max-age/);
  assert.equal(health.headers.get('x-content-type-options'), 'nosniff');
  const forged = await server.ask('/health', { 'x-request-id': 'a b\tc' });
  assert.match(forged.headers.get('x-request-id') ?? '', /^[\w-]{12}-[0-9a-z]+$/);
  const shape = (code: string, message: string): object => ({ code, message, details: null, hint: null });
  const json = { 'content-type': 'application/json' };
  const wrong: [number, string, () => Promise<{ status: number; json: unknown }>][] = [
    [404, 'PGRST125', () => server.ask('/nothing/here')],
    [400, 'HTTP400', () => server.ask('/%zz')],
    [500, 'PGRSTX00', () => server.ask('/broken')],
    [400, 'HTTP400', () => server.ask('/echo', json, { method: 'POST', body: '{"a":' })],
    [400, 'HTTP400', () => server.ask('/echo', json, { method: 'POST', body: '{"__proto__":{"admin":true}}' })],
    [415, 'HTTP415', () => server.ask('/echo', { 'content-type': 'text/x' }, { method: 'POST', body: 'a' })],
    [413, 'HTTP413', () => server.ask('/echo', json, { method: 'POST', body: JSON.stringify('x'.repeat(2_000_000)) })],
  ];
  for (const [status, code, ask] of wrong) {
    const answer = await ask();
    assert.equal(answer.status, status);
    assert.deepEqual(Object.keys(answer.json as object), Object.keys(shape('', '')));
    assert.equal((answer.json as { code: string }).code, code);
    assert.doesNotMatch(JSON.stringify(answer.json), /hunter2|node_modules|\.js:/);
  }
  assert.deepEqual((await server.ask('/hooked')).json, ['Order'], 'app/hooks is read');
  assert.deepEqual((await server.ask('/refused')).json, {
    code: 'TEA',
    message: 'a teapot',
    details: { spout: 1 },
    hint: 'pour',
  });
  await server.stop();
});

void test('what is no HTTP is answered in the same shape', async () => {
  const server = await start();
  const { port } = new URL(server.url);
  for (const [text, status] of [
    ['NONSENSE\r\n\r\n', 400],
    [`GET / HTTP/1.1\r\nhost: a\r\nx: ${'y'.repeat(20_000)}\r\n\r\n`, 431],
  ] as const) {
    const socket = connect(Number(port), '127.0.0.1').end(text);
    let answer = '';
    for await (const part of socket) answer += String(part);
    assert.match(answer, new RegExp(`^HTTP/1.1 ${String(status)} [^]*\\{"code":"HTTP${String(status)}","message":`));
  }
  await server.stop();
});

void test('limits, compression, other origins', async () => {
  const server = await start({ RATE_LIMIT: '3', RATE_WINDOW: '1h', CORS_ORIGINS: 'https://app.example.com' });
  const statuses: number[] = [];
  for (let i = 0; i < 5; ++i) statuses.push((await server.ask('/who')).status);
  assert.deepEqual(statuses, [200, 200, 200, 429, 429]);
  const limited = await server.ask('/who');
  assert.ok(Number(limited.headers.get('retry-after')) > 3000);
  assert.equal(limited.headers.get('ratelimit-remaining'), '0');
  assert.equal((await server.ask('/who', bearer(await token({ sub: 'ann' })))).status, 200, 'each caller has its own');
  assert.equal((await server.ask('/health')).status, 200, 'probes are not counted');
  const ann = bearer(await token({ sub: 'ann' }));
  assert.equal(
    (await server.ask('/large', { ...ann, 'accept-encoding': 'gzip' })).headers.get('content-encoding'),
    'gzip',
  );
  assert.equal(
    (await server.ask('/who', { ...ann, origin: 'https://app.example.com' })).headers.get(
      'access-control-allow-origin',
    ),
    'https://app.example.com',
  );
  assert.equal(
    (await server.ask('/health', { origin: 'https://evil.example.com' })).headers.get('access-control-allow-origin'),
    null,
  );
  await server.stop();
});

void test('logs and metrics', async () => {
  const server = await start({ METRICS_TOKEN: 'reader of numbers' });
  const trace = '4bf92f3577b34da6a3ce929d0e0e4736';
  await server.ask('/who?password=hunter2', {
    ...bearer(await token({ role: 'clerk' })),
    'x-request-id': 'mine',
    traceparent: `00-${trace}-00f067aa0ba902b7-01`,
  });
  await server.ask('/broken');
  for (let i = 0; i < 20; ++i) await server.ask(`/made-up-${String(i)}`);
  assert.equal((await server.ask('/metrics')).status, 401);
  const { status, text } = await server.ask('/metrics', bearer('reader of numbers'));
  assert.equal(status, 200);
  assert.match(text, /^http_request_duration_seconds_count\{route="\/who",method="GET",status="200"\} 1$/m);
  assert.match(text, /^database_connections_most \d+$/m);
  assert.doesNotMatch(text, /made-up/);
  for (const line of text.trim().split('\n'))
    assert.match(line, /^(# (HELP|TYPE) [a-z_0-9]+ .+|[a-z_0-9]+(\{[^{}]*\})? [0-9.e+-]+)$/);
  await server.stop();
  const line = server.lines
    .map((one) => JSON.parse(one) as Record<string, unknown>)
    .find((one) => one['reqId'] === 'mine');
  assert.deepEqual(
    [line?.['method'], line?.['path'], line?.['role'], line?.['status'], line?.['trace']],
    ['GET', '/who', 'clerk', 200, trace],
  );
  const log = server.lines.join('\n');
  assert.match(log, /password=hunter2 in a stack/, 'what broke is in the log');
  assert.ok(!log.includes('?password') && !log.includes(secret) && !log.includes('reader of numbers'));
});

void test('what is injected ends once, and nobody leaves', async () => {
  const watch = new Watch();
  const ends: unknown[] = [];
  watch.whenEnded((_, { statusCode }, error) => ends.push([statusCode, error?.message]));
  const app = fastify({ logger: { level: 'silent' }, logController: watch });
  app.get('/', () => 'here');
  assert.equal((await app.inject('/')).payload, 'here');
  await pause(10);
  assert.deepEqual(ends, [[200, undefined]]);
  await app.close();
});

void test('stopping: what was begun is answered, nothing new is accepted', async () => {
  const server = await start();
  const slow = server.ask('/slow/700');
  await pause(200);
  server.signal('SIGTERM');
  await pause(200);
  await assert.rejects(server.ask('/who'));
  assert.deepEqual((await slow).json, { done: true });
  assert.equal(await server.ended(), 0);
});

void test('stopping: not longer than SHUTDOWN_TIMEOUT', async () => {
  const server = await start({ SHUTDOWN_TIMEOUT: '300ms' });
  const slow = server.ask('/slow/60000').catch(() => 'cut off');
  await pause(200);
  server.signal('SIGTERM');
  assert.equal(await server.ended(), 1);
  assert.equal(await slow, 'cut off');
});
