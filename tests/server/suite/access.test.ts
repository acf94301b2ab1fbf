// The rules of sqlx.yaml, cell by cell: roles, tables, verbs, columns, and the rows that a filter lets through.

import assert from 'node:assert/strict';
import { test } from 'node:test';

import type { Verb } from '../api/runtime/access.js';
import type { Caller } from '../api/runtime/caller.js';
import { tables } from '../orm/database.js';
import { db } from '../orm/index.js';
import type { OrderWhere } from '../orm/models/order.js';
import { accessOf } from '../server/access.js';
import { readConfiguration } from '../server/configuration.js';
import { policies } from '../server/policies.js';

const access = accessOf(policies, readConfiguration({}));
const verbs: readonly Verb[] = ['select', 'insert', 'update', 'delete'];

/** s, i, u, d where the verb is allowed. */
const cells: Record<string, Record<string, string>> = {
  anon: { Customer: 's', Order: '', Constructor: '' },
  customer: { Customer: 's', Order: 'siu', Constructor: '' },
  clerk: { Customer: 'su', Order: 'su', Constructor: '' },
  admin: { Customer: 'siud', Order: 'siud', Constructor: 'siud' },
  constructor: { Customer: '', Order: '', Constructor: 's' },
  reader: { Customer: 's', Order: 'i', Constructor: 's' },
  nobody: { Customer: '', Order: '', Constructor: '' },
  toString: { Customer: '', Order: '', Constructor: '' },
  '': { Customer: '', Order: '', Constructor: '' },
};

function grantOf(caller: Caller, model: string, verb: Verb): ReturnType<typeof access.of> {
  const table = tables.find((one) => one.model === model);
  assert.ok(table);
  return access.of(caller, table, verb);
}

void test('roles, tables, verbs', () => {
  for (const [role, row] of Object.entries(cells)) {
    for (const [model, expected] of Object.entries(row)) {
      const allowed = verbs.filter((verb) => grantOf({ role, claims: { sub: '1' } }, model, verb));
      assert.equal(allowed.map((verb) => verb[0]).join(''), expected, `${role} ${model}`);
    }
  }
});

void test('functions are for those who may touch every table, whole', () => {
  for (const role of [...Object.keys(cells), 'hasOwnProperty']) {
    const may = [true, false].map((reads) => access.calls({ role, claims: { sub: '1' } }, reads));
    assert.deepEqual(may, role === 'admin' ? [true, true] : [false, false], role);
  }
});

void test('without policies nobody calls what writes in production unless it is known who asks', () => {
  const calls = (environment: string, role: string): boolean[] => {
    const byDefault = accessOf(undefined, readConfiguration({ NODE_ENV: environment }));
    return [true, false].map((reads) => byDefault.calls({ role, claims: {} }, reads));
  };
  assert.deepEqual(calls('production', 'anon'), [true, false]);
  assert.deepEqual(calls('production', 'clerk'), [true, true]);
  assert.deepEqual(calls('development', 'anon'), [true, true]);
});

void test('columns', () => {
  const columns = (role: string, model: string, verb: Verb): string[] | undefined => {
    const grant = grantOf({ role, claims: { sub: '1' } }, model, verb);
    return grant?.columns && [...grant.columns];
  };
  assert.deepEqual(columns('anon', 'Customer', 'select'), ['id', 'email']);
  assert.deepEqual(columns('customer', 'Order', 'insert'), ['id', 'customer_id', 'total']);
  assert.equal(columns('clerk', 'Customer', 'select'), undefined);
});

async function orders(role: string, claims: Record<string, unknown>, verb: Verb = 'select'): Promise<number[]> {
  const where = grantOf({ role, claims }, 'Order', verb)?.where as OrderWhere | undefined;
  const rows = await db.order.findMany({ ...(where && { where }), orderBy: { id: 'asc' } });
  return rows.map(({ id }) => Number(id));
}

async function customers(claims: Record<string, unknown>): Promise<number[]> {
  const where = grantOf({ role: 'customer', claims }, 'Customer', 'select')?.where as object;
  return (await db.customer.findMany({ where, orderBy: { id: 'asc' } })).map(({ id }) => Number(id));
}

void test('rows', async () => {
  assert.deepEqual(await orders('customer', { sub: '1' }), [1, 2]);
  assert.deepEqual(await orders('customer', { sub: 2 }), [3]);
  assert.deepEqual(await orders('customer', { sub: '1' }, 'update'), [1]);
  assert.deepEqual(await orders('clerk', {}), [1, 2, 3]);
  assert.deepEqual(await orders('admin', {}), [1, 2, 3]);
});

void test('claims that are missing or no value of the column let nothing through', async () => {
  const bad = [
    {},
    { sub: null },
    { sub: 'ann' },
    { sub: '1 or 1=1' },
    { sub: { gte: 0 } },
    { sub: [1] },
    { sub: true },
    { sub: 1.5 },
    { sub: '' },
  ];
  for (const claims of bad) {
    assert.deepEqual(await orders('customer', claims), [], JSON.stringify(claims));
    assert.deepEqual(await orders('customer', claims, 'update'), [], JSON.stringify(claims));
  }
  assert.deepEqual(await customers({}), []);
  // One condition of `any` can't hold, the other does.
  assert.deepEqual(await customers({ email: 'ann@example.com' }), [1]);
  assert.deepEqual(await customers({ friends: ['2'] }), [2]);
  assert.deepEqual(await customers({ friends: '2' }), []);
  assert.deepEqual(await customers({ email: 'bob@example.com', friends: [1] }), [1, 2]);
});

void test('without policies: everything, but in production nobody writes unknown', () => {
  const [table] = tables;
  assert.ok(table);
  const written = (NODE_ENV: string, role: string): string =>
    verbs
      .filter((verb) => accessOf(undefined, readConfiguration({ NODE_ENV })).of({ role, claims: {} }, table, verb))
      .map((verb) => verb[0])
      .join('');
  assert.deepEqual(
    [written('production', 'anon'), written('production', 'authenticated'), written('development', 'anon')],
    ['s', 'siud', 'siud'],
  );
});

void test('end', () => db.close());
