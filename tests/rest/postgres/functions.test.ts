// What PostgreSQL alone has: functions that give rows, schemas, ranges, arrays and full-text search.

import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';

import { ask, client, fill, server } from './server.js';

before(fill);
after(() => server.close());

void test('functions are called', async () => {
  assert.deepEqual((await client.rpc('plus_one', { x: 4 })).data, 5);
  assert.deepEqual((await client.rpc('plus_one', { x: 4 }, { get: true })).data, 5);
  assert.deepEqual(
    (await client.rpc('books_of', { writer: 'ann' }).select('title,writers!writer_id(name)').order('id').limit(1)).data,
    [{ title: 'first', writers: { name: 'ann' } }],
  );
  assert.deepEqual((await client.rpc('pair')).data, [{ first: 1, second: 'two' }]);
  assert.deepEqual((await client.rpc('pair', { a: 7 }).select('first').eq('first', 7)).data, [{ first: 7 }]);
  const nothing = await client.rpc('forget', { writer: 'nobody' });
  assert.deepEqual([nothing.status, nothing.data], [204, null]);
  assert.deepEqual((await ask('POST', 'rpc/whole', { a: [1] })).json, { a: [1] });
});

void test('a call that fits no function, or two', async () => {
  assert.equal((await client.rpc('plus_two')).error?.code, 'PGRST202');
  assert.equal((await client.rpc('either', { a: 1 })).error?.code, 'PGRST203');
  assert.equal((await ask('GET', 'rpc/forget?writer=ann')).status, 405);
});

void test('a function of a row is a column', async () => {
  assert.deepEqual((await client.from('books').select('shout').eq('id', 1)).data, [{ shout: 'FIRST' }]);
});

void test('what a function of a row gives is embedded', async () => {
  assert.deepEqual(
    (
      await client
        .from('writers')
        .select('name,books_by(title)')
        .eq('id', 1)
        .order('id', { referencedTable: 'books_by' })
    ).data,
    [{ name: 'ann', books_by: [{ title: 'first' }, { title: 'second' }] }],
  );
  const first = await client.from('writers').select('name,first_book(title)').order('id');
  assert.deepEqual(first.data, [
    { name: 'ann', first_book: { title: 'first' } },
    { name: 'Bob', first_book: { title: '100% odd, "title"' } },
    { name: 'Zoë', first_book: null },
  ]);
  assert.deepEqual((await client.from('writers').select('n:count(),...first_book(pages.sum())')).data, [
    { n: 3, sum: 400 },
  ]);
  assert.deepEqual((await ask('POST', 'rpc/first_book', { writer: { id: 1 } })).json, [
    { id: 1, title: 'first', pages: 100, writer_id: 1, editor_id: 2 },
  ]);
});

void test('a function that gives one row may give none', async () => {
  const one = (id: number): ReturnType<typeof client.rpc> =>
    client.rpc('book', { wanted: id }).select('title,writers!writer_id(name)');
  assert.deepEqual((await one(1)).data, { title: 'first', writers: { name: 'ann' } });
  assert.deepEqual((await one(1).eq('id', 2)).data, null);
  assert.deepEqual([(await one(1).eq('id', 2)).status, (await one(1).eq('id', 2).single()).status], [200, 406]);
});

void test('of a call nothing is told if nothing is asked', async () => {
  const said = await ask('POST', 'rpc/plus_one', { x: 1 }, { prefer: 'return=minimal' });
  assert.deepEqual([said.status, said.text, said.headers['preference-applied']], [204, '', 'return=minimal']);
});

void test('a function without names of its parameters', async () => {
  assert.deepEqual((await client.rpc('unnamed')).error?.code, 'PGRST203');
  assert.deepEqual((await ask('POST', 'rpc/unnamed', 'text', { 'content-type': 'text/plain' })).json, 'text');
  assert.equal((await client.rpc('hidden', { '': 1 })).error?.code, 'PGRST202');
  const { error } = await client.rpc('books_of', { writer: 'ann', b: 1 });
  assert.equal(error?.message, 'Could not find the function public.books_of(b, writer) in the schema cache');
  assert.equal(error.hint, 'Perhaps you meant to call the function public.books_of(writer)');
});

void test('a relation leads to the table of the same schema, by a column to no view', async () => {
  assert.deepEqual((await client.schema('other').from('notes').select('things(name)')).data, [
    { things: { name: 'thing' } },
  ]);
  assert.deepEqual((await client.from('books').select('writer_id(name)').eq('id', 1)).data, [
    { writer_id: { name: 'ann' } },
  ]);
});

void test('whole numbers beyond those of JavaScript are kept', async () => {
  const { status, text } = await ask('POST', 'samples?select=big', '{"big": 9007199254740992}', {
    prefer: 'return=representation',
  });
  assert.deepEqual([status, text], [201, '[{"big":9007199254740992}]']);
  await ask('DELETE', 'samples?big=eq.9007199254740992');
});

void test('a function is called once, and undone where its answer does not fit', async () => {
  const made = async (): Promise<number> => ((await ask('GET', 'samples?word=eq.made')).json as unknown[]).length;
  const counted = await ask('POST', 'rpc/make?select=word,louder&limit=1', { n: 3 }, { prefer: 'count=exact' });
  assert.deepEqual(
    [counted.status, counted.headers['content-range'], counted.json],
    [206, '0-0/3', [{ word: 'made', louder: 'MADE' }]],
  );
  assert.equal(await made(), 3);
  assert.equal((await ask('POST', 'rpc/make', { n: 2 }, { accept: 'application/vnd.pgrst.object+json' })).status, 406);
  assert.equal((await ask('POST', 'rpc/make?offset=9', { n: 2 }, { prefer: 'count=exact' })).status, 416);
  assert.equal((await ask('POST', 'rpc/make', { n: 2 }, { prefer: 'handling=strict, max-affected=1' })).status, 400);
  assert.equal(await made(), 3);
  await ask('DELETE', 'samples?word=eq.made');
});

void test('arguments come in other forms', async () => {
  assert.deepEqual((await ask('GET', 'rpc/all_of?parts=a&parts=b')).json, ['a', 'b']);
  assert.deepEqual((await ask('GET', 'rpc/all_of?parts=a')).json, ['a']);
  assert.deepEqual((await ask('GET', 'rpc/plus_one?x=1&x=7')).json, 8);
  const form = { 'content-type': 'application/x-www-form-urlencoded' };
  assert.deepEqual((await ask('POST', 'rpc/all_of', 'parts=a&parts=b+c', form)).json, ['a', 'b c']);
  assert.deepEqual((await ask('POST', 'rpc/plus_one?columns=x', { x: 1, other: 2 })).json, 2);
});

void test('what functions give', async () => {
  assert.deepEqual((await ask('GET', 'rpc/next?n=1')).json, { following: 2 });
  const some = await ask('GET', 'rpc/numbers?limit=2&offset=1', undefined, { prefer: 'count=exact' });
  assert.deepEqual([some.status, some.headers['content-range'], some.json], [206, '1-2/3', [2, 3]]);
  for (const query of ['select=n', 'n=eq.1', 'order=n'])
    assert.equal((await ask('GET', `rpc/numbers?${query}`)).status, 400, query);
  assert.equal((await ask('GET', 'rpc/plus_one?x=1&limit=0')).status, 400);
  const raised = await ask('POST', 'rpc/refuse', {});
  assert.deepEqual(
    [raised.status, raised.json, raised.headers['x-why'], raised.headers['bad name']],
    [409, { code: 'mine', message: 'no', details: null, hint: 'ask' }, 'because', undefined],
  );
});

void test('columns of composite types are compared', async () => {
  const found = async (filter: string): Promise<unknown> =>
    ((await ask('GET', `places?select=id&order=id&${filter}`)).json as { id: number }[]).map(({ id }) => id);
  assert.deepEqual(await found('spot=eq.(1,2)'), [1]);
  assert.deepEqual(await found('spot=neq.(1,2)'), [2]);
  assert.deepEqual(await found('spot=in.("(1,2)","(3,4)")'), [1, 2]);
  assert.deepEqual(await found('spot=gt(any).{"(1,3)"}'), [2]);
  assert.deepEqual(await found('spot=isdistinct.(3,4)'), [1]);
  assert.deepEqual(await found('spot->>x=eq.3'), [2]);
});

void test('views lead to each other as their tables do', async () => {
  assert.deepEqual((await client.from('young').select('name,long_books(id)').order('id')).data, [
    { name: 'Bob', long_books: [{ id: 3 }] },
  ]);
  assert.deepEqual((await client.from('long_books').select('id,young(name)').eq('id', 3)).data, [
    { id: 3, young: { name: 'Bob' } },
  ]);
});

void test('a table may be called as we call things', async () => {
  assert.deepEqual(
    (await ask('POST', 'w?select=id,w(id)', { id: 2, above: 1 }, { prefer: 'return=representation,tx=rollback' })).json,
    [{ id: 2, w: [] }],
  );
  assert.deepEqual(
    (await ask('POST', 'w?select=id,above(id)', { id: 2, above: 1 }, { prefer: 'return=representation,tx=rollback' }))
      .json,
    [{ id: 2, above: { id: 1 } }],
  );
});

void test('the database tells how it finds rows', async () => {
  const json = await client
    .from('books')
    .select()
    .eq('id', 1)
    .explain({ format: 'json', analyze: true, settings: true, verbose: true, buffers: true });
  const [plan] = json.data as unknown as { Plan: object; 'Execution Time': number }[];
  assert.deepEqual([json.status, typeof plan?.Plan, typeof plan?.['Execution Time']], [200, 'object', 'number']);
  const text = 'application/vnd.pgrst.plan+text';
  for (const path of ['books', 'rpc/books_of?writer=ann'])
    assert.match((await ask('GET', path, undefined, { accept: text })).text, /\(cost=/);
  const accept = 'application/vnd.pgrst.plan+json';
  assert.equal(
    (await ask('GET', 'books/1', undefined, { accept })).headers['content-type'],
    `${accept}; for="application/json"; charset=utf-8`,
  );
  for (const wrong of [
    `${accept}; options=analyse`,
    `${accept}; options=verbose) select`,
    `${accept}; for="text/xml"`,
  ]) {
    assert.equal((await ask('GET', 'books', undefined, { accept: wrong })).status, 406, wrong);
  }
  for (const path of ['books?after=', 'books?after=&limit=1'])
    assert.equal((await ask('GET', path, undefined, { accept })).status, 406, path);
  assert.equal((await ask('DELETE', 'books?id=eq.1', undefined, { accept })).status, 406);
  assert.equal((await ask('POST', 'rpc/plus_one', { x: 1 }, { accept })).status, 406);
  // To analyze a statement is to run it, and GET changes nothing.
  for (const path of ['rpc/forget?writer=ann', 'rpc/make?n=1'])
    assert.equal((await ask('GET', path, undefined, { accept: `${accept}; options=analyze` })).status, 405, path);
});

void test('another schema is asked for by its name', async () => {
  assert.deepEqual((await client.schema('other').from('things').select()).data, [{ id: 1, name: 'thing' }]);
  assert.equal((await client.schema('none').from('things').select()).error?.code, 'PGRST106');
});

void test('ranges, arrays, documents and searches', async () => {
  await client
    .from('writers')
    .update({ years: '[1900,1950)', words: "'fat' 'cat'", aliases: ['a', 'b'] })
    .eq('id', 1);
  const one = async (query: PromiseLike<{ data: unknown }>): Promise<void> => {
    assert.deepEqual((await query).data, [{ id: 1 }]);
  };
  const writers = (): ReturnType<ReturnType<typeof client.from>['select']> => client.from('writers').select('id');
  await one(writers().rangeLt('years', '[1960,1970)'));
  await one(writers().rangeGt('years', '[1,2)'));
  await one(writers().rangeAdjacent('years', '[1950,1960)'));
  await one(writers().overlaps('years', '[1940,2000)'));
  await one(writers().contains('aliases', ['a']));
  await one(writers().containedBy('aliases', ['a', 'b', 'c']));
  await one(writers().overlaps('aliases', ['b', 'z']));
  await one(writers().contains('notes', { a: { b: [1] } }));
  await one(writers().textSearch('words', `'fat' & 'cat'`, { config: 'english' }));
  await one(writers().textSearch('words', 'cat', { type: 'plain' }));
  await one(writers().textSearch('name', 'ann', { type: 'websearch' }));
});
