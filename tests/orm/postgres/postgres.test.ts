// What only PostgreSQL does.

import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';

import { User, db, errors, sql } from '../orm/index.js';
import { clear } from './rows.js';

before(clear);
after(() => db.close());

test('a commit that rolls back is an error', async () => {
  const caught = db.transaction(async () => {
    await assert.rejects(User.create({ data: { email: null as never } }), errors.NotNullViolation);
  });
  await assert.rejects(caught, errors.TransactionConflict);
});

test('arrays and dates as parameters of SQL of one’s own', async () => {
  const rows = await db.query(
    sql`select ${[1, 2]}::int[] as numbers, ${new Date(0)}::timestamptz as at, ${{ a: [1] }}::jsonb as document`,
  );
  assert.deepEqual(rows, [{ numbers: [1, 2], at: '1970-01-01T00:00:00+00:00', document: { a: [1] } }]);
});

test('a text that is too long is refused', async () => {
  await assert.rejects(User.create({ data: { email: 'd', name: 'x'.repeat(99) } }), errors.ValueRefused);
});

test('losing against another transaction', async () => {
  const ann = await User.create({ data: { email: 'ann@x', age: 1 } });
  const slow = db.transaction(
    async (tx) => {
      await tx.user.find({ id: ann.id });
      await new Promise((resolve) => setTimeout(resolve, 300));
      await tx.user.update({ where: { id: ann.id }, data: { age: 2 } });
    },
    { isolation: 'repeatable read' },
  );
  await new Promise((resolve) => setTimeout(resolve, 100));
  await User.update({ where: { id: ann.id }, data: { age: 3 } });
  await assert.rejects(slow, errors.TransactionConflict);
  assert.equal((await User.findById(ann.id))?.age, 3);
});

test('a table is changed under statements that are prepared', async () => {
  await db.query(sql`create table fickle (n int)`);
  await db.query(sql`insert into fickle values (1)`);
  const read = (): Promise<unknown> => db.query(sql`select n from fickle`);
  const everywhere = await Promise.all(Array.from({ length: 20 }, read));
  assert.deepEqual(everywhere[0], [{ n: 1 }]);
  await db.query(sql`alter table fickle alter n type text`);
  assert.deepEqual(
    await Promise.all(Array.from({ length: 20 }, read)),
    Array.from({ length: 20 }, () => [{ n: '1' }]),
  );
  await db.query(sql`alter table fickle alter n type int using n::int`);
  const inside = (): Promise<unknown> => db.transaction((tx) => tx.query(sql`select n from fickle`));
  await assert.rejects(inside(), errors.TransactionConflict);
  assert.deepEqual(await inside(), [{ n: 1 }]);
  await db.query(sql`drop table fickle`);
});
