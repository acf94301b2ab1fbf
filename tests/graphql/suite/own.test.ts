// Fields of app/graphql.ts: on rows, at the root, and what is wrong with them.

import assert from 'node:assert/strict';
import { after, before, beforeEach, describe, it } from 'node:test';

import { graphql, type Own } from '../api/graphql/own/own.js';
import { Problem } from '../api/runtime/problem.js';
import { type Answer, ask, data, db, executorWith, fill, ran } from './executor.js';

const asked: string[] = [];

const own: Own = graphql({
  schema: `
    extend type Writer { label(suffix: String! = "!"): String!  about: About  weak: String  strict: String! }
    extend type Book { shout: String! }
    type About { letters: Int! words: [String!]! self: About }
    extend type Query { roles: [String!]! longer(pages: Int!): [Book!]! named(title: String!): Book  secret: String! about(text: String!): About  unsaid: Book }
    extend type Mutation { rename(id: ID!, name: String!): Writer!  failing: String! }
  `,
  fields: {
    Writer: {
      label: {
        needs: ['id', 'name'],
        resolve: (rows, { suffix }) => {
          asked.push(`label of ${String(rows.length)}`);
          return rows.map(({ id, name }) => `${String(id)} ${String(name)}${String(suffix)}`);
        },
      },
      about: {
        needs: ['name'],
        resolve: (rows) => Promise.resolve(rows.map(({ name }) => (name === 'Bob' ? null : aboutText(String(name))))),
      },
      weak: { needs: [], resolve: () => Promise.reject(new Problem(400, 'NO', 'not today')) },
      strict: { needs: [], resolve: (rows) => rows.map(() => null) },
    },
    Book: { shout: { needs: ['title'], resolve: (rows) => rows.map(({ title }) => String(title).toUpperCase()) } },
  },
  queries: {
    roles: (_, { caller }) => [caller.role],
    longer: ({ pages }) => ({ where: { pages: { gt: pages } }, orderBy: { id: 'asc' } }),
    named: async ({ title }) => {
      const book = await db.book.findFirst({ where: { title: String(title) } });
      return book && { id: book.id };
    },
    secret: () => {
      throw new Problem(403, '42501', 'none of your business');
    },
    about: ({ text }) => aboutText(String(text)),
    unsaid: () => ({}),
  },
  mutations: {
    rename: async ({ id, name }, { db: within }) => {
      await within.writer.update({ where: { id: Number(id) }, data: { name: String(name) } });
      return { id };
    },
    failing: async (_, { db: within }) => {
      await within.writer.update({ where: { id: 1 }, data: { name: 'lost' } });
      throw new Problem(400, 'NO', 'not today');
    },
  },
});

interface About {
  readonly letters: number;
  readonly words: readonly string[];
  readonly self: About | null;
}

function aboutText(text: string): About {
  return { letters: text.length, words: text.split(' '), self: null };
}

const executor = executorWith({ own });
const read = (query: string, variables: Record<string, unknown> = {}): Promise<Record<string, unknown>> =>
  data(query, variables, executor);
const answer = (query: string): Promise<Answer> => ask(query, {}, executor);

before(fill);
beforeEach(() => {
  ran.length = asked.length = 0;
});
after(() => db.close());

void describe('a field on rows', () => {
  void it('is asked once for all of them, and has what it needs', async () => {
    const { writers } = await read(
      '{ writers(orderBy: {id: ASC}, limit: 2) { label books: booksByWriter(orderBy: {id: ASC}, limit: 1) { shout writer { label(suffix: "?") } } } }',
    );
    assert.deepEqual(writers, [
      { label: '1 ann!', books: [{ shout: 'ONE', writer: { label: '1 ann?' } }] },
      { label: '2 Bob!', books: [{ shout: 'THREE', writer: { label: '2 Bob?' } }] },
    ]);
    assert.deepEqual(asked.sort(), ['label of 2', 'label of 2']);
    assert.equal(ran.length, 1);
  });

  void it('takes variables, another value of which is another answer', async () => {
    const query = 'query ($with: String!) { writer(id: 1) { label(suffix: $with) } }';
    assert.deepEqual(await read(query, { with: '.' }), { writer: { label: '1 ann.' } });
    assert.deepEqual(await read(query, { with: ';' }), { writer: { label: '1 ann;' } });
  });

  void it('has objects of its own, as far as they are selected', async () => {
    assert.deepEqual(
      await read('{ writers(orderBy: {id: ASC}, limit: 2) { about { n: letters __typename self { letters } } } }'),
      {
        writers: [{ about: { n: 3, __typename: 'About', self: null } }, { about: null }],
      },
    );
  });

  void it('is in pages, and behind no row', async () => {
    assert.deepEqual(
      await read(
        '{ writersConnection(first: 1, orderBy: {id: ASC}) { edges { node { label } } } writer(id: 99) { label } }',
      ),
      {
        writersConnection: { edges: [{ node: { label: '1 ann!' } }] },
        writer: null,
      },
    );
  });

  void it('is null when it fails, or makes null what is around it', async () => {
    const { data: found, errors } = await answer('{ writer(id: 1) { id weak } }');
    assert.deepEqual(found, { writer: { id: '1', weak: null } });
    assert.deepEqual(
      errors?.map(({ message, path, extensions }) => [message, path, extensions?.['code']]),
      [['not today', ['writer', 'weak'], 'NO']],
    );
    const strict = await answer('{ writer(id: 1) { strict } book(id: 1) { title } }');
    assert.deepEqual(strict.data, { writer: null, book: { title: 'One' } });
    assert.match(strict.errors?.[0]?.message ?? '', /Writer\.strict/);
  });

  void it('is in what a mutation answers', async () => {
    const made = await read(
      'mutation { createWriter(input: {id: 50, name: "new"}) { label } updateWriters(where: {id: {eq: 50}}, input: {age: 3}) { rows { label age } } deleteWriter(id: 50) { label } }',
    );
    assert.equal((made['createWriter'] as { label: string }).label, '50 new!');
    assert.equal((made['updateWriters'] as { rows: [{ label: string }] }).rows[0].label, '50 new!');
    assert.equal((made['deleteWriter'] as { label: string }).label, '50 new!');
  });

  void it('needs the right to read its columns', async () => {
    const bound = executorWith({
      own,
      access: { of: (_, { model }) => (model === 'Writer' ? { columns: new Set(['id']) } : {}), calls: () => true },
    });
    const { errors } = await ask('{ writer(id: 1) { label } }', {}, bound);
    assert.equal(errors?.[0]?.extensions?.['code'], '42501');
  });
});

void describe('a field at the root', () => {
  void it('gives values', async () => {
    assert.deepEqual(await read('{ roles about(text: "two words") { words } writer(id: 1) { name } }'), {
      roles: ['test'],
      about: { words: ['two', 'words'] },
      writer: { name: 'ann' },
    });
  });

  void it('gives the rows that it names', async () => {
    assert.deepEqual(
      await read('query ($pages: Int!) { longer(pages: $pages) { shout writer { name } } }', { pages: 200 }),
      { longer: [{ shout: 'THREE', writer: { name: 'Bob' } }] },
    );
    assert.deepEqual(await read('{ named(title: "Two") { id } other: named(title: "none") { id } }'), {
      named: { id: '2' },
      other: null,
    });
  });

  void it('refuses by a problem, and the others are answered', async () => {
    const { data: found, errors } = await answer('{ secret }');
    assert.deepEqual([found, errors?.[0]?.extensions?.['code']], [null, '42501']);
    const unsaid = await answer('{ unsaid { id } roles }');
    assert.deepEqual(unsaid.data, { unsaid: null, roles: ['test'] });
    assert.match(unsaid.errors?.[0]?.message ?? '', /did not say which/);
  });

  void it('takes part in a mutation', async () => {
    assert.deepEqual(await read('mutation { rename(id: 1, name: "Anne") { name label } }'), {
      rename: { name: 'Anne', label: '1 Anne!' },
    });
    assert.deepEqual(await read('mutation { rename(id: 1, name: "ann") { name } }'), { rename: { name: 'ann' } });
    const { data: nothing } = await answer('mutation { failing }');
    assert.equal(nothing, null);
    assert.deepEqual(await read('{ writer(id: 1) { name } }'), { writer: { name: 'ann' } });
  });
});

void describe('what is wrong is told when the server starts', () => {
  const wrong: readonly (readonly [Own, RegExp])[] = [
    [{ schema: 'extend type Writer { x: Int }' }, /nothing resolves Writer\.x/],
    [{ schema: 'extend type Query { y: Int }', queries: { y: () => 1, z: () => 2 } }, /not extended by Query\.z/],
    [
      {
        schema: 'extend type Query { y: Int }',
        queries: { y: () => 1 },
        fields: { Nobody: { x: { needs: [], resolve: () => [] } } },
      },
      /no type Nobody/,
    ],
    [
      { schema: 'extend type Writer { x: Int }', fields: { Writer: { x: { needs: ['nothing'], resolve: () => [] } } } },
      /needs nothing, which is no column/,
    ],
    [
      { schema: 'extend type Query { y: Own } type Own { book: Book }', queries: { y: () => 1 } },
      /Own\.book gives rows/,
    ],
    [
      { schema: 'extend type WriterEdge { x: Int }', fields: { WriterEdge: { x: { needs: [], resolve: () => [] } } } },
      /WriterEdge is no type of a table's rows/,
    ],
    [{ schema: 'extend type Query { writers: Int }', queries: { writers: () => 1 } }, /writers/],
  ];
  for (const [bad, message] of wrong) {
    void it(String(message), () => {
      assert.throws(() => executorWith({ own: bad }), message);
    });
  }
});
