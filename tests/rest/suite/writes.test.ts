// Writing with the client of PostgREST: new rows, upserts, changes, deletions, what they answer, and what is refused.

import assert from 'node:assert/strict';
import { after, beforeEach, test } from 'node:test';

import { ask, client, fill, server } from './server.js';

beforeEach(fill);
after(() => server.close());

async function labels(): Promise<unknown> {
  return ((await ask('GET', 'genres?select=label&order=id')).json as { label: string }[])
    .map(({ label }) => label)
    .join(' ');
}

void test('new rows, with and without what came of them', async () => {
  const silent = await client.from('genres').insert({ id: 3, label: 'new' });
  assert.deepEqual([silent.status, silent.data], [201, null]);
  const told = await client
    .from('books')
    .insert({ id: 9, title: 'with defaults', writer_id: 3 })
    .select('title,pages,writers!writer_id(name)')
    .single();
  assert.deepEqual(told.data, { title: 'with defaults', pages: 100, writers: { name: 'Zoë' } });
  const several = await client
    .from('genres')
    .insert([
      { id: 12, label: 'b' },
      { id: 11, label: 'a' },
    ])
    .select('id');
  assert.deepEqual(several.data, [{ id: 12 }, { id: 11 }]);
});

void test('a value that a row does not name is NULL, or the default if that is preferred', async () => {
  const rows = [
    { id: 10, title: 'x', writer_id: 1, pages: 7 },
    { id: 11, title: 'y', writer_id: 1 },
  ];
  assert.equal((await client.from('books').insert(rows)).status, 422);
  const { data } = await client.from('books').insert(rows, { defaultToNull: false }).select('id,pages');
  assert.deepEqual(data, [
    { id: 10, pages: 7 },
    { id: 11, pages: 100 },
  ]);
  const unequal = await ask('POST', 'books', rows);
  assert.deepEqual([unequal.status, (unequal.json as { code: string }).code], [400, 'PGRST102']);
});

void test('upserts change what is there, or leave it', async () => {
  const merged = await client
    .from('genres')
    .upsert([
      { id: 1, label: 'changed' },
      { id: 3, label: 'new' },
    ])
    .select('id,label');
  assert.deepEqual(
    [merged.status, merged.data],
    [
      201,
      [
        { id: 1, label: 'changed' },
        { id: 3, label: 'new' },
      ],
    ],
  );
  assert.equal((await client.from('genres').upsert({ id: 1, label: 'again' })).status, 200);
  assert.equal(
    (await client.from('genres').upsert({ id: 1, label: 'ignored' }, { ignoreDuplicates: true })).status,
    201,
  );
  assert.equal(await labels(), 'again fun new');
  const { data } = await client.from('genres').upsert({ id: 2, label: 'fun' }, { onConflict: 'label' }).select();
  assert.deepEqual(data, [{ id: 2, label: 'fun' }]);
});

void test('rows are changed by their conditions', async () => {
  const { data, count } = await client
    .from('books')
    .update({ pages: 5 }, { count: 'exact' })
    .eq('writer_id', 1)
    .select('id,genres(label)')
    .order('id');
  assert.deepEqual(data, [
    { id: 1, genres: [{ label: 'crime' }, { label: 'fun' }] },
    { id: 2, genres: [{ label: 'fun' }] },
  ]);
  assert.equal(count, 2);
  assert.deepEqual((await client.from('books').select('id').eq('pages', 5).order('id')).data, [{ id: 1 }, { id: 2 }]);
  assert.equal((await client.from('books').update({ pages: 5 }).eq('id', 99)).status, 204);
  assert.deepEqual((await client.from('genres').update({ id: 7 }).eq('id', 2).select()).status, 409);
});

void test('rows are deleted by their conditions', async () => {
  const { data } = await client.from('book_genres').delete().eq('genre_id', 2).select('book_id').order('book_id');
  assert.deepEqual(data, [{ book_id: 1 }, { book_id: 2 }]);
  assert.deepEqual((await client.from('book_genres').select()).data, [{ book_id: 1, genre_id: 1 }]);
});

void test('a range of the rows to change is refused, rather than left out', async () => {
  for (const range of ['limit=1', 'offset=1']) {
    for (const answer of [
      await ask('DELETE', `books?id=gt.0&${range}`),
      await ask('PATCH', `books?id=gt.0&${range}`, { pages: 1 }),
    ]) {
      assert.equal(answer.status, 400, range);
    }
  }
  assert.equal(((await ask('GET', 'books?select=id&pages=neq.1')).json as unknown[]).length, 3);
});

void test('words that the query language lacks are no part of it', async () => {
  for (const query of ['having=(id.gt.1)', 'cursor=abc'])
    assert.equal((await ask('GET', `books?${query}`)).status, 400, query);
});

void test('without a condition nothing is touched', async () => {
  for (const answer of [await ask('DELETE', 'books'), await ask('PATCH', 'books', { pages: 1 })]) {
    assert.deepEqual([answer.status, (answer.json as { code: string }).code], [400, '21000']);
  }
});

void test('a row is put where its key says', async () => {
  assert.equal((await ask('PUT', 'genres?id=eq.5', { id: 5, label: 'five' })).status, 201);
  assert.equal((await ask('PUT', 'genres/5', { label: 'cinq' })).status, 204);
  assert.equal(await labels(), 'crime fun cinq');
  assert.equal(((await ask('PUT', 'genres?id=eq.5', { id: 6, label: 'x' })).json as { code: string }).code, 'PGRST115');
  assert.equal((await ask('PUT', 'genres?label=eq.x', { id: 6, label: 'x' })).status, 405);
});

void test('one row by its path', async () => {
  const { headers } = await ask('GET', 'genres/1');
  const changed = await ask(
    'PATCH',
    'genres/1',
    { label: 'x' },
    { 'if-match': String(headers['etag']), prefer: 'return=representation' },
  );
  assert.deepEqual([changed.status, changed.json], [200, { id: 1, label: 'x' }]);
  assert.equal((await ask('PATCH', 'genres/1', { label: 'y' }, { 'if-match': String(headers['etag']) })).status, 412);
  assert.equal((await ask('DELETE', 'genres/99')).status, 404);
  assert.equal(await labels(), 'x fun');
});

void test('what is only tried leaves nothing', async () => {
  const tried = await ask(
    'POST',
    'genres',
    { id: 3, label: 'tried' },
    { accept: 'application/vnd.pgrst.object+json', prefer: 'tx=rollback, return=representation' },
  );
  assert.deepEqual(tried.json, { id: 3, label: 'tried' });
  assert.equal((await client.from('genres').delete().eq('id', 1).select('id').rollback()).status, 409);
  assert.equal((await client.from('book_genres').delete().eq('book_id', 1).select('book_id').rollback()).status, 200);
  assert.equal(await labels(), 'crime fun');
});

void test('a write that touches too much is undone', async () => {
  const { json } = await ask('PATCH', 'books?id=gt.0', { pages: 1 }, { prefer: 'handling=strict, max-affected=2' });
  assert.equal((json as { code: string }).code, 'PGRST124');
  const single = await client.from('books').update({ pages: 1 }).gt('id', 0).select().single();
  assert.equal(single.error?.code, 'PGRST116');
  const one = { accept: 'application/vnd.pgrst.object+json' };
  for (const answer of [
    await ask('PATCH', 'books?id=gt.0', { pages: 1 }, one),
    await ask('DELETE', 'book_genres?book_id=gt.0', undefined, one),
    await ask(
      'POST',
      'genres',
      [
        { id: 8, label: 'x' },
        { id: 9, label: 'y' },
      ],
      one,
    ),
  ]) {
    assert.deepEqual([answer.status, (answer.json as { code: string }).code], [406, 'PGRST116']);
  }
  assert.equal((await ask('PATCH', 'books?id=eq.1', { pages: 100 }, one)).status, 204);
  assert.equal(await labels(), 'crime fun');
  assert.equal(((await ask('GET', 'book_genres')).json as unknown[]).length, 3);
  assert.deepEqual((await client.from('books').select('id').eq('pages', 1)).data, []);
});

void test('other forms of rows', async () => {
  const csv = await ask('POST', 'genres', 'id,label\n3,"a ""quoted"", b"\n4,plain', {
    'content-type': 'text/csv',
    prefer: 'return=representation',
  });
  assert.deepEqual(csv.json, [
    { id: 3, label: 'a "quoted", b' },
    { id: 4, label: 'plain' },
  ]);
  const form = await ask('POST', 'genres', 'id=5&label=of+a+form', {
    'content-type': 'application/x-www-form-urlencoded',
  });
  assert.equal(form.status, 201);
  const headers = await ask('POST', 'genres', { id: 6, label: 'six' }, { prefer: 'return=headers-only' });
  assert.equal(headers.headers['location'], '/api/genres?id=eq.6');
});

void test('digits of numbers stay', async () => {
  const { text } = await ask('POST', 'writers', '{"id": 4, "name": "d", "wage": 1234567890.10}', {
    prefer: 'return=representation',
  });
  assert.match(text, /"wage": ?1234567890\.10?\b/);
});

const refused: readonly (readonly [string, unknown, number, string])[] = [
  ['genres', { id: 9, nolabel: 'x' }, 400, 'PGRST204'],
  ['genres', { id: 9 }, 422, '23502'],
  ['genres', { id: 9, label: null }, 422, '23502'],
  ['genres', { id: 'nine', label: 'x' }, 422, '22P02'],
  ['writers', { name: 'x', age: -1 }, 422, '23514'],
  ['genres', { id: 1, label: 'x' }, 409, '23505'],
  ['books', { id: 20, title: 'x', writer_id: 99 }, 409, '23503'],
  ['genres', '{"id":', 400, 'PGRST102'],
  ['genres', '7', 400, 'PGRST102'],
];

for (const [url, body, status, code] of refused) {
  void test(`refused: ${JSON.stringify(body)} for ${url}`, async () => {
    const answer = await ask('POST', url, body);
    assert.deepEqual([answer.status, (answer.json as { code?: string }).code], [status, code]);
  });
}

void test('everything that is wrong with a row is told at once', async () => {
  const { json } = await ask('POST', 'books', { title: null, pages: 'many' });
  const details = (json as { details: { field: string }[] }).details;
  assert.deepEqual(details.map(({ field }) => field).sort(), ['pages', 'title', 'writer_id']);
});
