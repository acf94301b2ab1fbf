// Rows within rows: what hangs on a row is written with it, or nothing is.

import assert from 'node:assert/strict';
import { after, beforeEach, test } from 'node:test';

import { type Answer, ask, fill, server } from './server.js';

beforeEach(fill);
after(() => server.close());

const returning = { prefer: 'return=representation' };

async function made(path: string, body: unknown): Promise<unknown> {
  const { status, json, text } = await ask('POST', path, body, returning);
  assert.equal(status, 201, text);
  return json;
}

async function read(path: string): Promise<unknown> {
  return (await ask('GET', path)).json;
}

void test('a row with its children', async () => {
  const books = [
    { title: 'a', pages: 5, details: { isbn: 'x-9' } },
    { title: 'b', pages: 6 },
    { title: 'c', pages: 7 },
    { title: 'd', genres: [{ label: 'new' }, { connect: { id: 1 } }] },
  ];
  const written = await made(
    'writers?select=name,books!writer_id(title,pages,details(isbn),genres(label))&books.order=title',
    { name: 'Eva', 'books!writer_id': books },
  );
  const [{ books: found }] = written as [{ name: string; books: { title: string; genres: { label: string }[] }[] }];
  assert.deepEqual(
    found.map((book) => ({ ...book, genres: book.genres.map(({ label }) => label).sort() })),
    [
      { title: 'a', pages: 5, details: { isbn: 'x-9' }, genres: [] },
      { title: 'b', pages: 6, details: null, genres: [] },
      { title: 'c', pages: 7, details: null, genres: [] },
      { title: 'd', pages: 100, details: null, genres: ['crime', 'new'] },
    ],
  );
});

void test('a row with those that it points to, new or there already', async () => {
  const shown = 'books?select=title,writers!books_writer_id_fkey(name),editor:writers!editor_id(name)';
  assert.deepEqual(
    await made(shown, {
      title: 'a',
      'writers!writer_id': { name: 'Eva' },
      'writers!editor_id': { connect: { name: 'ann' } },
    }),
    [{ title: 'a', writers: { name: 'Eva' }, editor: { name: 'ann' } }],
  );
  assert.deepEqual(await made(shown, { title: 'b', 'writers!writer_id': { connect: { id: 2 } } }), [
    { title: 'b', writers: { name: 'Bob' }, editor: null },
  ]);
  assert.deepEqual(
    await made(shown, [
      { title: 'c', 'writers!writer_id': { create: { name: 'Jo' } } },
      { title: 'd', 'writers!writer_id': { connect: { id: 1 } } },
    ]),
    [
      { title: 'c', writers: { name: 'Jo' }, editor: null },
      { title: 'd', writers: { name: 'ann' }, editor: null },
    ],
  );
});

void test('deep, and in one form or the other', async () => {
  await made('nodes', { nodes: [{ nodes: { create: [{}, { nodes: [] }] } }, { connect: { id: 2 } }] });
  const tree = (await read('nodes?select=nodes(id,nodes(id))&id=gt.2&parent_id=is.null')) as {
    nodes: { id: number; nodes: unknown[] }[];
  }[];
  assert.deepEqual(
    tree.map(({ nodes }) => nodes.map((node) => node.nodes.length).sort()),
    [[0, 2]],
  );
  await ask('PATCH', 'nodes?id=gt.0', { parent_id: null });
});

void test('a change with what hangs on the row', async () => {
  const changed = await ask(
    'PATCH',
    'books/1?select=title,pages,writers!writer_id(name,age),details(isbn),genres(label)&genres.order=label',
    {
      title: 'changed',
      'writers!writer_id': { update: { age: 41 } },
      details: { update: { isbn: 'x-2' } },
      genres: [{ label: 'added' }, { connect: { label: 'fun' } }, { update: { id: 1, label: 'thriller' } }],
    },
    returning,
  );
  const one = {
    title: 'changed',
    pages: 100,
    writers: { name: 'ann', age: 41 },
    details: { isbn: 'x-2' },
    genres: [{ label: 'added' }, { label: 'fun' }, { label: 'thriller' }],
  };
  assert.deepEqual([changed.status, changed.json], [200, one]);
  // Only what hangs on it; and a child that changes its parent.
  assert.equal(
    (
      await ask('PATCH', 'writers?name=eq.Bob', {
        'books!writer_id': [{ connect: { id: 2 } }, { update: { id: 3, pages: 301 } }],
      })
    ).status,
    204,
  );
  assert.deepEqual(await read('books?select=id,pages&writer_id=eq.2&order=id'), [
    { id: 2, pages: 200 },
    { id: 3, pages: 301 },
  ]);
  assert.equal((await ask('PATCH', 'books/2', { 'writers!editor_id': { create: { name: 'Eva' } } })).status, 204);
  assert.deepEqual(await read('books?select=writers!editor_id(name)&id=eq.2'), [{ writers: { name: 'Eva' } }]);
  assert.equal((await ask('PATCH', 'writers/99', { 'books!writer_id': [{ title: 'x' }] })).status, 404);
  assert.equal((await ask('PATCH', 'writers?id=eq.99', { 'books!writer_id': [{ title: 'x' }] })).status, 204);
  const stale = await ask('PATCH', 'books/1', { genres: [{ label: 'late' }] }, { 'if-match': '"x"' });
  assert.equal(stale.status, 412);
});

interface Told {
  readonly code: string;
  readonly message: string;
  readonly details: { readonly row?: number; readonly field: string; readonly code: string }[];
}

function told({ json }: Answer): Told {
  return json as Told;
}

void test('all that is wrong is told at once, with its place', async () => {
  const body = {
    name: 'Eva',
    age: 'old',
    'books!writer_id': [{ title: 'fine' }, { pages: 'many', genres: [{}, { label: 'x' }] }],
    'books!editor_id': { create: [{ title: 1, pages: null, 'writers!writer_id': { active: 'maybe' } }] },
  };
  const answer = await ask('POST', 'writers', body);
  assert.equal(answer.status, 422);
  assert.deepEqual(
    told(answer)
      .details.map(({ field, code }) => `${field} ${code}`)
      .sort(),
    [
      'age type',
      'books!editor_id.create[0].pages required',
      'books!editor_id.create[0].writers!writer_id.active type',
      'books!editor_id.create[0].writers!writer_id.name required',
      'books!writer_id[1].genres[0].label required',
      'books!writer_id[1].pages type',
      'books!writer_id[1].title required',
    ],
  );
  const second = await ask('POST', 'writers', [
    { name: 'Eva', 'books!writer_id': [{ title: 'x' }] },
    { name: 'Jo', 'books!writer_id': [{}] },
  ]);
  assert.deepEqual([told(second).details[0]?.row, told(second).details[0]?.field], [1, 'books!writer_id[0].title']);
  assert.equal(((await read('writers?select=id')) as unknown[]).length, 3);
});

void test('what fails undoes all of it', async () => {
  const twice = await ask('POST', 'writers', {
    name: 'Eva',
    'books!writer_id': [{ title: 'x', genres: [{ label: 'fresh' }, { label: 'crime' }] }],
  });
  assert.deepEqual([twice.status, told(twice).code], [409, '23505']);
  assert.match(told(twice).message, /^books!writer_id\[0\]\.genres\[1\]: /);
  const missing = await ask('POST', 'books', { title: 'x', 'writers!writer_id': { connect: { name: 'nobody' } } });
  assert.deepEqual(
    [missing.status, told(missing).code, told(missing).message],
    [409, '23503', 'writers!writer_id.connect: there is no such row of writers'],
  );
  assert.deepEqual(
    [(await ask('POST', 'books', { title: 'x', 'writers!writer_id': { connect: { id: 99 } } })).status],
    [409],
  );
  assert.deepEqual(
    [
      (
        await ask('PATCH', 'writers/1', {
          age: 1,
          'books!writer_id': [{ title: 'x' }, { update: { id: 3, pages: 1 } }],
        })
      ).status,
    ],
    [409],
    'a child of another',
  );
  assert.deepEqual(await read('writers?select=name,age&order=id'), [
    { name: 'ann', age: 40 },
    { name: 'Bob', age: 20 },
    { name: 'Zoë', age: null },
  ]);
  assert.deepEqual(await read('genres?select=label&order=id'), [{ label: 'crime' }, { label: 'fun' }]);
  assert.equal(((await read('books?select=id')) as unknown[]).length, 3);
  const tried = await ask(
    'POST',
    'writers?select=books!writer_id(title)',
    { name: 'Eva', 'books!writer_id': [{ title: 'x' }] },
    { prefer: 'return=representation,tx=rollback' },
  );
  assert.deepEqual([tried.status, tried.json], [201, [{ books: [{ title: 'x' }] }]]);
  assert.equal(((await read('writers?select=id')) as unknown[]).length, 3);
});

const refused: readonly (readonly [string, 'POST' | 'PATCH', string, unknown, number, string])[] = [
  ['an ambiguous relation', 'POST', 'books', { title: 'x', writers: { name: 'y' } }, 300, 'PGRST201'],
  ['no relation', 'POST', 'books', { title: 'x', nothing: [] }, 400, 'PGRST204'],
  ['a value', 'POST', 'books', { title: 'x', genres: 7 }, 400, 'PGRST102'],
  ['null', 'POST', 'books', { title: 'x', genres: null }, 400, 'PGRST102'],
  ['several where there is one', 'POST', 'books', { title: 'x', writer_id: 1, details: [{}, {}] }, 400, 'PGRST102'],
  ['a list where there is one', 'POST', 'books', { title: 'x', writer_id: 1, details: [{}] }, 400, 'PGRST102'],
  [
    'a foreign key that is said twice',
    'POST',
    'books',
    { title: 'x', writer_id: 1, 'writers!writer_id': { name: 'y' } },
    400,
    'PGRST102',
  ],
  [
    'a change of what is not there',
    'POST',
    'books',
    { title: 'x', genres: [{ update: { id: 1, label: 'y' } }] },
    400,
    'PGRST102',
  ],
  ['a change without a key', 'PATCH', 'books/1', { genres: [{ update: { label: 'y' } }] }, 400, 'PGRST102'],
  ['a connection to nothing', 'PATCH', 'books/1', { genres: [{ connect: {} }] }, 400, 'PGRST102'],
  [
    'a connection by a column that is none',
    'PATCH',
    'books/1',
    { genres: [{ connect: { lable: 'x' } }] },
    400,
    'PGRST204',
  ],
  [
    'a connection to several',
    'PATCH',
    'books/1',
    { 'writers!editor_id': { connect: { active: true } } },
    400,
    'PGRST102',
  ],
  ['several rows', 'PATCH', 'books?id=gt.0', { genres: [{ label: 'x' }] }, 400, 'PGRST102'],
  ['all rows', 'PATCH', 'books', { genres: [{ label: 'x' }] }, 400, '21000'],
  [
    'an unknown column within',
    'POST',
    'books',
    { title: 'x', writer_id: 1, genres: [{ lable: 'x' }] },
    400,
    'PGRST204',
  ],
];

for (const [what, method, path, body, status, code] of refused) {
  void test(`refused: ${what}`, async () => {
    const answer = await ask(method, path, body);
    assert.deepEqual([answer.status, told(answer).code], [status, code], answer.text);
    assert.equal(((await read('genres?select=id')) as unknown[]).length, 2);
  });
}

void test('rows with others in them are not merged', async () => {
  const { status } = await ask(
    'POST',
    'genres',
    { id: 1, label: 'x', books: [] },
    { prefer: 'resolution=merge-duplicates' },
  );
  assert.equal(status, 400);
});

void test('numbers keep their digits on the way down', async () => {
  const [big] = (await made('writers?select=wage,books!writer_id(title)', {
    name: 'Eva',
    wage: '9999999999.99',
    'books!writer_id': [{ title: '"; --' }],
  })) as [unknown];
  assert.deepEqual(big, { wage: 9999999999.99, books: [{ title: '"; --' }] });
});
