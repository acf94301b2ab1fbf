// Who may see and change what: rules about columns and rows hold wherever a document can name them, in conditions and
// orders too.

import assert from 'node:assert/strict';
import { after, beforeEach, describe, it } from 'node:test';

import type { Access, Grant, Verb } from '../api/runtime/access.js';
import { type Answer, ask, db, executorWith, fill, ran } from './executor.js';

beforeEach(fill);
after(() => db.close());

type Rules = Readonly<Record<string, { readonly [V in Verb]?: Grant }>>;

const everything: Grant = {};
const all = { select: everything, insert: everything, update: everything, delete: everything };

function by(rules: Rules, others: Rules[string] = all): ReturnType<typeof executorWith> {
  const access: Access = { of: (_, table, verb) => (rules[table.model] ?? others)[verb], calls: () => true };
  return executorWith({ access });
}

function codes({ errors }: Answer): unknown[] {
  return (errors ?? []).map(({ extensions }) => extensions?.['code']);
}

const hidden = by({ Writer: { select: { columns: new Set(['id', 'name', 'age']) } } });
const own = by({
  Book: {
    ...all,
    select: { where: { pages: { lt: 250 } } },
    update: { where: { writerId: 1 } },
    delete: { where: { writerId: 1 } },
    insert: { where: { pages: { lte: 500 } } },
  },
});
const noGenres = by({ Genre: {} });

void describe('columns that are not granted', () => {
  for (const query of [
    '{ writers { big } }',
    '{ writer(id: 1) { wage } }',
    '{ books { writer { wage } } }',
    '{ writers(where: { big: { gt: 0 } }) { id } }',
    '{ writers(where: { NOT: { OR: [{ wage: { isNull: true } }] } }) { id } }',
    '{ writers(orderBy: { wage: ASC }) { id } }',
    '{ books(where: { writer: { wage: { gt: 1 } } }) { id } }',
    '{ books(orderBy: { writer: { wage: DESC } }) { id } }',
    '{ writersAggregate { max { wage } } }',
    '{ writersAggregate(where: { active: { eq: true } }) { count } }',
    '{ writersGroupBy(by: [active]) { count } }',
    '{ writersConnection(orderBy: { wage: ASC }) { edges { cursor } } }',
    '{ genres { books(where: { writer: { big: { eq: 1 } } }) { id } } }',
  ]) {
    void it(`are not seen by ${query}`, async () => {
      const answer = await ask(query, {}, hidden);
      assert.ok(codes(answer).includes('42501'), JSON.stringify(answer));
      assert.doesNotMatch(JSON.stringify(answer.data ?? null), /9007199254740993|1234|-3/);
    });
  }

  void it('leave what is around them', async () => {
    const answer = await ask(
      '{ writer(id: 1) { name wage } books(limit: 1, orderBy: { id: ASC }) { title } }',
      {},
      hidden,
    );
    assert.deepEqual(answer.data, { writer: { name: 'ann', wage: null }, books: [{ title: 'One' }] });
    assert.deepEqual(
      answer.errors?.map(({ path }) => path),
      [['writer', 'wage']],
    );
    assert.equal(ran.length, 1);
  });

  void it('make null what may not be without them', async () => {
    const answer = await ask('{ writers { name active } }', {}, hidden);
    assert.equal(answer.data, null);
    assert.deepEqual(
      answer.errors?.map(({ path }) => path),
      [['writers', 'active']],
    );
  });

  void it('cannot be written', async () => {
    const limited = by({
      Writer: { ...all, insert: { columns: new Set(['name']) }, update: { columns: new Set(['name']) } },
    });
    assert.deepEqual(codes(await ask('mutation { createWriter(input: { name: "x", age: 1 }) { id } }', {}, limited)), [
      '42501',
    ]);
    assert.deepEqual(codes(await ask('mutation { updateWriter(id: 1, input: { age: 1 }) { id } }', {}, limited)), [
      '42501',
    ]);
    assert.deepEqual(
      codes(
        await ask('mutation { upsertWriter(input: { name: "ann", age: 1 }, onConflict: [name]) { id } }', {}, limited),
      ),
      ['42501'],
    );
    assert.deepEqual(
      codes(
        await ask(
          'mutation { createBook(input: { title: "t", writer: { create: { name: "y", age: 3 } } }) { id } }',
          {},
          limited,
        ),
      ),
      ['42501'],
    );
    assert.equal(await db.writer.count(), 4);
  });
});

void describe('tables that are not granted', () => {
  for (const query of [
    '{ genres { id } }',
    '{ genresAggregate { count } }',
    '{ books { genres { label } } }',
    '{ books { genresAggregate { count } } }',
    '{ books(where: { genres: { some: {} } }) { id } }',
    '{ books(orderBy: { genres: { count: ASC } }) { id } }',
    'mutation { createGenre(input: { label: "x" }) { id } }',
    'mutation { updateGenre(id: 1, input: { label: "x" }) { id } }',
    'mutation { deleteGenres(where: { id: { gt: 0 } }) { count } }',
    'mutation { createBook(input: { title: "t", writerId: 1, genres: { connect: [{ id: 1 }] } }) { id } }',
  ]) {
    void it(`refuse ${query}`, async () => {
      const answer = await ask(query, {}, noGenres);
      assert.deepEqual(codes(answer), ['42501'], JSON.stringify(answer));
    });
  }
});

void describe('rules about rows', () => {
  void it('hold for lists, numbers and relations', async () => {
    const { data } = await ask(
      '{ books(orderBy: { id: ASC }) { id } booksAggregate { count } booksConnection { totalCount } book(id: 3) { id } writers(orderBy: { id: ASC }) { booksByWriter(orderBy: { id: ASC }) { id } } detail(bookId: 1) { book { id } } }',
      {},
      own,
    );
    const listed = (...ids: number[]): unknown => ids.map((id) => ({ id: String(id) }));
    assert.deepEqual(data, {
      books: listed(1, 2, 4, 5),
      booksAggregate: { count: 4 },
      booksConnection: { totalCount: 4 },
      book: null,
      writers: [
        { booksByWriter: listed(1, 2, 5) },
        { booksByWriter: [] },
        { booksByWriter: listed(4) },
        { booksByWriter: [] },
      ],
      detail: { book: { id: '1' } },
    });
  });

  void it('hold in conditions and orders', async () => {
    const { data } = await ask(
      '{ writers(where: { booksByWriter: { some: { pages: { gt: 0 } } } }, orderBy: { id: ASC }) { id } a: writers(where: { booksByWriter: { every: { pages: { lt: 250 } } } }, orderBy: { id: ASC }) { id } }',
      {},
      own,
    );
    assert.deepEqual(data, {
      writers: [{ id: '1' }, { id: '3' }],
      a: [{ id: '1' }, { id: '2' }, { id: '3' }, { id: '4' }],
    });
    const { data: ordered } = await ask(
      '{ writers(orderBy: [{ booksByWriter: { count: DESC } }, { id: ASC }]) { id } }',
      {},
      own,
    );
    assert.deepEqual(ordered, { writers: [{ id: '1' }, { id: '3' }, { id: '2' }, { id: '4' }] });
  });

  void it('hold for pages of a connection, ordered by what they hide', async () => {
    const query =
      'query ($after: String) { writersConnection(first: 1, after: $after, orderBy: [{ booksByWriter: { count: DESC_NULLS_LAST } }, { id: ASC }]) { nodes { id } pageInfo { endCursor hasNextPage hasPreviousPage } } }';
    const found: string[] = [];
    for (let after: string | null = null, more = true; more && found.length < 10;) {
      const { data } = await ask(query, { after }, own);
      const { nodes, pageInfo } = data?.['writersConnection'] as {
        nodes: { id: string }[];
        pageInfo: { endCursor: string | null; hasNextPage: boolean };
      };
      found.push(...nodes.map(({ id }) => id));
      [after, more] = [pageInfo.endCursor, pageInfo.hasNextPage];
    }
    assert.deepEqual(found, ['1', '3', '2', '4']);
  });

  void it('hold for what is changed and deleted', async () => {
    assert.deepEqual(codes(await ask('mutation { updateBook(id: 4, input: { title: "x" }) { id } }', {}, own)), [
      'PGRST116',
    ]);
    assert.deepEqual(codes(await ask('mutation { deleteBook(id: 3) { id } }', {}, own)), ['PGRST116']);
    const { data } = await ask(
      'mutation { updateBooks(where: { pages: { gt: 0 } }, input: { title: "mine" }) { count } }',
      {},
      own,
    );
    assert.deepEqual(data, { updateBooks: { count: 3 } });
    assert.equal(await db.book.count({ where: { title: 'mine' } }), 3);
  });

  void it('hold for what is left behind', async () => {
    for (const query of [
      'mutation { updateBook(id: 1, input: { writerId: 2 }) { id } }',
      'mutation { createBook(input: { title: "x", writerId: 1, pages: 501 }) { id } }',
      'mutation { createBooks(inputs: [{ title: "y", writerId: 1, pages: 1 }, { title: "x", writerId: 1, pages: 501 }]) { count } }',
      'mutation { createWriter(input: { name: "w", booksByWriter: { create: [{ title: "x", pages: 501 }] } }) { id } }',
      'mutation { createWriter(input: { name: "w", booksByWriter: { connect: [{ id: 1 }] } }) { id } }',
      'mutation { upsertBook(input: { id: 4, title: "x", writerId: 1, pages: 1 }) { id } }',
    ]) {
      assert.deepEqual(codes(await ask(query, {}, own)), ['42501'], query);
    }
    assert.equal(await db.book.count(), 5);
    assert.equal(await db.writer.count(), 4);
    assert.equal((await db.book.findOrThrow({ id: 4 })).title, 'Four%');
  });

  void it('undo a write whose row may not be read', async () => {
    const answer = await ask(
      'mutation { createBook(input: { title: "long", writerId: 1, pages: 400 }) { id } }',
      {},
      own,
    );
    assert.deepEqual(codes(answer), ['42501']);
    assert.equal(await db.book.count(), 5);
  });
});

void describe('plans', () => {
  const claimed: Access = {
    of: ({ claims }, { model }) => (model === 'Book' ? { where: { writerId: Number(claims['sub']) } } : {}),
    calls: () => true,
  };
  const executor = executorWith({ access: claimed });
  void it('are not shared by callers whom rules tell apart', async () => {
    const query = '{ booksAggregate { count } writers(orderBy: { id: ASC }) { booksByWriter { id } } }';
    const ask2 = async (sub: number): Promise<unknown> =>
      (await ask(query, {}, executor, 'member', { sub })).data?.['booksAggregate'];
    assert.deepEqual([await ask2(1), await ask2(2), await ask2(1)], [{ count: 3 }, { count: 1 }, { count: 3 }]);
  });
  void it('are not shared by roles', async () => {
    const access: Access = {
      of: ({ role }, { model }) => (model === 'Book' && role === 'stranger' ? undefined : {}),
      calls: () => true,
    };
    const roles = executorWith({ access });
    const query = '{ booksAggregate { count } }';
    assert.deepEqual((await ask(query, {}, roles, 'member')).data, { booksAggregate: { count: 5 } });
    assert.deepEqual(codes(await ask(query, {}, roles, 'stranger')), ['42501']);
  });
});
