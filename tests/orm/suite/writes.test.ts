// Writing: rows that come back, keys that are taken, and writes that would touch too much.

import assert from 'node:assert/strict';
import { after, beforeEach, test } from 'node:test';

import { createDatabase } from '../orm/database.js';
import { BillingUser, Log, Order, OrderItem, Post, PostTag, Transaction, User, db, errors } from '../orm/index.js';
import { constraints, unreachable, whole } from './facts.js';
import { type Rows, fill } from './rows.js';

let rows: Rows;
beforeEach(async () => {
  rows = await fill();
});
after(() => db.close());

test('a new row comes back with what the database put into it', async () => {
  const made = await User.create({ data: { email: 'new@x', managerId: rows.ann.id }, include: { manager: true } });
  assert.deepEqual([typeof made.id, made.isAdmin, made.name, made.manager], ['bigint', false, null, rows.ann]);
  const { manager, ...own } = made;
  assert.deepEqual(await User.findByIdOrThrow(made.id), own);
  assert.ok(manager);
});

test('many rows at once, with different columns, or none of them', async () => {
  assert.equal(await Log.createMany([{ message: '1' }, {}, { at: new Date(1e9) }, { message: '2' }]), 4);
  assert.deepEqual((await Log.findMany({ where: { message: { ne: null } } })).length, 2);
  await assert.rejects(
    PostTag.createMany([
      { postId: rows.posts.get('b1')?.id ?? 0, tagId: 2 },
      { postId: 0, tagId: 1 },
    ]),
    errors.ForeignKeyViolation,
  );
  assert.equal(await PostTag.count(), 4);
  assert.equal(await Log.createMany([]), 0);
});

test('rows are changed by conditions on rows of the same table', async () => {
  assert.equal(await User.updateMany({ where: { manager: { email: 'ann@x' } }, data: { age: 18 } }), 1);
  assert.equal(await User.updateMany({ where: { users: { some: { age: 18 } } }, data: { age: 40 } }), 1);
  assert.equal(await User.deleteMany({ where: { manager: { age: 40 } } }), 1);
  assert.deepEqual(await User.findMany({ select: { email: true } }), [{ email: 'ann@x' }]);
});

test('updates', async () => {
  const updated = await User.update({
    where: { email: 'bob@x' },
    data: { name: 'Bob', email: 'rob@x' },
    include: { manager: true },
  });
  assert.deepEqual(updated, { ...rows.bob, name: 'Bob', email: 'rob@x', manager: rows.ann });
  await assert.rejects(User.update({ where: { id: 0 }, data: { name: 'x' } }), errors.NotFound);
  assert.equal(await User.updateMany({ where: { postsByAuthor: { some: { title: 'a1' } } }, data: { age: null } }), 1);
  assert.equal((await User.findByEmail('ann@x'))?.age, null);
});

test('upserts', async () => {
  const change = (age: number) =>
    User.upsert({ where: { email: 'eve@x' }, create: { email: 'eve@x', age: 5 }, update: { age } });
  const [first, second] = [await change(6), await change(6)];
  assert.deepEqual([first.age, second.age, second.id], [whole(5), whole(6), first.id]);
  assert.deepEqual(await User.upsert({ where: { email: 'eve@x' }, create: { email: 'eve@x' }, update: {} }), second);
  await assert.rejects(
    User.upsert({ where: { email: 'a@x' }, create: { email: 'b@x' }, update: {} }),
    errors.InvalidQuery,
  );
  await assert.rejects(
    Post.upsert({ where: { id: 0 }, create: { id: 0, authorId: rows.ann.id, title: 'a1' }, update: { title: 'z' } }),
    errors.UniqueViolation,
  );
  assert.deepEqual(await Post.findById(rows.posts.get('a1')?.id ?? 0), rows.posts.get('a1'));
});

test('deletes', async () => {
  assert.deepEqual(await Post.delete({ where: { authorId: rows.ann.id, title: 'a2' } }), rows.posts.get('a2'));
  await assert.rejects(Post.delete({ where: { authorId: rows.ann.id, title: 'a2' } }), errors.NotFound);
  assert.equal(await Post.deleteMany({ where: { author: { email: 'ann@x' } } }), 1);
  assert.equal(await Post.count(), 1);
});

test('no row is touched without a condition', async () => {
  const hostile: readonly object[] = [{}, { where: {} }, { where: { AND: [] } }, { where: undefined }, { all: false }];
  for (const query of hostile) {
    await assert.rejects(Post.deleteMany(query as never), errors.InvalidQuery);
    await assert.rejects(Post.updateMany({ ...query, data: { title: 'x' } } as never), errors.InvalidQuery);
  }
  for (const key of [{}, { id: null }, { id: undefined }, { title: 'a1' }, { id: { gt: 0 } }]) {
    await assert.rejects(Post.delete({ where: key as never }), errors.InvalidQuery);
    await assert.rejects(Post.find(key as never), errors.InvalidQuery);
  }
  assert.equal(await Post.count(), 3);
});

test('what the database writes is not written', async () => {
  await assert.rejects(
    Post.create({ data: { authorId: rows.ann.id, title: 'x', titleLength: 3 } as never }),
    errors.InvalidQuery,
  );
  await assert.rejects(
    Post.create({ data: JSON.parse('{"__proto__":{},"title":"x","constructor":1}') as never }),
    errors.InvalidQuery,
  );
});

test('composite keys', async () => {
  await Order.create({ data: { tenant: 1, number: 2, total: '1234567.125' } });
  await OrderItem.createMany([{ tenant: 1, number: 2, price: 1.5 }]);
  const order = await Order.findByTenantAndNumberOrThrow(1, 2, { include: { orderItems: { select: { line: true } } } });
  assert.deepEqual([Number(order.total), order.orderItems], [1234567.125, [{ line: whole(7) }]]);
  assert.equal(
    (await OrderItem.update({ where: { tenant: 1, number: 2, line: 7 }, data: { line: 9 } })).line,
    whole(9),
  );
});

test('names that mean something elsewhere', async () => {
  const made = await BillingUser.create({ data: { id: 1, zipCode: 'z', shape: 's', class_: 3 } });
  assert.deepEqual(await BillingUser.findByShape('s'), made);
  assert.equal(await db.transactionModel.count(), await Transaction.count());
});

test('violated constraints say which, and of whose fields', async () => {
  const fails = async (
    work: Promise<unknown>,
    kind: typeof errors.ConstraintViolation,
    facts: Partial<errors.ConstraintViolation>,
  ): Promise<void> => {
    const error: unknown = await work.then(
      () => undefined,
      (reason: unknown) => reason,
    );
    assert.ok(error instanceof kind, String(error));
    for (const [name, value] of Object.entries(facts)) assert.deepEqual(error[name as keyof typeof error], value, name);
  };
  await fails(User.create({ data: { email: 'ann@x' } }), errors.UniqueViolation, { model: 'User', fields: ['email'] });
  await fails(Post.create({ data: { authorId: rows.ann.id, title: 'a1' } }), errors.UniqueViolation, {
    model: 'Post',
    fields: ['authorId', 'title'],
  });
  await fails(User.create({ data: { email: null as never } }), errors.NotNullViolation, {
    model: 'User',
    fields: ['email'],
  });
  await fails(User.create({ data: { email: 'c', age: -1 } }), errors.CheckViolation, { constraint: constraints.age });
  await fails(Post.create({ data: { authorId: -1, title: 'x' } }), errors.ForeignKeyViolation, constraints.author);
  await fails(User.delete({ where: { id: rows.ann.id } }), errors.ForeignKeyViolation, {});
});

test('a database that is not there', async () => {
  const nowhere = createDatabase({ url: unreachable });
  await assert.rejects(nowhere.user.findMany(), errors.ConnectionLost);
  await assert.rejects(
    nowhere.transaction(async (tx) => tx.user.count()),
    errors.ConnectionLost,
  );
});
