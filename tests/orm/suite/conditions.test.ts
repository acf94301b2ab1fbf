// Conditions: what each finds, and what is refused before the database hears of it.

import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';

import { Post, User, db, errors } from '../orm/index.js';
import type { PostWhere } from '../orm/models/post.js';
import { fill } from './rows.js';

before(fill);
after(() => db.close());

const found: readonly (readonly [PostWhere, string])[] = [
  [{}, 'a1 a2 b1'],
  [{ title: 'a1' }, 'a1'],
  [{ title: { ne: 'a1' } }, 'a2 b1'],
  [{ title: { gt: 'a1', lte: 'b1' } }, 'a2 b1'],
  [{ title: { in: [] } }, ''],
  [{ title: { notIn: [] } }, 'a1 a2 b1'],
  [{ title: { in: ['a1', 'b1', 'c'] } }, 'a1 b1'],
  [{ title: { notIn: ['a1', 'b1', 'c'] } }, 'a2'],
  [{ title: { like: '_1' } }, 'a1 b1'],
  [{ title: { notLike: 'a%' } }, 'b1'],
  [{ title: { ilike: 'A%' } }, 'a1 a2'],
  [{ editorId: null }, 'a1 a2'],
  [{ editorId: { ne: null } }, 'b1'],
  [{ editorId: { isNull: false } }, 'b1'],
  [{ score: { gte: 0.1 } }, 'a1 a2'],
  [{ OR: [{ title: 'a1' }, { title: 'a2', published: true }] }, 'a1'],
  [{ OR: [] }, ''],
  [{ AND: [{ published: true }, { title: { ne: 'b1' } }] }, 'a1'],
  [{ AND: [] }, 'a1 a2 b1'],
  [{ NOT: { OR: [{ title: 'a1' }, { title: 'b1' }] } }, 'a2'],
  [{ NOT: {} }, ''],
  [{ author: { age: { lt: 18 } } }, 'b1'],
  [{ author: { NOT: { age: { lt: 18 } } } }, 'a1 a2'],
  [{ editor: null }, 'a1 a2'],
  [{ editor: { isNot: null } }, 'b1'],
  [{ editor: { is: { name: 'Ann' } } }, 'b1'],
  [{ tags: { some: {} } }, 'a1 a2 b1'],
  [{ tags: { some: { label: { contains: '%_\\' } } } }, 'a1'],
  [{ tags: { some: { label: { contains: 'x!' } } } }, 'a1'],
  [{ tags: { some: { label: { contains: '5%x' } } } }, ''],
  [{ tags: { none: { label: { startsWith: '50%' } } } }, 'a2 b1'],
  [{ tags: { every: { label: { endsWith: 'e' } } } }, 'a2 b1'],
  [{ data: { eq: { big: [1, 'x"', null], é: true } } }, 'a1'],
  [{ data: { isNull: true } }, 'a2 b1'],
];

for (const [where, titles] of found) {
  test(JSON.stringify(where), async () => {
    const posts = await Post.findMany({ where, orderBy: { title: 'asc' } });
    assert.equal(posts.map((post) => post.title).join(' '), titles);
    assert.equal(await Post.count({ where }), posts.length);
    assert.equal(await Post.exists({ where }), posts.length > 0);
  });
}

test('through several relations', async () => {
  assert.equal(await User.count({ where: { postsByAuthor: { some: { tags: { some: { label: 'one' } } } } } }), 2);
});

// What a program in JavaScript, or JSON from outside, may hand over.
const refused: readonly unknown[] = [
  'x',
  [],
  { title: undefined },
  { nope: 1 },
  { constructor: 1 },
  { toString: 1 },
  JSON.parse('{"__proto__":{"title":"a1"}}'),
  { title: { $ne: 1 } },
  { title: { eq: { a: 1 } } },
  { title: { constructor: 1 } },
  { title: ['a1'] },
  { title: 5 },
  { "title\" = '' or 1=1 --": 1 },
  { AND: undefined },
  { OR: [undefined] },
  { OR: { title: 'a1' } },
  { tags: { some: undefined } },
  { tags: { any: {} } },
  { id: '1 or 1=1' },
  { id: 1.5 },
  { id: { in: '1' } },
  { published: 'true' },
];

for (const where of refused) {
  test(`refused: ${JSON.stringify(where)}`, async () => {
    await assert.rejects(Post.findMany({ where: where as PostWhere }), errors.InvalidQuery);
  });
}

test('other clauses are looked at, too', async () => {
  const queries: readonly object[] = [
    { select: { constructor: true } },
    { select: {} },
    { include: { title: true } },
    { orderBy: { 'title; drop table posts': 'asc' } },
    { orderBy: { title: 'asc; drop table posts' } },
    { limit: '1; drop table posts' },
    { limit: -1 },
    { limit: 1.5 },
    { take: 1 },
    { include: { author: { where: {} } } },
    { include: { tags: { limit: '1' } } },
  ];
  for (const query of queries)
    await assert.rejects(Post.findMany(query as never), errors.InvalidQuery, JSON.stringify(query));
});
