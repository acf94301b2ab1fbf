// The rules of sqlx.yaml over REST, cell by cell: what each role gets, and gets told, for each table, verb and column;
// which rows it meets.

import assert from 'node:assert/strict';
import { after, test } from 'node:test';

import { type Answer, bearer, start, token } from './support.js';

const server = await start();
after(() => server.stop());

type Verb = 's' | 'i' | 'u' | 'd';
type Allowed = readonly string[] | true | undefined;

const tables: readonly (readonly [name: string, columns: readonly string[]])[] = [
  ['customers', ['id', 'email', 'password_hash']],
  ['orders', ['id', 'customer_id', 'status', 'total']],
  ['constructor', ['id', 'prototype']],
];
const roles = ['anon', 'customer', 'clerk', 'admin', 'constructor', 'reader', 'nobody', 'valueOf'];

/** Which verbs are allowed, and with which columns where not with all. */
const rules: readonly (readonly [role: string, table: string, verbs: string, columns?: readonly string[]])[] = [
  ['anon', 'customers', 's', ['id', 'email']],
  ['customer', 'orders', 'su'],
  ['customer', 'orders', 'i', ['id', 'customer_id', 'total']],
  ['customer', 'customers', 's'],
  ['clerk', 'customers', 'su'],
  ['clerk', 'orders', 'su'],
  ...tables.map(([name]) => ['admin', name, 'siud'] as const),
  ['constructor', 'constructor', 's'],
  ['reader', 'customers', 's'],
  ['reader', 'constructor', 's'],
  ['reader', 'orders', 'i'],
];

function allowed(role: string, table: string, verb: Verb): Allowed {
  const rule = rules.find((one) => one[0] === role && one[1] === table && one[2].includes(verb));
  return rule && (rule[3] ?? true);
}

async function ask(
  role: string,
  method: string,
  path: string,
  body?: unknown,
  claims: object = { sub: '1', email: 'ann@example.com' },
): Promise<Answer> {
  const who = role === 'anon' ? {} : bearer(await token({ role, ...claims }));
  const headers = { ...who, prefer: 'tx=rollback', ...(body !== undefined && { 'content-type': 'application/json' }) };
  return server.ask(`/api/${path}`, headers, { method, ...(body !== undefined && { body: JSON.stringify(body) }) });
}

function isRefused(role: string, { status, json }: Answer, what: string): void {
  assert.equal(status, role === 'anon' ? 401 : 403, what);
  assert.equal((json as { code: string }).code, '42501', what);
}

const values: Record<string, unknown> = {
  id: 1,
  email: 'x@example.com',
  password_hash: 'x',
  customer_id: 1,
  status: 'open',
  total: 1,
  prototype: 'x',
};

async function cell(role: string, table: string, column: string): Promise<void> {
  const may = (verb: Verb, ...needed: string[]): boolean => {
    const columns = allowed(role, table, verb);
    return columns === true || (columns?.length !== undefined && needed.every((one) => columns.includes(one)));
  };
  const attempts: [boolean, string, string, unknown?][] = [
    [may('s', column), 'GET', `${table}?select=${column}`],
    [may('s', 'id', column), 'GET', `${table}?select=id&${column}=not.is.null`],
    [may('s', 'id', column), 'GET', `${table}?select=id&order=${column}`],
    [may('u', column), 'PATCH', `${table}?id=eq.1`, { [column]: values[column] }],
  ];
  for (const [fine, method, path, body] of attempts) {
    const answer = await ask(role, method, path, body);
    const what = `${role} ${method} ${path}: ${String(answer.status)} ${answer.text}`;
    if (fine) assert.ok(answer.status < 300, what);
    else isRefused(role, answer, what);
  }
}

void test('columns: read, compared, sorted by, written', async () => {
  for (const role of roles) {
    for (const [table, columns] of tables) {
      for (const column of columns) await cell(role, table, column);
    }
  }
});

const rows: ReadonlyMap<string, object> = new Map<string, object>([
  ['customers', { id: 90, email: 'n@example.com' }],
  ['orders', { id: 90, customer_id: 1, total: 1 }],
  ['constructor', { id: 90 }],
]);

void test('verbs', async () => {
  for (const role of roles) {
    for (const [table] of tables) {
      const inserted = await ask(role, 'POST', table, rows.get(table));
      const what = `${role} ${table} ${inserted.text}`;
      if (allowed(role, table, 'i')) assert.equal(inserted.status, 201, what);
      else isRefused(role, inserted, what);
      const deleted = await ask(role, 'DELETE', `${table}?id=eq.77`);
      if (allowed(role, table, 'd')) assert.equal(deleted.status, 204, `${role} ${table} ${deleted.text}`);
      else isRefused(role, deleted, `${role} DELETE ${table}`);
    }
  }
});

function ids({ json, text }: Answer): number[] {
  assert.ok(Array.isArray(json), text);
  return (json as { id: number }[]).map(({ id }) => id);
}

void test('rows: read, embedded, counted, searched by another', async () => {
  assert.deepEqual(ids(await ask('customer', 'GET', 'orders?order=id&id=lt.1000')), [1, 2]);
  assert.deepEqual(ids(await ask('customer', 'GET', 'orders?order=id&id=lt.1000', undefined, { sub: 2 })), [3]);
  assert.deepEqual(ids(await ask('customer', 'GET', 'orders?order=id', undefined, {})), []);
  assert.deepEqual(ids(await ask('customer', 'GET', 'orders?or=(id.eq.3,id.gt.0)&id=lt.1000&order=id')), [1, 2]);
  assert.equal((await ask('customer', 'GET', 'orders/3')).status, 404);
  const embedded = await ask(
    'customer',
    'GET',
    'customers?select=id,orders(id)&order=id&orders.order=id&orders.id=lt.1000',
    undefined,
    { sub: '1', friends: [1, 2] },
  );
  assert.deepEqual(embedded.json, [
    { id: 1, orders: [{ id: 1 }, { id: 2 }] },
    { id: 2, orders: [] },
  ]);
  const inner = await ask('customer', 'GET', 'customers?select=id,orders!inner(id)&orders.id=eq.3', undefined, {
    sub: '1',
    friends: [1, 2],
  });
  assert.deepEqual(inner.json, [], 'a hidden row answers questions');
  const counted = await server.ask('/api/orders?id=lt.1000', {
    ...bearer(await token({ role: 'customer', sub: '1' })),
    prefer: 'count=exact',
  });
  assert.match(counted.headers.get('content-range') ?? '', /\/2$/);
  isRefused(
    'anon',
    await ask('anon', 'GET', 'customers?select=id,orders(id)'),
    'an embedded table that one may not read',
  );
});

void test('rows: changed, deleted, left behind', async () => {
  const changed = async (path: string, body: unknown): Promise<Answer> => {
    const who = bearer(await token({ role: 'customer', sub: '1' }));
    return server.ask(
      `/api/${path}`,
      { ...who, prefer: 'return=representation', 'content-type': 'application/json' },
      { method: 'PATCH', body: JSON.stringify(body) },
    );
  };
  assert.deepEqual(ids(await changed('orders?id=in.(2,3)', { total: 99 })), [], 'paid, and of another');
  assert.deepEqual(ids(await changed('orders?id=eq.1', { total: 10 })), [1]);
  isRefused('customer', await changed('orders?id=eq.1', { customer_id: 2 }), 'given away');
  isRefused('customer', await changed('orders?id=eq.1', { status: 'paid' }), 'out of reach');
  isRefused('customer', await ask('customer', 'POST', 'orders', { id: 91, customer_id: 2, total: 5 }), 'for another');
  const left = await ask('admin', 'GET', 'orders?id=lt.1000&order=id&select=id,customer_id,status,total');
  assert.deepEqual(left.json, [
    { id: 1, customer_id: 1, status: 'open', total: 10, seen: true },
    { id: 2, customer_id: 1, status: 'paid', total: 20, seen: true },
    { id: 3, customer_id: 2, status: 'open', total: 30, seen: true },
  ]);
});

void test('upserts: who may not change a row does not change it by inserting it', async () => {
  const upsert = async (role: string, rows: unknown, prefer = 'resolution=merge-duplicates'): Promise<Answer> =>
    server.ask(
      '/api/orders',
      {
        ...bearer(await token({ role, sub: '1' })),
        prefer: `tx=rollback,${prefer}`,
        'content-type': 'application/json',
      },
      { method: 'POST', body: JSON.stringify(rows) },
    );
  const order = (id: number, total = 11): object => ({ id, customer_id: 1, total });
  assert.equal((await upsert('customer', order(1))).status, 200, 'an own row');
  assert.equal((await upsert('customer', order(9))).status, 201, 'a new row');
  assert.equal((await upsert('customer', [order(1), order(9)])).status, 201);
  isRefused('customer', await upsert('customer', order(2)), 'an own row that may not be changed');
  isRefused('customer', await upsert('customer', order(3)), "another's row");
  isRefused('customer', await upsert('customer', [order(1), order(3)]), "another's row among own ones");
  isRefused('reader', await upsert('reader', order(9)), 'no right to change');
  assert.equal(
    (await upsert('reader', [order(3), order(9)], 'resolution=ignore-duplicates')).status,
    201,
    'a row that is there is left',
  );
  isRefused('customer', await ask('customer', 'PUT', 'orders?id=eq.3', order(3)), "another's row, replaced");
  isRefused('reader', await ask('reader', 'PUT', 'orders?id=eq.9', order(9)), 'no right to replace');
  const { json } = await ask('admin', 'GET', 'orders?select=customer_id,total&id=eq.3');
  const [row] = json as { customer_id: number; total: number }[];
  assert.deepEqual([row?.customer_id, row?.total], [2, 30]);
});

void test('hooks: what comes in is changed or refused, what goes out is added to', async () => {
  const who = bearer(await token({ role: 'customer', sub: '1' }));
  const write = async (body: object): Promise<Answer> =>
    server.ask(
      '/api/orders',
      { ...who, prefer: 'return=representation, tx=rollback', 'content-type': 'application/json' },
      { method: 'POST', body: JSON.stringify(body) },
    );
  // The hook gives the status, which the client itself may not.
  assert.deepEqual((await write({ id: 92, customer_id: 1, total: 1 })).json, [
    { id: 92, customer_id: 1, status: 'hooked', total: 1 },
  ]);
  isRefused(
    'customer',
    await write({ id: 92, customer_id: 1, total: 1, status: 'paid' }),
    "a column that is not the client's",
  );
  const refused = await ask('admin', 'POST', 'orders', { id: 93, customer_id: 1, total: 1, status: 'forbidden' });
  assert.deepEqual(
    [refused.status, refused.json],
    [403, { code: 'NO', message: 'not that', details: null, hint: null }],
  );
  assert.deepEqual((await ask('admin', 'GET', 'orders?id=eq.1&select=id')).json, [{ id: 1, seen: true }]);
});

void test('rows within rows are written with the rights and the hooks of their own tables', async () => {
  const nested = (role: string, method: string, path: string, body: unknown, claims?: object): Promise<Answer> =>
    ask(role, method, path, body, claims);
  isRefused(
    'customer',
    await nested('customer', 'POST', 'customers', { id: 90, email: 'x', orders: [{ id: 91, total: 1 }] }),
    'a parent that one may not write',
  );
  isRefused(
    'clerk',
    await nested('clerk', 'PATCH', 'customers/1', { orders: [{ id: 91, total: 1 }] }),
    'a child that one may not write',
  );
  isRefused(
    'reader',
    await nested('reader', 'POST', 'orders', { id: 91, total: 1, customers: { id: 90, email: 'x' } }),
    'what it points to',
  );
  isRefused(
    'customer',
    await nested('customer', 'PATCH', 'orders/1', { customers: { connect: { id: 2 } } }),
    'given away',
  );
  isRefused(
    'customer',
    await nested('customer', 'POST', 'orders', { id: 91, total: 1, customers: { connect: { id: 2 } } }),
    'for another',
  );
  isRefused('anon', await nested('anon', 'POST', 'customers', { id: 91, orders: [] }), 'nobody');
  assert.equal(
    (await nested('customer', 'POST', 'orders', { id: 91, total: 1, customers: { connect: { id: 1 } } })).status,
    201,
  );
  // Whom one may not see one finds by nothing, and whom one may only see by what one may read.
  const hidden = await nested('customer', 'PATCH', 'orders/1', {
    customers: { connect: { email: 'bob@example.com' } },
  });
  assert.deepEqual(
    [hidden.status, (hidden.json as { message: string }).message],
    [409, 'customers.connect: there is no such row of customers'],
  );
  assert.equal(
    (await nested('clerk', 'PATCH', 'customers/1', { orders: [{ update: { id: 1, total: 11 } }] })).status,
    204,
  );
  const others = await nested('clerk', 'PATCH', 'customers/1', { orders: [{ update: { id: 3, total: 11 } }] });
  assert.equal(others.status, 409, 'of another parent');
  const hooked = await server.ask(
    '/api/customers?select=id,orders(id,status)',
    {
      ...bearer(await token({ role: 'admin' })),
      prefer: 'return=representation, tx=rollback',
      'content-type': 'application/json',
    },
    { method: 'POST', body: JSON.stringify({ id: 92, email: 'n@example.com', orders: [{ id: 93, total: 1 }] }) },
  );
  assert.deepEqual(hooked.json, [{ id: 92, orders: [{ id: 93, status: 'hooked' }] }]);
  const refused = await nested('admin', 'POST', 'customers', {
    id: 92,
    email: 'n@example.com',
    orders: [
      { id: 93, total: 1 },
      { id: 94, total: 1, status: 'forbidden' },
    ],
  });
  assert.deepEqual([refused.status, (refused.json as { code: string }).code], [403, 'NO']);
  assert.deepEqual((await ask('admin', 'GET', 'customers?id=eq.92')).json, []);
});
