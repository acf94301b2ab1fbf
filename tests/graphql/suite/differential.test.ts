// The same question asked of GraphQL and of the ORM: queries are made at random, from a seed that a failure names, and
// both must say the same.

import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';

import { data, db, fill } from './executor.js';

before(async () => {
  await fill();
  const pick = numbers(7);
  for (let id = 100; id < 160; ++id) {
    await db.book.create({
      data: {
        id,
        title: `T${String(pick(40))}`,
        pages: 10 * pick(12),
        writerId: 1 + pick(4),
        editorId: pick(3) === 0 ? null : 1 + pick(4),
      },
    });
  }
});
after(() => db.close());

/** Numbers below the one that is given, always the same ones for a seed. */
function numbers(seed: number): (below: number) => number {
  let state = seed >>> 0;
  return (below) => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return Math.floor((state / 2 ** 32) * below);
  };
}

/** A part of a query in both languages. */
interface Both {
  readonly graphql: string;
  readonly orm: unknown;
}

type Pick = (below: number) => number;

function one<T>(pick: Pick, items: readonly T[]): T {
  return items[pick(items.length)] as T;
}

function object(entries: readonly (readonly [name: string, value: Both])[]): Both {
  return {
    graphql: `{ ${entries.map(([name, { graphql }]) => `${name}: ${graphql}`).join(', ')} }`,
    orm: Object.fromEntries(entries.map(([name, { orm }]) => [name, orm])),
  };
}

function list(items: readonly Both[]): Both {
  return { graphql: `[${items.map(({ graphql }) => graphql).join(', ')}]`, orm: items.map(({ orm }) => orm) };
}

const plain = (value: unknown): Both => ({ graphql: JSON.stringify(value), orm: value });

function condition(pick: Pick, model: 'book' | 'writer', depth: number): Both {
  const combined = depth === 0 ? 0 : pick(6);
  if (combined === 1)
    return object([['AND', list([condition(pick, model, depth - 1), condition(pick, model, depth - 1)])]]);
  if (combined === 2)
    return object([['OR', list([condition(pick, model, depth - 1), condition(pick, model, depth - 1)])]]);
  if (combined === 3) return object([['NOT', condition(pick, model, depth - 1)]]);
  return model === 'book' ? bookCondition(pick, depth) : writerCondition(pick, depth);
}

function bookCondition(pick: Pick, depth: number): Both {
  switch (pick(depth === 0 ? 4 : 6)) {
    case 0:
      return object([['pages', object([[one(pick, ['eq', 'ne', 'lt', 'lte', 'gt', 'gte']), plain(10 * pick(12))]])]]);
    case 1:
      return object([
        [
          'title',
          object([
            [
              one(pick, ['contains', 'startsWith', 'endsWith', 'like', 'notLike', 'eq']),
              plain(one(pick, ['T1', '1', 'T%', '_', 'One'])),
            ],
          ]),
        ],
      ]);
    case 2:
      return object([
        [
          'pages',
          object([[one(pick, ['in', 'notIn']), list([1, 2, 3].slice(0, pick(4)).map(() => plain(10 * pick(12))))]]),
        ],
      ]);
    case 3:
      return object([['editorId', object([['isNull', plain(pick(2) === 0)]])]]);
    case 4:
      return object([['editor', pick(4) === 0 ? plain(null) : condition(pick, 'writer', depth - 1)]]);
    default:
      return object([['writer', condition(pick, 'writer', depth - 1)]]);
  }
}

function writerCondition(pick: Pick, depth: number): Both {
  switch (pick(depth === 0 ? 2 : 3)) {
    case 0:
      return object([['age', object([[one(pick, ['eq', 'lt', 'gte']), plain(one(pick, [20, 30, 40]))]])]]);
    case 1:
      return object([['active', object([['eq', plain(pick(2) === 0)]])]]);
    default:
      return object([
        [
          one(pick, ['booksByWriter', 'booksByEditor']),
          object([[one(pick, ['some', 'every', 'none']), condition(pick, 'book', depth - 1)]]),
        ],
      ]);
  }
}

function direction(pick: Pick): Both {
  return one(pick, [
    { graphql: 'ASC', orm: 'asc' },
    { graphql: 'DESC', orm: 'desc' },
    { graphql: 'DESC_NULLS_LAST', orm: { direction: 'desc', nulls: 'last' } },
    { graphql: 'ASC_NULLS_FIRST', orm: { direction: 'asc', nulls: 'first' } },
  ]);
}

/** It ends with the key, so that there is one order only. */
function order(pick: Pick): Both {
  const term = (): Both => {
    const field = one(pick, ['pages', 'title', 'editorId']);
    return one(pick, [
      object([[field, direction(pick)]]),
      object([['writer', object([['name', direction(pick)]])]]),
      object([
        [
          'genres',
          object([['count', pick(2) === 0 ? { graphql: 'ASC', orm: 'asc' } : { graphql: 'DESC', orm: 'desc' }]]),
        ],
      ]),
    ]);
  };
  return list([...Array.from({ length: pick(3) }, term), object([['id', { graphql: 'ASC', orm: 'asc' }]])]);
}

function numbersAsText(value: unknown): unknown {
  return JSON.parse(
    JSON.stringify(value, (_, inner: unknown) =>
      typeof inner === 'bigint' || typeof inner === 'number' ? String(inner) : inner,
    ),
  );
}

void describe('the same question', () => {
  for (let seed = 1; seed <= 150; ++seed) {
    void it(`gets the same answer (seed ${String(seed)})`, async () => {
      const pick = numbers(seed);
      const [where, orderBy, inner, innerOrder] = [
        condition(pick, 'book', 3),
        order(pick),
        condition(pick, 'book', 1),
        order(pick),
      ];
      const [limit, offset] = [1 + pick(20), pick(10)];
      const query = `{ books(where: ${where.graphql}, orderBy: ${orderBy.graphql}, limit: ${String(limit)}, offset: ${String(offset)}) {
        id title pages editorId writer { id name age booksByEditor(where: ${inner.graphql}, orderBy: ${innerOrder.graphql}, limit: 3) { id pages } }
      } booksAggregate(where: ${where.graphql}) { count } }`;
      const rows = (select: object): object => ({ select, where: inner.orm, orderBy: innerOrder.orm, limit: 3 });
      const expected = await db.book.findMany({
        select: {
          id: true,
          title: true,
          pages: true,
          editorId: true,
          writer: { select: { id: true, name: true, age: true, booksByEditor: rows({ id: true, pages: true }) } },
        },
        where: where.orm,
        orderBy: orderBy.orm,
        limit,
        offset,
      } as never);
      const answer = await data(query);
      assert.deepEqual(numbersAsText(answer['books']), numbersAsText(expected), query);
      assert.deepEqual(answer['booksAggregate'], { count: await db.book.count({ where: where.orm as object }) }, query);
    });
  }
});
