// PostgreSQL tells of every change once the triggers of api/graphql/changes.sql are there, whoever makes it.

import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { after, test } from 'node:test';
import { setTimeout as pause } from 'node:timers/promises';

import { Client } from 'pg';

import { heard, Subscriber } from './hearing.js';
import { start } from './support.js';

const migration = readFileSync('api/graphql/changes.sql', 'utf8');
const other = new Client({ connectionString: process.env['DATABASE_URL'] ?? '' });
await other.connect();
const server = await start({ LOG_LEVEL: 'debug' });
after(async () => {
  await server.stop();
  await other.query("update orders set status = 'open' where id = 1");
  await other.end();
});

const listeners = async (): Promise<number[]> => {
  const { rows } = await other.query<{ pid: number }>(
    "select pid from pg_stat_activity where datname = current_database() and application_name = 'sqlx_changes'",
  );
  return rows.map(({ pid }) => pid);
};

void test('plain SQL on another connection', async () => {
  await other.query(migration);
  await other.query(migration);
  const subscriber = new Subscriber(server);
  const orders = subscriber.hear('subscription { orderChanged { operation key row { id status } } }');
  await heard(subscriber);
  await other.query("update orders set status = 'by hand' where id = 1");
  await other.query('begin');
  await other.query("update orders set status = 'undone'");
  await other.query('rollback');
  await other.query('begin');
  await other.query("insert into orders (id, customer_id, status, total) values (30, 1, 'new', 5)");
  await pause(200);
  assert.equal(orders.answers.length, 1, 'what is not committed is not told');
  await other.query('commit');
  await orders.until(2);
  await other.query('update orders set id = 31 where id = 30');
  await orders.until(4);
  await other.query('delete from orders where id = 31');
  assert.deepEqual(await orders.until(5), [
    { orderChanged: { operation: 'UPDATE', key: { id: 1 }, row: { id: '1', status: 'by hand' } } },
    { orderChanged: { operation: 'INSERT', key: { id: 30 }, row: { id: '30', status: 'new' } } },
    { orderChanged: { operation: 'DELETE', key: { id: 30 }, row: null } },
    { orderChanged: { operation: 'UPDATE', key: { id: 31 }, row: { id: '31', status: 'new' } } },
    { orderChanged: { operation: 'DELETE', key: { id: 31 }, row: null } },
  ]);
  await subscriber.client.dispose();
  for (let waited = 0; (await listeners()).length > 0; waited += 50) {
    assert.ok(waited < 5000, 'nobody subscribes, so nobody listens');
    await pause(50);
  }
});

void test('a connection that breaks is opened again, and subscribers are told to begin again', async () => {
  const subscriber = new Subscriber(server, undefined, 20);
  const orders = subscriber.hear('subscription { orderChanged { row { status } } }');
  await heard(subscriber);
  const [pid] = await listeners();
  assert.ok(pid !== undefined);
  await other.query('select pg_terminate_backend($1)', [pid]);
  const { code, reason } = await subscriber.closed;
  assert.deepEqual([code, reason], [1012, 'changes may have been missed: subscribe again']);
  for (let waited = 0; (await listeners()).length === 0; waited += 50) {
    assert.ok(waited < 10_000);
    await pause(50);
  }
  await pause(500);
  await other.query("update orders set status = 'again' where id = 1");
  assert.deepEqual(await orders.until(1), [{ orderChanged: { row: { status: 'again' } } }]);
  await subscriber.client.dispose();
});

void test('what others notify is not believed', async () => {
  const subscriber = new Subscriber(server);
  const orders = subscriber.hear('subscription { orderChanged { key } }');
  await heard(subscriber);
  for (const payload of [
    '',
    'x',
    '[]',
    '["public","orders","UPDATE",{}]',
    '["public","orders","DROP",{"id":"1"}]',
    '["public","orders","UPDATE",{"id":"1; drop table orders"}]',
    '["public","orders","UPDATE",{"id":["1"]}]',
    '["public","none","UPDATE",{"id":"1"}]',
  ]) {
    await other.query("select pg_notify('sqlx_changes', $1)", [payload]);
  }
  await other.query('update orders set total = total where id = 3');
  assert.deepEqual(await orders.until(1), [{ orderChanged: { key: { id: 3 } } }]);
  await subscriber.client.dispose();
});

void test('without the triggers it is said how to get them', async () => {
  await other.query('drop function sqlx_tell_change() cascade');
  const subscriber = new Subscriber(server);
  await assert.rejects(subscriber.hear('subscription { orderChanged { key } }').until(1), /api\/graphql\/changes\.sql/);
  await subscriber.client.dispose();
  await other.query(migration);
});
