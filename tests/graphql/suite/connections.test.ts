// Connections against the rules of Relay's specification of cursors: whatever is asked for, walking through the pages
// one way gives all that the list gives, in its order, each once; and what a page says of its neighbours is so.

import assert from 'node:assert/strict';
import { after, before, beforeEach, describe, it } from 'node:test';

import { ask, data, db, fill, ran } from './executor.js';

interface PageInfo {
  readonly hasNextPage: boolean;
  readonly hasPreviousPage: boolean;
  readonly startCursor: string | null;
  readonly endCursor: string | null;
}

interface Connection {
  readonly edges: readonly { readonly cursor: string; readonly node: { readonly id: string } }[];
  readonly nodes: readonly { readonly id: string }[];
  readonly pageInfo: PageInfo;
  readonly totalCount: number;
}

const query = `query ($first: Int, $after: String, $last: Int, $before: String, $where: BookFilter_, $order: [BookOrder!]) {
  booksConnection(first: $first, after: $after, last: $last, before: $before, where: $where, orderBy: $order) {
    edges { cursor node { id } } nodes { id } totalCount pageInfo { hasNextPage hasPreviousPage startCursor endCursor }
  }
}`;

const orders = [
  undefined,
  [{ pages: 'ASC' }],
  [{ pages: 'DESC' }, { title: 'ASC' }],
  [{ id: 'DESC' }],
  [{ editorId: 'ASC' }],
  [{ editorId: 'DESC_NULLS_LAST' }, { pages: 'ASC' }],
  [{ editorId: 'ASC_NULLS_FIRST' }],
  [{ editor: { name: 'ASC' } }],
  [{ writer: { age: 'DESC' } }, { title: 'DESC' }],
  [{ genres: { count: 'DESC' } }, { pages: 'ASC' }],
];
const filters = [undefined, { pages: { gte: 100 } }, { writer: { name: { eq: 'ann' } } }, { pages: { lt: 0 } }];

before(fill);
beforeEach(() => {
  ran.length = 0;
});
after(() => db.close());

async function page(variables: Record<string, unknown>): Promise<Connection> {
  return (await data(query, variables))['booksConnection'] as Connection;
}

function ids({ edges }: Connection): string[] {
  return edges.map(({ node }) => node.id);
}

function isSound(connection: Connection): void {
  const { edges, nodes, pageInfo } = connection;
  assert.deepEqual(
    nodes.map(({ id }) => id),
    ids(connection),
  );
  assert.equal(pageInfo.startCursor, edges[0]?.cursor ?? null);
  assert.equal(pageInfo.endCursor, edges.at(-1)?.cursor ?? null);
}

async function walk(which: Record<string, unknown>, size: number, whole: readonly string[]): Promise<void> {
  const found: string[] = [];
  for (let at: string | null = null, steps = 0; steps <= whole.length; ++steps) {
    const one: Connection = await page({ ...which, first: size, ...(at !== null && { after: at }) });
    isSound(one);
    assert.equal(one.pageInfo.hasPreviousPage, found.length > 0);
    found.push(...ids(one));
    assert.equal(one.pageInfo.hasNextPage, found.length < whole.length);
    assert.equal(one.totalCount, whole.length);
    at = one.pageInfo.endCursor;
    if (!one.pageInfo.hasNextPage) break;
  }
  assert.deepEqual(found, whole);
}

async function walkBack(which: Record<string, unknown>, size: number, whole: readonly string[]): Promise<void> {
  const found: string[] = [];
  for (let at: string | null = null, steps = 0; steps <= whole.length; ++steps) {
    const one: Connection = await page({ ...which, last: size, ...(at !== null && { before: at }) });
    isSound(one);
    assert.equal(one.pageInfo.hasNextPage, found.length > 0);
    found.unshift(...ids(one));
    assert.equal(one.pageInfo.hasPreviousPage, found.length < whole.length);
    at = one.pageInfo.startCursor;
    if (!one.pageInfo.hasPreviousPage) break;
  }
  assert.deepEqual(found, whole);
}

void describe('connections', () => {
  for (const [o, order] of orders.entries()) {
    for (const [f, where] of filters.entries()) {
      void it(`are walked through both ways (order ${String(o)}, filter ${String(f)})`, async () => {
        const which = { ...(order && { order }), ...(where && { where }) };
        const whole = ids(await page(which));
        assert.equal(new Set(whole).size, whole.length);
        for (const size of [1, 2, 3, 10]) {
          await walk(which, size, whole);
          await walkBack(which, size, whole);
        }
      });
    }
  }

  void it('may lie between two cursors', async () => {
    const all = await page({});
    const [first, , third, fourth] = all.edges;
    const between = await page({ after: first?.cursor, before: fourth?.cursor });
    assert.deepEqual(ids(between), ids(all).slice(1, 3));
    assert.deepEqual([between.pageInfo.hasPreviousPage, between.pageInfo.hasNextPage], [true, true]);
    assert.deepEqual(ids(await page({ after: first?.cursor, before: fourth?.cursor, last: 1 })), [third?.node.id]);
  });

  void it('go on where a row is gone', async () => {
    const extra = await db.book.create({ data: { id: 77, title: 'Gone', pages: 150, writerId: 1 } });
    const all = await page({ order: [{ pages: 'ASC' }] });
    const cursor = all.edges.find(({ node }) => node.id === String(extra.id))?.cursor;
    await db.book.delete({ where: { id: extra.id } });
    const rest = await page({ order: [{ pages: 'ASC' }], after: cursor });
    assert.deepEqual(ids(rest), ids(all).slice(ids(all).indexOf('77') + 1));
  });

  void it('have one statement for pages that differ by their cursor only', async () => {
    const { edges } = await page({});
    ran.length = 0;
    for (const { cursor } of edges) await page({ first: 2, after: cursor });
    assert.equal(new Set(ran).size, 1);
    assert.equal(ran.length, edges.length);
  });

  void it('hang on rows', async () => {
    const { writer } = await data(
      '{ writer(id: 1) { booksByWriterConnection(last: 2, orderBy: { id: ASC }) { totalCount edges { node { title } } pageInfo { hasPreviousPage hasNextPage } } } }',
    );
    assert.deepEqual(writer, {
      booksByWriterConnection: {
        totalCount: 3,
        edges: [{ node: { title: 'Two' } }, { node: { title: 'Five_' } }],
        pageInfo: { hasPreviousPage: true, hasNextPage: false },
      },
    });
    assert.equal(ran.length, 1);
  });

  for (const cursor of ['', 'x', 'zz', '5b5d', '5b315d5d', '7b7d', '5b22272031223d5d', 'ff'.repeat(2000)]) {
    void it(`refuse ${JSON.stringify(cursor.slice(0, 20))} as a cursor`, async () => {
      const { errors } = await ask(query, { after: cursor, first: 1 });
      assert.equal(errors?.length, 1);
      assert.match(errors[0]?.message ?? '', /cursor/);
      assert.equal(errors[0]?.extensions?.['code'], 'PGRST100');
    });
  }

  void it('have `first` or `last`', async () => {
    const { errors } = await ask(query, { first: 1, last: 1 });
    assert.match(errors?.[0]?.message ?? '', /not both/);
  });
});
