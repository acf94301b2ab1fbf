// Mutations: what they leave behind, what they answer, and that they are all or nothing.

import assert from 'node:assert/strict';
import { after, beforeEach, describe, it } from 'node:test';

import type { JsonRow } from '../api/runtime/hooks.js';
import { Problem } from '../api/runtime/problem.js';
import { ask, data, db, executorWith, fill, isPostgres, isSqlite, ran } from './executor.js';

beforeEach(fill);
after(() => db.close());

void describe('create', () => {
  void it('gives the row as the database made it', async () => {
    const { createBook } = await data(
      'mutation { createBook(input: { title: "New", writerId: 2 }) { title pages writerId } }',
    );
    assert.deepEqual(createBook, { title: 'New', pages: isSqlite ? '100' : 100, writerId: '2' });
  });

  void it('gives the text of a type that has a JSON of its own', { skip: !isPostgres }, async () => {
    const { createLabel } = await data('mutation { createLabel(input: { id: 1, marks: "a=>1" }) { marks } }');
    assert.deepEqual(createLabel, { marks: '"a"=>"1"' });
  });

  void it('is one statement where the database can', async () => {
    await data('mutation { createBook(input: { title: "New", writerId: 2 }) { title } }');
    if (isPostgres) assert.equal(ran.length, 1);
    assert.equal(ran.filter((text) => text === 'BEGIN').length, isPostgres ? 0 : 1);
  });

  void it('answers what hangs on the new row, and is one of', async () => {
    const { createBook } = await data(
      'mutation { createBook(input: { id: 50, title: "New", writerId: 3 }) { title writer { booksByWriter(orderBy: { id: ASC }) { title } } } }',
    );
    assert.deepEqual(createBook, { title: 'New', writer: { booksByWriter: [{ title: 'Four%' }, { title: 'New' }] } });
  });

  void it('takes values of all kinds', async () => {
    const input = {
      id: 9,
      name: 'N',
      notes: { a: [1, 'x', null], b: { c: 1e3 } },
      wage: '12345678901234567.0123456789',
      big: '-9223372036854775808',
      score: 0.5,
      raw: '\\x00ff',
      mood: isSqlite ? 'so-so' : 'so_so',
    };
    const { createWriter } = await data(
      'mutation ($input: CreateWriterInput!) { createWriter(input: $input) { notes wage big score raw mood } }',
      { input },
    );
    const { notes, big, score, raw, mood } = input;
    const wage = isSqlite ? (createWriter as { wage: string }).wage : input.wage;
    assert.deepEqual(createWriter, { notes, wage, big, score, raw, mood });
    const found = await db.writer.findOrThrow({ id: 9 });
    assert.equal(found.big, -9223372036854775808n);
    assert.deepEqual(found.notes, input.notes);
    assert.deepEqual([...(found.raw ?? [])], [0, 255]);
    assert.equal(found.mood, 'so-so');
  });

  void it('takes literals with all their digits', async () => {
    const { createWriter } = await data(
      'mutation { createWriter(input: { name: "N", big: 9007199254740993, wage: 0.1000000001 }) { big wage } }',
    );
    assert.deepEqual(createWriter, { big: '9007199254740993', wage: '0.1000000001' });
  });

  void it('refuses what the validators refuse, all at once', async () => {
    const { errors, data: answer } = await ask('mutation { createWriter(input: { name: "N", age: -1 }) { id } }');
    assert.equal(answer, null);
    assert.deepEqual(errors?.[0]?.path, ['createWriter']);
    assert.equal(errors[0]?.extensions?.['code'], '23514');
    assert.equal((errors[0].extensions['details'] as unknown[]).length, 1);
  });

  void it('says what the database refuses', async () => {
    const { errors } = await ask('mutation { createWriter(input: { name: "ann" }) { id } }');
    assert.equal(errors?.[0]?.extensions?.['code'], '23505');
    const { errors: others } = await ask('mutation { createBook(input: { title: "T", writerId: 999 }) { id } }');
    assert.equal(others?.[0]?.extensions?.['code'], '23503');
  });

  void it('of many is all or nothing', async () => {
    const { createGenres } = await data(
      'mutation { createGenres(inputs: [{ id: 20, label: "x" }, { id: 21, label: "y" }]) { count rows { label books { id } } } }',
    );
    assert.deepEqual(createGenres, {
      count: 2,
      rows: [
        { label: 'x', books: [] },
        { label: 'y', books: [] },
      ],
    });
    const { errors } = await ask('mutation { createGenres(inputs: [{ label: "z" }, { label: "x" }]) { count } }');
    assert.equal(errors?.[0]?.extensions?.['code'], '23505');
    assert.equal(await db.genre.count({ where: { label: 'z' } }), 0);
  });

  void it('of many leaves to the database what a row does not say', async () => {
    const { createBooks } = await data(
      'mutation { createBooks(inputs: [{ id: 60, title: "a", writerId: 1 }, { id: 61, title: "b", writerId: 1, pages: 7 }]) { rows { pages } } }',
    );
    assert.deepEqual(createBooks, {
      rows: isSqlite ? [{ pages: '100' }, { pages: '7' }] : [{ pages: 100 }, { pages: 7 }],
    });
  });
});

void describe('nested writes', () => {
  const query = `mutation {
    createWriter(input: {
      id: 10, name: "Deep"
      booksByWriter: {
        create: [
          { id: 10, title: "First", editor: { connect: { name: "Bob" } }, detail: { create: { isbn: "9" } }, genres: { create: [{ id: 10, label: "new" }], connect: [{ label: "poem" }] } }
          { id: 11, title: "Second", editor: { create: { id: 11, name: "Editor" } } }
        ]
        connect: [{ id: 5 }]
      }
    }) { name booksByWriter(orderBy: { id: ASC }) { title editor { name } detail { isbn } genres(orderBy: { label: ASC }) { label } } }
  }`;

  void it('create and connect at any depth, in one transaction', async () => {
    const { createWriter } = await data(query);
    assert.deepEqual(createWriter, {
      name: 'Deep',
      booksByWriter: [
        { title: 'Five_', editor: { name: 'Zoë' }, detail: null, genres: [] },
        {
          title: 'First',
          editor: { name: 'Bob' },
          detail: { isbn: '9' },
          genres: [{ label: 'new' }, { label: 'poem' }],
        },
        { title: 'Second', editor: { name: 'Editor' }, detail: null, genres: [] },
      ],
    });
    assert.equal(ran.filter((text) => text === 'BEGIN').length, 1);
    assert.equal(ran[0], 'BEGIN');
  });

  void it('leave nothing behind if a part of them fails', async () => {
    const { errors, data: answer } = await ask(query.replace('label: "poem"', 'label: "none"'));
    assert.equal(answer, null);
    assert.equal(errors?.[0]?.extensions?.['code'], 'PGRST116');
    assert.equal(await db.writer.count({ where: { name: 'Deep' } }), 0);
    assert.equal((await db.book.findOrThrow({ id: 5 })).writerId, isSqlite ? 1n : 1);
  });

  for (const [what, input] of [
    ['both at once', 'writer: { create: { name: "x" }, connect: { id: 1 } }'],
    ['neither', 'writer: {}'],
    ['a column as well', 'writerId: 1, writer: { connect: { id: 1 } }'],
    ['a key of no row', 'writer: { connect: { id: 99 } }'],
    ['no key', 'writer: { connect: {} }'],
    ['two keys', 'writer: { connect: { id: 1, name: "ann" } }'],
  ] as const) {
    void it(`refuse ${what}`, async () => {
      const { errors, data: answer } = await ask(`mutation { createBook(input: { title: "T", ${input} }) { id } }`);
      assert.equal(answer, null);
      assert.match(String(errors?.[0]?.extensions?.['code']), /^PGRST1/);
      assert.equal(await db.book.count({ where: { title: 'T' } }), 0);
    });
  }

  void it('miss what is required', async () => {
    const { errors } = await ask('mutation { createBook(input: { title: "T" }) { id } }');
    assert.equal(errors?.[0]?.extensions?.['code'], '23502');
  });
});

void describe('update', () => {
  void it('changes the row with the key', async () => {
    const { updateBook, updateLine } = await data(
      'mutation { updateBook(id: 2, input: { title: "2", editorId: 3 }) { title editor { name } } updateLine(tenant: 1, number: 2, input: { price: 7 }) { price } }',
    );
    assert.deepEqual(
      [updateBook, updateLine],
      [{ title: '2', editor: { name: 'Zoë' } }, { price: isSqlite ? '7' : '7.00' }],
    );
  });
  void it('says that there is no such row', async () => {
    const { errors, data: answer } = await ask('mutation { updateBook(id: 99, input: { title: "x" }) { id } }');
    assert.equal(answer, null);
    assert.equal(errors?.[0]?.extensions?.['code'], 'PGRST116');
  });
  void it('gives null where it says so', async () => {
    const { updateWriter } = await data(
      'mutation ($input: UpdateWriterInput!) { updateWriter(id: 1, input: $input) { age notes name } }',
      { input: { age: null, notes: null } },
    );
    assert.deepEqual(updateWriter, { age: null, notes: null, name: 'ann' });
  });
  void it('of many changes those that the filter names', async () => {
    const { updateBooks } = await data(
      'mutation { updateBooks(where: { writer: { name: { eq: "ann" } } }, input: { pages: 1 }) { count rows { pages writer { name } } } }',
    );
    assert.equal((updateBooks as { count: number }).count, 3);
    assert.equal(await db.book.count({ where: { pages: 1 } }), 3);
  });
  void it('of many wants a filter', async () => {
    for (const where of ['{}', '{ AND: [] }']) {
      const { errors } = await ask(`mutation { updateBooks(where: ${where}, input: { pages: 1 }) { count } }`);
      assert.equal(errors?.[0]?.extensions?.['code'], '21000', where);
    }
  });
  void it('of nothing is refused', async () => {
    const { errors } = await ask('mutation { updateBook(id: 1, input: {}) { id } }');
    assert.match(errors?.[0]?.message ?? '', /nothing/);
  });
});

void describe('upsert', () => {
  void it('makes or changes the row with the key', async () => {
    const { a, b } = await data(
      'mutation { a: upsertGenre(input: { id: 1, label: "Novel" }) { label books { id } } b: upsertGenre(input: { id: 70, label: "Other" }) { label } }',
    );
    assert.deepEqual([(a as { label: string }).label, b], ['Novel', { label: 'Other' }]);
    assert.equal(await db.genre.count(), 4);
  });
  void it('goes by another key if that is said', async () => {
    const { upsertWriter } = await data(
      'mutation { upsertWriter(input: { name: "ann", age: 41 }, onConflict: [name]) { id age } }',
    );
    assert.deepEqual(upsertWriter, { id: '1', age: isSqlite ? '41' : 41 });
  });
  void it(
    'goes by the only key, though it may be NULL, where a statement reads what it writes',
    { skip: !isPostgres },
    async () => {
      const { a, b } = await data(
        'mutation { a: upsertToken(input: { word: "once", uses: 1 }) { uses } b: upsertToken(input: { word: "once", uses: 2 }) { word uses } }',
      );
      assert.deepEqual([a, b], [{ uses: 1 }, { word: 'once', uses: 2 }]);
    },
  );
});

void describe('delete', () => {
  void it('gives the row as it was', async () => {
    const { deleteDetail } = await data('mutation { deleteDetail(bookId: 1) { isbn book { title writer { name } } } }');
    assert.deepEqual(deleteDetail, { isbn: '111', book: { title: 'One', writer: { name: 'ann' } } });
    assert.equal(await db.detail.count(), 1);
  });
  void it('of many gives their number and the rows', async () => {
    const { deleteBookGenres } = await data(
      'mutation { deleteBookGenres(where: { bookId: { eq: 1 } }) { n: count rows { genre { label } } } }',
    );
    assert.equal((deleteBookGenres as { n: number }).n, 2);
    const { errors } = await ask('mutation { deleteBookGenres(where: {}) { count } }');
    assert.equal(errors?.[0]?.extensions?.['code'], '21000');
  });
});

void describe('an operation', () => {
  void it('is one transaction: what came before an error is undone', async () => {
    const { data: answer, errors } = await ask(
      'mutation { first: createGenre(input: { label: "q" }) { id } second: createGenre(input: { label: "novel" }) { id } }',
    );
    assert.equal(answer, null);
    assert.deepEqual(errors?.[0]?.path, ['second']);
    assert.equal(await db.genre.count({ where: { label: 'q' } }), 0);
  });

  void it('sees what it has written', async () => {
    const { first, second } = await data(
      'mutation { first: createGenre(input: { id: 30, label: "q" }) { label } second: updateGenre(id: 30, input: { label: "r" }) { label } }',
    );
    assert.deepEqual([first, second], [{ label: 'q' }, { label: 'r' }]);
  });
});

void describe('hooks', () => {
  const seen: string[] = [];
  const hooked = executorWith({
    hooks: new Map([
      [
        'Genre',
        {
          before: {
            insert: ({ rows }: { rows: JsonRow[] }) => {
              for (const row of rows) row['label'] = String(row['label']).toUpperCase();
            },
            delete: () => {
              throw new Problem(403, 'NO', 'not that one');
            },
            select: () => {
              seen.push('select');
            },
          },
          after: {
            insert: (_: unknown, rows: JsonRow[]) => {
              seen.push(`inserted ${String(rows.length)}`);
            },
            select: (_: unknown, rows: JsonRow[]) => {
              for (const row of rows) if ('label' in row) row['label'] = 'hidden';
            },
          },
        },
      ],
    ]),
  });

  beforeEach(() => {
    seen.length = 0;
  });

  void it('change what comes in', async () => {
    const { createGenre } = await data(
      'mutation { createGenre(input: { label: "loud" }) { label books { id } } }',
      {},
      hooked,
    );
    assert.deepEqual(createGenre, { label: 'LOUD', books: [] });
    assert.deepEqual(seen, ['inserted 1']);
  });

  void it('run for nested rows', async () => {
    await data(
      'mutation { createBook(input: { title: "T", writerId: 1, genres: { create: [{ label: "deep" }] } }) { id } }',
      {},
      hooked,
    );
    assert.equal(await db.genre.count({ where: { label: 'DEEP' } }), 1);
  });

  void it('refuse', async () => {
    const { errors } = await ask('mutation { deleteGenre(id: 3) { id } }', {}, hooked);
    assert.equal(errors?.[0]?.extensions?.['code'], 'NO');
    assert.equal(await db.genre.count(), 3);
  });

  void it('change what goes out', async () => {
    const answer = await data(
      '{ genres(where: { id: { eq: 1 } }) { label } genresConnection(first: 1) { edges { cursor it: node { label books { title } } } nodes { label } } genresAggregate { count } books(limit: 1) { id } }',
      {},
      hooked,
    );
    assert.deepEqual(answer['genres'], [{ label: 'hidden' }]);
    const { edges, nodes } = answer['genresConnection'] as { edges: { it: { label: string } }[]; nodes: unknown[] };
    assert.equal(edges[0]?.it.label, 'hidden');
    assert.deepEqual(nodes, [{ label: 'hidden' }]);
    assert.deepEqual(answer['genresAggregate'], { count: 3 });
  });
});
