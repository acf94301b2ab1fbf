// Queries: what a field gives, how lists are narrowed, and that an operation is one statement.

import assert from 'node:assert/strict';
import { after, before, beforeEach, describe, it } from 'node:test';

import { ask, data, db, executorWith, fill, isPostgres, isSqlite, ran } from './executor.js';

before(fill);
beforeEach(() => {
  ran.length = 0;
});
after(() => db.close());

async function gives(
  query: string,
  expected: Record<string, unknown>,
  variables: Record<string, unknown> = {},
): Promise<void> {
  assert.deepEqual(await data(query, variables), expected);
}

void describe('values', () => {
  void it('keep every digit', () =>
    gives('{ writer(id: 1) { id big wage score age } }', {
      writer: {
        id: '1',
        big: '9007199254740993',
        wage: isSqlite ? '1234.5' : '1234.5000000000',
        score: 0.1,
        age: isSqlite ? '40' : 40,
      },
    }));

  void it('have the types of the schema', () =>
    gives('{ writer(id: 4) { active notes joined mood raw __typename } }', {
      writer: {
        active: true,
        notes: 'text',
        joined: '2024-01-02T03:04:05',
        mood: isSqlite ? 'PG-13' : 'PG_13',
        raw: null,
        __typename: 'Writer',
      },
    }));

  void it('are null where they are', () =>
    gives('{ writer(id: 3) { age big mood notes } }', { writer: { age: null, big: null, mood: null, notes: [1] } }));

  void it('of JSON are JSON', () =>
    gives('{ writer(id: 1) { notes } }', { writer: { notes: { a: { b: [1, 2] }, n: null } } }));
});

void describe('one row', () => {
  void it('is found by its key', () =>
    gives('{ book(id: 2) { title } line(tenant: 1, number: 2) { price } }', {
      book: { title: 'Two' },
      line: { price: isSqlite ? '20' : '20.00' },
    }));
  void it('is found by other keys', () =>
    gives('{ writerByName(name: "Bob") { id } lineByCode(code: "a") { number } }', {
      writerByName: { id: '2' },
      lineByCode: { number: isSqlite ? '1' : 1 },
    }));
  void it('is null if there is none', () => gives('{ book(id: 99) { title } }', { book: null }));
  void it('is told by a variable', async () => {
    const query = 'query ($id: ID!) { book(id: $id) { title } }';
    await gives(query, { book: { title: 'One' } }, { id: 1 });
    await gives(query, { book: { title: 'Two' } }, { id: '2' });
    assert.equal(ran.length, 2);
    assert.equal(ran[0], ran[1]);
  });
});

void describe('lists', () => {
  const titles = (query: string, expected: string[], variables: Record<string, unknown> = {}): Promise<void> =>
    gives(query, { books: expected.map((title) => ({ title })) }, variables);

  void it('are ordered and limited', () =>
    titles('{ books(orderBy: [{ pages: DESC }, { title: ASC }], limit: 3, offset: 1) { title } }', [
      'Four%',
      'Two',
      'One',
    ]));
  void it('are ordered by relations', async () => {
    const expected = await db.book.findMany({
      select: { title: true },
      orderBy: [{ writer: { name: 'desc' } }, { id: 'asc' }],
      limit: 2,
    });
    await gives('{ books(orderBy: [{ writer: { name: DESC } }, { id: ASC }], limit: 2) { title } }', {
      books: expected,
    });
  });
  void it('are ordered by counts', () =>
    gives('{ writers(orderBy: [{ booksByWriter: { count: DESC } }], limit: 1) { name } }', {
      writers: [{ name: 'ann' }],
    }));
  void it('are filtered by columns', () =>
    titles('{ books(where: { pages: { gt: 100, lt: 300 } }, orderBy: { id: ASC }) { title } }', ['Two', 'Four%']));
  void it('are filtered by texts', async () => {
    await titles('{ books(where: { title: { contains: "%" } }) { title } }', ['Four%']);
    await titles('{ books(where: { title: { endsWith: "_" } }) { title } }', ['Five_']);
    await titles(
      'query ($q: String) { books(where: { title: { startsWith: $q } }, orderBy: { id: ASC }) { title } }',
      ['Two', 'Three'],
      { q: 'T' },
    );
    await titles('{ books(where: { title: { ilike: "%O%" } }, orderBy: { id: ASC }) { title } }', [
      'One',
      'Two',
      'Four%',
    ]);
  });
  void it('are filtered by relations', async () => {
    await titles('{ books(where: { writer: { name: { eq: "Bob" } } }) { title } }', ['Three']);
    await titles('{ books(where: { editor: null }) { title } }', ['Two']);
    await gives('{ writers(where: { booksByWriter: { some: { pages: { gt: 200 } } } }) { name } }', {
      writers: [{ name: 'Bob' }],
    });
    await gives(
      '{ writers(where: { booksByWriter: { every: { pages: { lt: 150 } } } }, orderBy: { id: ASC }) { id } }',
      { writers: [{ id: '4' }] },
    );
    await titles('{ books(where: { genres: { none: {} } }, orderBy: { id: ASC }) { title } }', [
      'Two',
      'Four%',
      'Five_',
    ]);
  });
  void it('are filtered by what is combined', () =>
    titles(
      '{ books(where: { OR: [{ pages: { eq: 50 } }, { AND: [{ pages: { eq: 200 } }, { NOT: { title: { eq: "Two" } } }] }] }, orderBy: { id: ASC }) { title } }',
      ['Four%', 'Five_'],
    ));
  void it('are filtered by values of all kinds', async () => {
    await gives('{ writers(where: { big: { eq: 9007199254740993 } }) { id } }', { writers: [{ id: '1' }] });
    await gives(
      'query ($b: BigInt) { writers(where: { big: { lt: $b } }) { id } }',
      { writers: [{ id: '2' }] },
      { b: '-9007199254740992' },
    );
    await gives(`{ writers(where: { mood: { eq: ${isSqlite ? '"PG-13"' : 'PG_13'} } }) { id } }`, {
      writers: [{ id: '4' }],
    });
    await gives('{ writers(where: { id: { in: [1, 3] }, active: { eq: true } }, orderBy: { id: ASC }) { id } }', {
      writers: [{ id: '1' }, { id: '3' }],
    });
    await gives(
      'query ($ids: [ID!]) { writers(where: { id: { in: $ids } }, orderBy: { id: ASC }) { id } }',
      { writers: [{ id: '1' }, { id: '2' }] },
      { ids: ['2', '1', '1'] },
    );
    await gives('{ writers(where: { age: { isNull: true } }) { id } }', { writers: [{ id: '3' }] });
    await gives(
      'query ($age: AGE) { writers(where: { age: { eq: $age } }) { id } }'.replace('AGE', isSqlite ? 'BigInt' : 'Int'),
      { writers: [{ id: '3' }] },
      { age: null },
    );
    await gives('{ writers(where: { wage: { eq: 0.1 } }) { id } }', { writers: [{ id: '3' }] });
  });
  void it('are filtered by documents, with variables in them too', async () => {
    await gives('{ writers(where: { notes: { eq: { a: { b: [1, 2] }, n: null } } }) { id } }', {
      writers: [{ id: '1' }],
    });
    const query =
      'query ($one: JSON, $all: JSON) { part: writers(where: { notes: { eq: [$one] } }) { id } whole: writers(where: { notes: { eq: $all } }) { id } }';
    await gives(query, { part: [{ id: '3' }], whole: [{ id: '1' }] }, { one: 1, all: { a: { b: [1, 2] }, n: null } });
    await gives(query, { part: [], whole: [{ id: '4' }] }, { one: 2, all: 'text' });
  });
  void it('take whole filters and orders from variables', async () => {
    const query =
      'query ($where: BookFilter_, $order: [BookOrder!], $limit: Int) { books(where: $where, orderBy: $order, limit: $limit) { title } }';
    await titles(query, ['Three', 'Two'], {
      where: { pages: { gte: 200 } },
      order: [{ pages: 'DESC' }, { id: 'ASC' }],
      limit: 2,
    });
    await titles(query, ['Three'], {
      where: { pages: { gte: 300 } },
      order: [{ pages: 'DESC' }, { id: 'ASC' }],
      limit: 2,
    });
    await titles(query, ['Two'], { where: { AND: [{ writer: { name: { eq: 'ann' } } }, { pages: { eq: 200 } }] } });
  });
  void it('are never longer than the server allows', async () => {
    const few = executorWith({ rows: 2 });
    assert.equal(((await data('{ books(limit: 50) { id } }', {}, few))['books'] as unknown[]).length, 2);
  });
  void it('are searched', () => gives('{ searchBooks(query: "Fi") { title } }', { searchBooks: [{ title: 'Five_' }] }));
  void it('of views are lists', () =>
    gives('{ longBooks(orderBy: { id: ASC }) { title } }', {
      longBooks: [{ title: 'Two' }, { title: 'Three' }, { title: 'Four%' }],
    }));
});

void describe('relations', () => {
  void it('are one or many, with arguments of their own', () =>
    gives(
      '{ writer(id: 1) { books: booksByWriter(where: { pages: { gte: 100 } }, orderBy: { id: DESC }) { title editor { name } detail { isbn } genres(orderBy: { label: ASC }) { label } } } }',
      {
        writer: {
          books: [
            { title: 'Two', editor: null, detail: { isbn: null }, genres: [] },
            {
              title: 'One',
              editor: { name: 'Bob' },
              detail: { isbn: '111' },
              genres: [{ label: 'crime' }, { label: 'novel' }],
            },
          ],
        },
      },
    ));

  void it('have aliases, fragments, directives', () =>
    gives(
      `query ($no: Boolean!) { first: writer(id: 1) { ...names skipped: age @skip(if: true) } ... on Query { second: writer(id: 2) { ...names } } third: __typename }
       fragment names on Writer { n: name books: booksByWriter(limit: 1, orderBy: { id: ASC }) { ...title @include(if: $no) id } }
       fragment title on Book { title }`,
      { first: { n: 'ann', books: [{ id: '1' }] }, second: { n: 'Bob', books: [{ id: '3' }] }, third: 'Query' },
      { no: false },
    ));

  void it('merge the selections of one key', () =>
    gives('{ book(id: 1) { writer { name } writer { age id } } }', {
      book: { writer: { name: 'ann', age: isSqlite ? '40' : 40, id: '1' } },
    }));

  void it('of a table to itself go up and down', () =>
    gives('{ node(id: 2) { parent { id } nodes { id } } }', { node: { parent: { id: '1' }, nodes: [{ id: '3' }] } }));

  void it('five levels deep are one statement', async () => {
    await data(
      '{ writers { booksByWriter { editor { booksByWriter { writer { booksByEditor { genres { label } } } } } } } books { title } a: booksAggregate { count } }',
    );
    assert.equal(ran.length, 1);
  });

  void it('have keys of any length', async () => {
    const long = 'a'.repeat(80);
    await gives(
      `{ ${long}: writers(limit: 1, orderBy: { id: ASC }) { ${long}: name ${long}b: booksByWriter(limit: 1, orderBy: { id: ASC }) { ${long}: title } } }`,
      { [long]: [{ [long]: 'ann', [`${long}b`]: [{ [long]: 'One' }] }] },
    );
  });

  void it('may be wide', async () => {
    const fields = Array.from({ length: 120 }, (_, index) => `f${String(index)}: title`).join(' ');
    const { book } = await data(`{ book(id: 1) { ${fields} } }`);
    assert.equal(Object.keys(book as object).length, 120);
  });
});

void describe('aggregates', () => {
  void it('count, add up and compare', () =>
    gives(
      '{ booksAggregate(where: { pages: { gte: 100 } }) { count sum { pages } avg { pages } min { title pages } max { title } } }',
      {
        booksAggregate: {
          count: 4,
          sum: { pages: '800' },
          avg: { pages: isSqlite ? '200.0' : 200 },
          min: { title: 'Four%', pages: isSqlite ? '100' : 100 },
          max: { title: 'Two' },
        },
      },
    ));
  void it('of no rows are null', () =>
    gives('{ booksAggregate(where: { pages: { lt: 0 } }) { count sum { pages } max { title } } }', {
      booksAggregate: { count: 0, sum: { pages: null }, max: { title: null } },
    }));
  void it('of a relation hang on its row', () =>
    gives(
      '{ writers(orderBy: { id: ASC }, limit: 2) { booksAggregate: booksByWriterAggregate { count max { pages } } } }',
      {
        writers: [
          { booksAggregate: { count: 3, max: { pages: isSqlite ? '200' : 200 } } },
          { booksAggregate: { count: 1, max: { pages: isSqlite ? '300' : 300 } } },
        ],
      },
    ));
  void it('of groups', () =>
    gives(
      '{ booksGroupBy(by: [pages], orderBy: [{ count: DESC }, { by: { pages: ASC } }], limit: 2) { by { pages } count max { title } } }',
      {
        booksGroupBy: [
          { by: { pages: isSqlite ? '200' : 200 }, count: 2, max: { title: 'Two' } },
          { by: { pages: isSqlite ? '50' : 50 }, count: 1, max: { title: 'Five_' } },
        ],
      },
    ));
  void it('of groups say what is not grouped by', async () => {
    const { errors } = await ask('{ booksGroupBy(by: [pages]) { by { title } count } }');
    assert.match(errors?.[0]?.message ?? '', /title is not grouped by/);
  });
});

void describe('errors', () => {
  void it('of one field leave the others', async () => {
    const { data: answer, errors } = await ask('{ good: book(id: 1) { title } bad: book(id: "x") { title } }');
    assert.deepEqual(answer, { good: { title: 'One' }, bad: null });
    assert.equal(errors?.length, 1);
    assert.deepEqual(errors?.[0]?.path, ['bad']);
  });
  void it('of variables say what is wrong', async () => {
    const { data: answer, errors } = await ask('query ($n: Int) { books(limit: $n) { id } }', { n: 'many' });
    assert.equal(answer, undefined);
    assert.match(errors?.[0]?.message ?? '', /\$n/);
  });
  void it('have the codes of REST', async () => {
    const { errors } = await ask('{ books(limit: -1) { id } }');
    assert.equal(errors?.[0]?.extensions?.['code'], 'PGRST103');
  });
});

void describe('arrays', { skip: !isPostgres }, () => {
  void it('are lists, with every digit', async () => {
    const input = { id: 500, name: 'many', aliases: ['a', 'b,"c"', null], numbers: ['9007199254740993', 2] };
    const { createWriter } = await data(
      'mutation ($input: CreateWriterInput!) { createWriter(input: $input) { aliases numbers } }',
      { input },
    );
    assert.deepEqual(createWriter, { aliases: input.aliases, numbers: ['9007199254740993', '2'] });
    const found = { writers: [{ id: '500' }] };
    await gives('{ writers(where: { numbers: { has: 9007199254740993 } }) { id } }', found);
    await gives(
      'query ($n: BigInt, $all: [String]) { writers(where: { numbers: { has: $n }, aliases: { eq: $all } }) { id } }',
      found,
      { n: '2', all: input.aliases },
    );
    await gives(
      'query ($some: [String!]) { writers(where: { aliases: { hasSome: $some, hasEvery: ["a"], isEmpty: false } }) { id } }',
      found,
      { some: ['x', 'a'] },
    );
    await data('mutation { deleteWriter(id: 500) { id } }');
  });
});

void describe('the schema', () => {
  void it('answers about itself', async () => {
    const { __type: type } = await data('query ($n: String!) { __type(name: $n) { name fields { name } } }', {
      n: 'Genre',
    });
    assert.equal((type as { name: string }).name, 'Genre');
    const { __type: other } = await data('query ($n: String!) { __type(name: $n) { name fields { name } } }', {
      n: 'Detail',
    });
    assert.equal((other as { name: string }).name, 'Detail');
  });
});
