// Reading: rows by key, lists, relations within relations, pages, streams, numbers about rows.

import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';

import { Log, OrderItem, Order, Post, User, UserPost, db, errors, sql } from '../orm/index.js';
import { whole } from './facts.js';
import { type Rows, fill } from './rows.js';

let rows: Rows;
before(async () => {
  rows = await fill();
});
after(() => db.close());

test('a row is found by each of its keys', async () => {
  assert.deepEqual(await User.findByEmail('ann@x'), rows.ann);
  assert.deepEqual(await User.findById(rows.ann.id), rows.ann);
  assert.deepEqual(await User.find({ email: 'ann@x' }), rows.ann);
  assert.equal(await User.findByEmail('nobody'), null);
  await assert.rejects(User.findByEmailOrThrow('nobody'), errors.NotFound);
  assert.deepEqual(await User.findByIdOrThrow(rows.bob.id, { select: { name: true }, include: { manager: true } }), {
    name: null,
    manager: rows.ann,
  });
});

test('relations within relations come with their rows', async () => {
  const { ann, bob, posts, one, odd } = rows;
  const inner = {
    orderBy: { title: 'desc' },
    include: { tags: { orderBy: { id: 'desc' } }, editor: { select: { email: true } } },
  } as const;
  assert.deepEqual(
    await User.findMany({ orderBy: { email: 'asc' }, include: { manager: true, postsByAuthor: inner } }),
    [
      {
        ...ann,
        manager: null,
        postsByAuthor: [
          { ...posts.get('a2'), tags: [one], editor: null },
          { ...posts.get('a1'), tags: [odd, one], editor: null },
        ],
      },
      { ...bob, manager: ann, postsByAuthor: [{ ...posts.get('b1'), tags: [one], editor: { email: 'ann@x' } }] },
    ],
  );
});

test('included rows have conditions, order and limits of their own', async () => {
  const postsByAuthor = {
    where: { title: { startsWith: 'a' } },
    orderBy: { title: 'asc' },
    limit: 1,
    offset: 1,
    select: { title: true },
  } as const;
  const found = await User.findMany({ orderBy: { email: 'asc' }, include: { postsByAuthor } });
  assert.deepEqual(
    found.map((user) => user.postsByAuthor),
    [[{ title: 'a2' }], []],
  );
});

test('relations are loaded later, too', async () => {
  const loaded = await User.load({ id: rows.ann.id }, 'postsByAuthor', {
    select: { title: true },
    orderBy: { title: 'asc' },
  });
  assert.deepEqual(loaded, [{ title: 'a1' }, { title: 'a2' }]);
  assert.deepEqual(await User.load({ id: rows.bob.id }, 'manager'), rows.ann);
});

test('lists are ordered by relations, and NULL goes where it is sent', async () => {
  const posts = await Post.findMany({ orderBy: [{ author: { email: 'desc' } }, { tags: { count: 'desc' } }] });
  assert.deepEqual(
    posts.map((post) => post.title),
    ['b1', 'a1', 'a2'],
  );
  for (const nulls of ['first', 'last'] as const) {
    const users = await User.findMany({ orderBy: { name: { direction: 'asc', nulls } } });
    assert.deepEqual(
      users.map((user) => user.name),
      nulls === 'first' ? [null, 'Ann'] : ['Ann', null],
    );
  }
});

test('a cursor goes through all rows in any order', async () => {
  const orders = [
    [{ title: 'asc' }],
    [{ editorId: 'desc' }, { published: 'asc' }],
    [{ editorId: { direction: 'asc', nulls: 'first' } }, { authorId: 'desc' }],
    [{ editorId: { direction: 'asc', nulls: 'last' } }],
  ] as const;
  for (const orderBy of orders) {
    const seen: Post[] = [];
    for (;;) {
      const last = seen.at(-1);
      const [next] = await Post.findMany({ orderBy, limit: 1, ...(last && { cursor: last }) });
      if (!next) break;
      seen.push(next);
    }
    assert.equal(new Set(seen.map((post) => post.id)).size, 3, JSON.stringify(orderBy));
  }
});

test('streams give each row, also within transactions, and can be left', async () => {
  await Log.deleteMany({ all: true });
  await Log.createMany(Array.from({ length: 1234 }, (_, index) => ({ message: String(index) })));
  let count = 0;
  for await (const row of Log.stream({ where: { message: { ne: '5' } } })) count += row.at === null ? 1 : 0;
  assert.equal(count, 1233);
  for await (const row of Log.stream()) {
    assert.ok(row.message);
    break;
  }
  await db.transaction(async (tx) => {
    for await (const row of tx.log.stream({ limit: 700 })) {
      if (count++ === 1233) assert.equal(await tx.log.count(), 1234);
      assert.ok(row.message);
    }
  });
  assert.equal(count, 1933);
});

test('numbers about rows', async () => {
  await Order.create({ data: { tenant: 1, number: 2 } });
  await OrderItem.createMany([
    { tenant: 1, number: 2, price: 1.5 },
    { tenant: 1, number: 2, line: 8, price: '2' },
  ]);
  const numbers = await OrderItem.aggregate({
    count: true,
    sum: { price: true, line: true },
    avg: { price: true },
    min: { line: true },
  });
  assert.deepEqual(
    [numbers.count, Number(numbers.sum.price), numbers.sum.line, numbers.min.line],
    [2, 3.5, whole(15), whole(7)],
  );
  assert.equal(Number(numbers.avg.price), 1.75);
  const groups = await OrderItem.groupBy({
    by: ['tenant'],
    count: true,
    having: { count: { gt: 1 }, avg: { line: { gt: 7.2 } } },
    orderBy: { count: 'desc' },
  });
  assert.deepEqual(groups, [{ by: { tenant: whole(1) }, count: 2 }]);
  assert.deepEqual(
    await OrderItem.groupBy({ by: ['tenant'], count: true, having: { avg: { line: { gt: 7.7 } } } }),
    [],
  );
  assert.deepEqual(await OrderItem.aggregate({ where: { line: { gt: 99 } }, count: true, sum: { price: true } }), {
    count: 0,
    sum: { price: null },
  });
});

test('the query builder asks the same', async () => {
  const grown = User.queryBuilder().where('age', '>=', 18);
  assert.deepEqual(
    await grown
      .where({ email: { like: '%x' } })
      .orderBy('name')
      .select('name')
      .execute(),
    [{ name: 'Ann' }],
  );
  assert.equal(await User.queryBuilder().where('age', 'in', [17, 30]).count(), 2);
  assert.deepEqual(await grown.include({ manager: true }).executeFirst(), { ...rows.ann, manager: null });
});

test('SQL of one’s own, whose values are parameters', async () => {
  const hostile = `'; drop table users; --`;
  assert.deepEqual(
    await db.query(
      sql`select email as ${sql.identifier('e"`mail')} from users where email = ${'ann@x'} or email = ${hostile}`,
    ),
    [{ 'e"`mail': 'ann@x' }],
  );
  assert.equal(
    await db.execute(
      sql`update users set name = ${'Bob'} where ${sql.identifier('email')} in (${sql.join(['bob@x', hostile])})`,
    ),
    1,
  );
});

test('views are read', async () => {
  const [row] = await UserPost.findMany({ where: { email: 'ann@x' } });
  assert.equal(Number(row?.posts), 2);
});
