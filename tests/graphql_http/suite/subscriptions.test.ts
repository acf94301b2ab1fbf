// Subscriptions by WebSocket: what is told, to whom, and how connections end.

import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import { setTimeout as pause } from 'node:timers/promises';

import WebSocket from 'ws';

import { admin, post } from './ask.js';
import { type Closed, heard, Subscriber } from './hearing.js';
import { bearer, type Server, start, token } from './support.js';

const server = await start();
after(() => server.stop());

async function rest(method: string, path: string, body?: unknown): Promise<number> {
  const { status } = await fetch(`${server.url}/api/${path}`, {
    method,
    headers: { 'content-type': 'application/json', ...admin },
    ...(body !== undefined && { body: JSON.stringify(body) }),
  });
  return status;
}

void test('queries and mutations go by WebSocket, too', async () => {
  const subscriber = new Subscriber(server);
  assert.deepEqual(
    await subscriber.hear('query ($n: Int) { orders(limit: $n, orderBy: [{ id: ASC }]) { id } }', { n: 1 }).until(1),
    [{ orders: [{ id: '1' }] }],
  );
  await assert.rejects(subscriber.hear('{ nothing }').until(1), /Cannot query field/);
  await assert.rejects(subscriber.hear(`{${'a '.repeat(10_000)}}`).until(1), /LIMIT_EXCEEDED/);
  await subscriber.client.dispose();
});

void test('changes are told once they are committed, and rows are read as the subscriber may', async () => {
  const subscriber = new Subscriber(server);
  const all = subscriber.hear(
    'subscription { what: orderChanged { __typename operation key row { id status customer { email } } } }',
  );
  const one = subscriber.hear('subscription ($id: ID) { orderChanged(id: $id) { operation } }', { id: '2' });
  const updates = subscriber.hear('subscription { orderChanged(operation: UPDATE) { key } }');
  const tables = subscriber.hear(
    'subscription { tableChanges(tableName: Order) { tableName operation row { ... on Order { id } } } }',
  );
  await heard(subscriber);
  assert.equal(await rest('POST', 'orders', [{ id: 10, customer_id: 2, total: 1 }]), 201);
  assert.equal(await rest('PATCH', 'orders?id=eq.2', { status: 'sent' }), 204);
  assert.equal(
    await rest('POST', 'orders', [
      { id: 11, customer_id: 2, total: 1 },
      { id: 12, customer_id: 99, total: 1 },
    ]),
    409,
    'undone as a whole',
  );
  const { data } = await post(server, { query: 'mutation { updateOrder(id: 10, input: { total: 5 }) { id } }' });
  assert.deepEqual(data, { updateOrder: { id: '10' } });
  assert.equal(await rest('PATCH', 'orders?id=in.(1,3)', { status: 'open' }), 204);
  await all.until(5);
  assert.equal(await rest('DELETE', 'orders?id=eq.10'), 204);
  const row = (operation: string, id: number, status: string, email: string): object => ({
    what: { __typename: 'OrderChange', operation, key: { id }, row: { id: String(id), status, customer: { email } } },
  });
  assert.deepEqual((await all.until(6)).slice(0, 3), [
    row('INSERT', 10, 'open', 'bob@example.com'),
    row('UPDATE', 2, 'sent', 'ann@example.com'),
    row('UPDATE', 10, 'open', 'bob@example.com'),
  ]);
  assert.deepEqual(all.answers[5], {
    what: { __typename: 'OrderChange', operation: 'DELETE', key: { id: 10 }, row: null },
  });
  assert.deepEqual(await one.until(1), [{ orderChanged: { operation: 'UPDATE' } }]);
  assert.deepEqual((await updates.until(4)).length, 4);
  assert.deepEqual((await tables.until(6))[0], {
    tableChanges: { tableName: 'Order', operation: 'INSERT', row: { id: '10' } },
  });
  one.stop();
  await pause(50);
  await rest('PATCH', 'orders?id=eq.2', { status: 'paid' });
  await all.until(7);
  assert.equal(one.answers.length, 1);
  await subscriber.client.dispose();
});

void test('nobody hears of rows that it could not read', async () => {
  const subscriber = new Subscriber(server, { Authorization: `Bearer ${await token({ role: 'customer', sub: '1' })}` });
  const admins = new Subscriber(server);
  const orders = subscriber.hear('subscription { orderChanged { operation row { id } } }');
  const keys = subscriber.hear('subscription { orderChanged { key } }');
  const everything = admins.hear('subscription { orderChanged { key } }');
  await Promise.all([heard(subscriber), heard(admins)]);
  await rest('POST', 'orders', [{ id: 20, customer_id: 1, total: 1 }]);
  await rest('POST', 'orders', [{ id: 21, customer_id: 2, total: 1 }]);
  await orders.until(1);
  await rest('PATCH', 'orders?id=in.(20,21)', { total: 7 });
  assert.equal(await rest('DELETE', 'orders?id=in.(20,21)'), 204);
  await rest('PATCH', 'orders?id=eq.1', { status: 'open' });
  await everything.until(7);
  const change = (operation: string, id: string): object => ({ orderChanged: { operation, row: { id } } });
  for (
    let waited = 0;
    JSON.stringify(orders.answers.at(-1)) !== JSON.stringify(change('UPDATE', '1')) && waited < 10_000;
    waited += 20
  )
    await pause(20);
  assert.deepEqual(orders.answers.at(-1), change('UPDATE', '1'));
  assert.ok(
    orders.answers.every((answer) =>
      ['20', '1'].includes((answer as { orderChanged: { row: { id: string } } }).orderChanged.row.id),
    ),
  );
  assert.ok(
    keys.answers.every((answer) =>
      [20, 1].includes((answer as { orderChanged: { key: { id: number } } }).orderChanged.key.id),
    ),
  );
  await assert.rejects(
    subscriber.hear('subscription { constructor_Changed { operation } }').until(1),
    /permission denied for table constructor/,
  );
  await assert.rejects(subscriber.hear('subscription { tableChanges { operation } }').until(1), /permission denied/);
  await Promise.all([subscriber.client.dispose(), admins.client.dispose()]);
});

// --------------------------------------------------------------------------------------------------------- connections

interface Opened {
  readonly socket: WebSocket;
  readonly messages: string[];
  readonly closed: Promise<Closed>;
}

async function open(
  of: Server,
  headers: Record<string, string> = {},
  protocol: string | string[] = 'graphql-transport-ws',
): Promise<Opened> {
  const socket = new WebSocket(`${of.url.replace('http', 'ws')}/graphql`, protocol, { headers });
  const messages: string[] = [];
  socket.on('message', (data: Buffer) => messages.push(data.toString()));
  const closed = new Promise<Closed>((resolve) =>
    socket.on('close', (code, reason) => resolve({ code, reason: reason.toString() })),
  );
  await new Promise((resolve, reject) => socket.on('open', resolve).on('error', reject));
  return { socket, messages, closed };
}

void test('who asks', async () => {
  const unknown = new Subscriber(server, { authorization: 'Bearer nonsense' });
  unknown.hear('{ __typename }');
  assert.equal((await unknown.closed).code, 4403);
  const byHeader = await open(server, admin);
  byHeader.socket.send('{"type":"connection_init"}');
  byHeader.socket.send('{"type":"ping"}');
  await pause(100);
  byHeader.socket.send(
    '{"id":"1","type":"subscribe","payload":{"query":"{ orders(limit: 1, orderBy: [{ id: ASC }]) { id } }"}}',
  );
  for (let waited = 0; byHeader.messages.length < 4 && waited < 5000; waited += 10) await pause(10);
  assert.deepEqual(
    byHeader.messages.sort(),
    [
      '{"type":"connection_ack"}',
      '{"type":"pong"}',
      '{"id":"1","type":"next","payload":{"data":{"orders":[{"id":"1"}]}}}',
      '{"id":"1","type":"complete"}',
    ].sort(),
  );
  byHeader.socket.close();
  await assert.rejects(open(server, bearer('nonsense')), /401/);
  await assert.rejects(open(server, { origin: 'https://evil.example.com' }), /403/);
  (await open(server, { origin: server.url })).socket.close();
  const short = new Subscriber(server, bearer(await token({ role: 'admin', exp: Math.floor(Date.now() / 1000) + 2 })));
  short.hear('subscription { orderChanged { operation } }');
  assert.deepEqual(await short.closed.then(({ code, reason }) => [code, reason]), [4403, 'the token has expired']);
});

void test('what the protocol does not have ends the connection, with its code', async () => {
  const cases: [send: string[], code: number][] = [
    [['nonsense'], 4400],
    [['{"type":"what"}'], 4400],
    [['{"type":"connection_init","payload":7}'], 4400],
    [['{"id":"1","type":"subscribe","payload":{"query":"{ __typename }"}}'], 4401],
    [['{"type":"connection_init"}', '{"type":"connection_init"}'], 4429],
    [['x'.repeat(2_000_000)], 1009],
  ];
  for (const [send, code] of cases) {
    const { socket, closed } = await open(server);
    for (const text of send) socket.send(text);
    assert.deepEqual([send[0]?.slice(0, 60), (await closed).code], [send[0]?.slice(0, 60), code]);
  }
  await assert.rejects(open(server, {}, 'graphql-ws'), /subprotocol/i);
  const { status } = await fetch(`${server.url}/graphql`, { headers: { accept: 'application/json' } });
  assert.equal(status, 400, 'it still answers');
});

void test('limits of connections', async () => {
  const limited = await start({
    GRAPHQL_SOCKETS: '2',
    GRAPHQL_SOCKET_OPERATIONS: '2',
    GRAPHQL_SOCKET_MESSAGES: '30',
    GRAPHQL_SOCKET_INIT: '300ms',
    GRAPHQL_SOCKET_KEEP_ALIVE: '200ms',
  });
  const [silent, other] = [await open(limited, admin), await open(limited, admin)];
  await assert.rejects(open(limited), /503/);
  other.socket.send('{"type":"connection_init"}');
  assert.deepEqual((await silent.closed).code, 4408);
  const subscribe = (id: number): string =>
    JSON.stringify({
      id: String(id),
      type: 'subscribe',
      payload: { query: 'subscription { orderChanged { operation } }' },
    });
  for (let id = 0; id < 3; ++id) other.socket.send(subscribe(id));
  for (let waited = 0; !other.messages.some((text) => text.includes('LIMIT_EXCEEDED')) && waited < 5000; waited += 10)
    await pause(10);
  assert.match(
    other.messages.join(),
    /"id":"2","type":"error","payload":\[\{"message":"more than 2 operations are open/,
  );
  await pause(600);
  assert.equal(other.socket.readyState, WebSocket.OPEN, 'it answers pings');
  for (let i = 0; i < 40; ++i) other.socket.send('{"type":"ping"}');
  assert.equal((await other.closed).code, 1008);
  await limited.stop();
});

void test('operations by WebSocket count as requests do', async () => {
  const limited = await start({ RATE_LIMIT: '3' });
  const subscriber = new Subscriber(limited, bearer(await token({ role: 'admin', sub: 'often' })));
  subscriber.hear('subscription { orderChanged { key } }'); // and so the connection stays
  for (let i = 0; i < 2; ++i) await subscriber.hear('{ __typename }').until(1);
  await assert.rejects(subscriber.hear('{ __typename }').until(1), /HTTP429/);
  await subscriber.client.dispose();
  await limited.stop();
});

void test('a client that answers nothing is cut off', async () => {
  const probing = await start({ GRAPHQL_SOCKET_KEEP_ALIVE: '150ms' });
  const { socket, closed } = await open(probing, admin);
  socket.send('{"type":"connection_init"}');
  socket.pong = () => undefined;
  const cut = await Promise.race([closed.then(({ code }) => code), pause(5000)]);
  assert.equal(cut, 1006);
  await probing.stop();
});

void test('stopping tells everybody', async () => {
  const stopped = await start();
  const subscriber = new Subscriber(stopped);
  subscriber.hear('subscription { orderChanged { operation } }');
  await heard(subscriber);
  stopped.signal('SIGTERM');
  const { code, reason } = await subscriber.closed;
  assert.deepEqual([code, reason, await stopped.ended()], [1001, 'the server is stopping', 0]);
});
