// What HTTP is told: methods, types, statuses, who asks, documents that are named, and what is shown of the schema.

import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { test } from 'node:test';

import { admin, code, get, modern, post } from './ask.js';
import { bearer, refusal, start, token } from './support.js';

const orders = '{ orders(orderBy: [{ id: ASC }]) { id status } }';
const three = {
  orders: [
    { id: '1', status: 'open' },
    { id: '2', status: 'paid' },
    { id: '3', status: 'open' },
  ],
};

void test('statuses and types', async () => {
  const server = await start();
  const done = await post(server, { query: orders });
  assert.deepEqual(
    [done.status, done.headers.get('content-type'), done.data],
    [200, `${modern}; charset=utf-8`, three],
  );
  const types: [accept: string, status: number, type: string][] = [
    ['application/json', 200, 'application/json; charset=utf-8'],
    ['*/*', 200, 'application/json; charset=utf-8'],
    [`application/json;q=0.9, ${modern}`, 200, `${modern}; charset=utf-8`],
    [`${modern};q=0.1, application/json`, 200, 'application/json; charset=utf-8'],
    ['text/html, */*;q=0.1', 200, 'application/json; charset=utf-8'],
    [`${modern}; charset=latin1`, 406, 'application/json; charset=utf-8'],
    ['image/png', 406, 'application/json; charset=utf-8'],
  ];
  for (const [accept, status, type] of types) {
    const { status: given, headers } = await post(server, { query: orders }, { accept });
    assert.deepEqual([accept, given, headers.get('content-type')], [accept, status, type]);
  }
  const wrong: [body: unknown, status: number, classic: number, code: string][] = [
    ['{"query":', 400, 400, 'BAD_REQUEST'],
    ['', 400, 400, 'BAD_REQUEST'],
    [7, 400, 400, 'BAD_REQUEST'],
    [{ query: '{' }, 400, 200, 'GRAPHQL_PARSE_FAILED'],
    [{ query: 'type A { a: Int }' }, 400, 200, 'GRAPHQL_PARSE_FAILED'],
    [{ query: '{ nothing }' }, 400, 200, 'GRAPHQL_VALIDATION_FAILED'],
    [{ query: 'query A { __typename } query B { __typename }' }, 400, 200, 'OPERATION_RESOLUTION_FAILURE'],
    [{ query: 'query A { __typename }', operationName: 'C' }, 400, 200, 'OPERATION_RESOLUTION_FAILURE'],
    [{ query: 'subscription { orderChanged { operation } }' }, 405, 405, 'BAD_REQUEST'],
    [[{ query: orders }], 400, 400, 'BAD_REQUEST'],
  ];
  for (const [body, status, classic, name] of wrong) {
    const [first, second] = [await post(server, body), await post(server, body, { accept: 'application/json' })];
    assert.deepEqual(
      [body, first.status, second.status, code(first), code(second)],
      [body, status, classic, name, name],
    );
    assert.equal(first.data, undefined);
  }
  await server.stop();
});

void test('methods, and pages of other origins', async () => {
  const server = await start();
  assert.deepEqual((await get(server, { query: orders })).data, three);
  assert.deepEqual(
    (await get(server, { query: 'query ($n: Int) { orders(limit: $n) { __typename } }', variables: '{"n":1}' })).status,
    200,
  );
  const mutation = await get(server, { query: 'mutation { deleteOrders(where: { id: { eq: 1 } }) { __typename } }' });
  assert.deepEqual([mutation.status, mutation.headers.get('allow')], [405, 'POST']);
  assert.equal((await get(server, { query: orders, variables: '{' })).status, 400);
  for (const method of ['PUT', 'PATCH', 'DELETE']) {
    const { status, headers } = await fetch(`${server.url}/graphql`, { method, headers: admin });
    assert.deepEqual([status, headers.get('allow')], [405, 'GET, POST']);
  }
  for (const type of [
    'text/plain',
    'application/x-www-form-urlencoded',
    'multipart/form-data; boundary=x',
    'application/json; charset=latin1',
  ]) {
    assert.equal((await post(server, { query: orders }, { 'content-type': type })).status, 415, type);
  }
  for (const site of ['cross-site', 'same-site']) {
    assert.deepEqual(code(await get(server, { query: orders }, { 'sec-fetch-site': site })), 'CSRF_REFUSED');
    assert.equal(
      (await get(server, { query: orders }, { 'sec-fetch-site': site, 'apollo-require-preflight': '1' })).status,
      200,
    );
  }
  assert.equal((await get(server, { query: orders }, { 'sec-fetch-site': 'same-origin' })).status, 200);
  await server.stop();
});

void test('who asks, and how often, as everywhere', async () => {
  const server = await start({ RATE_LIMIT: '3' });
  const bad = await post(server, { query: orders }, bearer('nonsense'));
  assert.deepEqual(
    [bad.status, code(bad), bad.headers.get('www-authenticate')?.startsWith('Bearer')],
    [401, 'PGRST301', true],
  );
  const customer = bearer(await token({ role: 'customer', sub: '1' }));
  assert.deepEqual((await post(server, { query: '{ orders(orderBy: [{ id: ASC }]) { id } }' }, customer)).data, {
    orders: [{ id: '1' }, { id: '2' }],
  });
  await post(server, { query: orders }, customer);
  await post(server, { query: orders }, customer);
  const often = await post(server, { query: orders }, customer);
  assert.deepEqual([often.status, code(often), Number(often.headers.get('retry-after')) > 0], [429, 'HTTP429', true]);
  assert.match(often.headers.get('x-request-id') ?? '', /./);
  await server.stop();
});

void test('lists of operations, where they are wanted', async () => {
  const server = await start({ GRAPHQL_BATCH: '2' });
  const { status, text } = await post(server, [{ query: orders }, { query: '{ nothing }' }]);
  const [first, second] = JSON.parse(text) as [{ data: unknown }, { errors: unknown[] }];
  assert.deepEqual([status, first.data, second.errors.length], [200, three, 1]);
  assert.equal((await post(server, [{ query: orders }, { query: orders }, { query: orders }])).status, 400);
  assert.equal((await post(server, [])).status, 400);
  await server.stop();
});

void test('documents that are named', async () => {
  const server = await start();
  const sha256Hash = createHash('sha256').update(orders).digest('hex');
  const extensions = { persistedQuery: { version: 1, sha256Hash } };
  assert.equal(code(await post(server, { extensions })), 'PERSISTED_QUERY_NOT_FOUND');
  assert.equal(code(await post(server, { query: '{ __typename }', extensions })), 'BAD_USER_INPUT');
  assert.deepEqual((await post(server, { query: orders, extensions })).data, three);
  assert.deepEqual((await post(server, { extensions })).data, three);
  assert.deepEqual((await get(server, { extensions: JSON.stringify(extensions) })).data, three);
  const bad = '{ nothing }';
  const badHash = { persistedQuery: { version: 1, sha256Hash: createHash('sha256').update(bad).digest('hex') } };
  assert.equal(code(await post(server, { query: bad, extensions: badHash })), 'GRAPHQL_VALIDATION_FAILED');
  assert.equal(code(await post(server, { extensions: badHash })), 'PERSISTED_QUERY_NOT_FOUND');
  assert.deepEqual((await post(server, { id: 'orders-by-number', variables: { n: 1 } })).data, {
    orders: [{ id: '1' }],
  });
  assert.equal(code(await post(server, { id: 'another' })), 'PERSISTED_QUERY_NOT_FOUND');
  await server.stop();
});

void test('only documents of the application, where that is said', async () => {
  const server = await start({ GRAPHQL_ONLY_PERSISTED: 'true', NODE_ENV: 'production' });
  assert.deepEqual((await post(server, { id: 'orders-by-number', variables: { n: 1 } })).data, {
    orders: [{ id: '1' }],
  });
  assert.deepEqual((await post(server, { documentId: 'orders-by-number', variables: { n: 1 } })).data, {
    orders: [{ id: '1' }],
  });
  for (const asked of [{ query: orders }, { query: '{ __schema { types { name } } }' }, { id: 'another' }])
    assert.equal(code(await post(server, asked)), 'PERSISTED_QUERY_ONLY');
  assert.match(
    await refusal({ GRAPHQL_DEPTH: '1' }),
    /persisted\.json has a document that can not be answered: orders-by-number: .*deeper than 1/,
  );
  await server.stop();
});

void test('what is shown of the schema', async () => {
  const asked = { query: '{ __schema { queryType { name } } }' };
  const misspelt = { query: '{ ordrs { id } }' };
  const development = await start();
  assert.deepEqual((await post(development, asked)).data, { __schema: { queryType: { name: 'Query' } } });
  assert.match((await post(development, misspelt)).errors?.[0]?.message ?? '', /Did you mean/);
  await development.stop();
  const production = await start({ NODE_ENV: 'production' });
  assert.equal(code(await post(production, asked)), 'GRAPHQL_VALIDATION_FAILED');
  assert.doesNotMatch((await post(production, misspelt)).text, /Did you mean|orders/);
  const page = await fetch(`${production.url}/graphql`, { headers: { accept: 'text/html' } });
  assert.deepEqual([page.status, (await page.text()).includes('<html')], [406, false]);
  await production.stop();
  const shown = await start({ NODE_ENV: 'production', GRAPHQL_INTROSPECTION: 'always' });
  assert.equal((await post(shown, asked)).status, 200);
  await shown.stop();
  const off = await start({ GRAPHQL: 'false' });
  assert.equal((await post(off, asked)).status, 404);
  await off.stop();
});
