// What goes wrong between the server and its database: no wrong answer, no write lost or done twice, no connection that
// stays behind, and everything as before when it is over.

import assert from 'node:assert/strict';
import process from 'node:process';
import { test } from 'node:test';
import { setTimeout as pause } from 'node:timers/promises';

import { db } from '../orm/index.js';
import { Proxy } from './proxy.js';
import { type Server, start } from './support.js';

const sleep = (process.env['DATABASE_URL'] ?? '').startsWith('postgres') ? 'pg_sleep' : 'sleep';

async function metric(server: Server, name: string): Promise<number> {
  const { text } = await server.ask('/metrics');
  return Number(new RegExp(`^${name} (.*)$`, 'm').exec(text)?.[1]);
}

async function eventually(what: string, holds: () => Promise<boolean>): Promise<void> {
  for (let i = 0; i < 100; ++i) {
    if (await holds()) return;
    await pause(50);
  }
  assert.fail(what);
}

void test('the database goes away during load, and comes back', async () => {
  const proxy = await new Proxy().begin();
  const loaded = await start({ DATABASE_URL: proxy.url, DATABASE_CONNECT_TIMEOUT: '1s' });
  const written = new Set<number>();
  let id = 1000;
  let running = true;
  const write = async (): Promise<void> => {
    while (running) {
      const mine = ++id;
      const answer = await loaded.ask(`/orders/${String(mine)}`, {}, { method: 'POST' });
      if (answer.status === 201) written.add(mine);
      else assert.deepEqual([answer.status, answer.headers.get('retry-after')], [503, '1'], answer.text);
    }
  };
  const read = async (): Promise<void> => {
    while (running) {
      const answer = await loaded.ask('/customers');
      if (answer.status === 200) assert.deepEqual(answer.json, [1, 2]);
      else assert.deepEqual([answer.status, answer.headers.get('retry-after')], [503, '1'], answer.text);
    }
  };
  const load = Promise.all([write(), write(), write(), read(), read(), read()]);
  for (let i = 0; i < 3; ++i) {
    await pause(300);
    proxy.refusing = i > 0;
    proxy.cut();
    await pause(200);
    if (proxy.refusing) assert.equal((await loaded.ask('/ready')).status, 503);
    proxy.refusing = false;
  }
  const before = written.size;
  await pause(400);
  running = false;
  await load;
  assert.ok(written.size > before, 'it does not write again');
  assert.equal((await loaded.ask('/ready')).status, 200);
  const there = (await db.order.findMany({ where: { id: { gt: 1000 } } })).map((order) => Number(order.id));
  for (const one of written) assert.ok(there.includes(one), `order ${String(one)} was promised and is lost`);
  assert.equal(await metric(loaded, 'database_connections_used'), 0);
  await loaded.stop();
  assert.equal(proxy.connections, 0);
  proxy.end();
});

void test('a connection breaks in mid-statement', async () => {
  const proxy = await new Proxy().begin();
  const server = await start({ DATABASE_URL: proxy.url });
  const asked = server.ask(`/sleep/${sleep}/2`);
  await eventually('the statement runs', async () => (await metric(server, 'database_connections_used')) === 1);
  await pause(100);
  proxy.cut();
  assert.deepEqual([(await asked).status, (await asked).headers.get('retry-after')], [503, '1']);
  assert.deepEqual((await server.ask('/customers')).json, [1, 2]);
  await server.stop();
  proxy.end();
});

void test('all connections are in use', async () => {
  const server = await start({ DATABASE_CONNECTIONS: '2', DATABASE_CONNECT_TIMEOUT: '300ms' });
  const answers = await Promise.all(Array.from({ length: 6 }, () => server.ask(`/sleep/${sleep}/0.8`)));
  assert.deepEqual(answers.map(({ status }) => status).sort(), [200, 200, 503, 503, 503, 503]);
  assert.deepEqual((await server.ask('/customers')).json, [1, 2]);
  assert.deepEqual(
    [await metric(server, 'database_connections_used'), await metric(server, 'database_requests_waiting')],
    [0, 0],
  );
  await server.stop();
});

void test('a statement takes too long', async () => {
  const server = await start({ DATABASE_STATEMENT_TIMEOUT: '300ms' });
  const answer = await server.ask(`/sleep/${sleep}/5`);
  assert.deepEqual([answer.status, (answer.json as { code: string }).code], [504, '57014']);
  assert.doesNotMatch(answer.text, /sleep/);
  assert.deepEqual((await server.ask('/customers')).json, [1, 2]);
  await server.stop();
});

void test('clients go away', async () => {
  const server = await start({ DATABASE_CONNECTIONS: '3' });
  const gone = Array.from({ length: 10 }, async () => {
    await assert.rejects(server.ask(`/sleep/${sleep}/0.3`, {}, { signal: AbortSignal.timeout(100) }));
  });
  await Promise.all(gone);
  await eventually(
    'every connection comes back',
    async () =>
      (await metric(server, 'database_connections_used')) + (await metric(server, 'database_requests_waiting')) === 0,
  );
  assert.deepEqual((await server.ask('/customers')).json, [1, 2]);
  await server.stop();
});

void test('the server is stopped while it writes', async () => {
  const server = await start();
  const asked = Array.from({ length: 50 }, (_, i) =>
    server.ask(`/orders/${String(5000 + i)}`, {}, { method: 'POST' }).then(
      ({ status }) => status,
      () => 0,
    ),
  );
  await Promise.race(asked);
  server.signal('SIGTERM');
  const statuses = await Promise.all(asked);
  assert.equal(await server.ended(), 0);
  const there = new Set((await db.order.findMany({ where: { id: { gte: 5000 } } })).map((order) => Number(order.id)));
  statuses.forEach((status, i) => {
    if (status === 201) assert.ok(there.has(5000 + i), `order ${String(5000 + i)} was promised and is lost`);
  });
});

void test('the server starts before its database', async () => {
  const proxy = await new Proxy().begin();
  proxy.refusing = true;
  const server = await start({ DATABASE_URL: proxy.url });
  assert.equal((await server.ask('/health')).status, 200);
  const ready = await server.ask('/ready');
  assert.deepEqual([ready.status, (ready.json as { message: string }).message], [503, 'the database does not answer']);
  proxy.refusing = false;
  assert.equal((await server.ask('/ready')).status, 200);
  await server.stop();
  proxy.end();
});

void test('end', () => db.close());
