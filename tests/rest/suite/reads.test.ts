// Reading with the client of PostgREST: filters, embedding, order, pages, forms, and what is refused.

import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';

import { ask, client, fill, server } from './server.js';

before(fill);
after(() => server.close());

/** The names of the writers that are found. */
async function names(filter: string): Promise<unknown> {
  const { json } = await ask('GET', `writers?select=name&order=id&${filter}`);
  return Array.isArray(json) ? json.map(({ name }: { name: string }) => name).join(' ') : json;
}

const found: readonly (readonly [string, string])[] = [
  ['name=eq.ann', 'ann'],
  ['name=neq.ann', 'Bob Zoë'],
  ['age=gt.20', 'ann'],
  ['age=gte.20', 'ann Bob'],
  ['age=lt.40', 'Bob'],
  ['age=lte.40', 'ann Bob'],
  ['age=is.null', 'Zoë'],
  ['age=not.is.null', 'ann Bob'],
  ['active=is.true', 'ann Zoë'],
  ['active=eq.false', 'Bob'],
  ['id=in.(1,3)', 'ann Zoë'],
  ['id=not.in.(1,3)', 'Bob'],
  ['name=in.("ann","Zo%C3%AB")', 'ann Zoë'],
  ['id=in.()', ''],
  ['id=in.(+)', ''],
  ['name=in.(")', ''],
  ['name=in.("ann,Bob)', 'Bob'],
  ['and=(+and+(+id.in.(1,2)+,+active.is.true+)+,+or+(+id.eq.1,id.eq.3)+)', 'ann'],
  ['name=like.*n*', 'ann'],
  ['name=like.A*', ''],
  ['name=ilike.A*', 'ann'],
  ['name=like(any).{a*,B*}', 'ann Bob'],
  ['id=eq(any).{1,2}', 'ann Bob'],
  ['id=gt(all).{1,2}', 'Zoë'],
  ['age=isdistinct.40', 'Bob Zoë'],
  ['or=(age.gt.30,name.eq.Bob)', 'ann Bob'],
  ['or=(age.gt.30,and(name.eq.Bob,active.is.true))', 'ann'],
  ['and=(age.gt.10,not.or(name.eq.Bob,name.eq."x,y"))', 'ann'],
  ['not.or=(name.eq.ann,name.eq.Bob)', 'Zoë'],
  ['notes-%3Ea-%3Eb-%3E%3E0=eq.1', 'ann'],
  ['notes-%3E%3En=is.null', 'ann Bob Zoë'],
  ['wage=eq.1234.50', 'ann'],
  ['joined=eq.2024-01-02T03:04:05', 'ann Bob Zoë'],
  ['name=eq.%27%3B%20drop%20table%20writers%3B%20--', ''],
];

for (const [filter, expected] of found) {
  void test(`writers where ${filter}`, async () => {
    assert.equal(await names(filter), expected);
  });
}

void test('a name of the client means no name of ours', async () => {
  const ours = ['r', 'j', 'v', 'w', 'o', 'c', 'n', 's', 't0', 't1', 'd0', 'body', 'page', 'row', 'key', 'value', 'of'];
  const renamed = ours.map((name) => `${name}:id`).join(',');
  const expected = Object.fromEntries(ours.map((name) => [name, 1]));
  assert.deepEqual((await ask('GET', `writers?select=${renamed}&id=eq.1`)).json, [expected]);
  assert.deepEqual(
    (await ask('GET', `books?select=r:id,w:writers!writer_id(${renamed}),o:writers!editor_id(r:id)&id=eq.1`)).json,
    [{ r: 1, w: expected, o: { r: 2 } }],
  );
  assert.deepEqual((await ask('GET', `writers?select=r:books!writer_id(${renamed})&r.id=eq.1&id=eq.1`)).json, [
    { r: [expected] },
  ]);
  assert.equal(
    (await ask('GET', 'genres?select=r:id&order=id&limit=2', undefined, { accept: 'text/csv' })).text,
    'r\n1\n2',
  );
  assert.equal(
    (await ask('GET', 'genres?select=%22a,b%22:id&order=id&limit=1', undefined, { accept: 'text/csv' })).text,
    '"a,b"\n1',
  );
  const lines = await ask('GET', 'genres?select=r:id&order=id&limit=2', undefined, { accept: 'application/x-ndjson' });
  assert.deepEqual(
    lines.text
      .trim()
      .split('\n')
      .map((line): unknown => JSON.parse(line)),
    [{ r: 1 }, { r: 2 }],
  );
  const changed = await ask(
    'PATCH',
    `writers?select=${renamed}&id=eq.1`,
    { name: 'ann' },
    { prefer: 'return=representation' },
  );
  assert.deepEqual(changed.json, [expected]);
});

void test('the client finds rows by its filters', async () => {
  const { data } = await client
    .from('writers')
    .select('id')
    .or('name.eq.ann,age.eq.20')
    .order('id', { ascending: false });
  assert.deepEqual(data, [{ id: 2 }, { id: 1 }]);
  assert.deepEqual((await client.from('writers').select('id').match({ name: 'ann', active: true })).data, [{ id: 1 }]);
  assert.deepEqual((await client.from('books').select('id').eq('title', '100% odd, "title"')).data, [{ id: 3 }]);
  assert.deepEqual(
    (await client.from('books').select('id').in('title', ['first', 'second', 'a, b']).order('id')).data,
    [{ id: 1 }, { id: 2 }],
  );
  assert.deepEqual(
    (await client.from('writers').select('id').not('age', 'is', null).filter('active', 'is', true)).data,
    [{ id: 1 }],
  );
});

void test('values come as what they are', async () => {
  const { data } = await client.from('writers').select('id,name,age,active,notes,wage,joined').eq('id', 1);
  assert.deepEqual(data, [
    {
      id: 1,
      name: 'ann',
      age: 40,
      active: true,
      notes: { a: { b: [1, 2] }, n: null },
      wage: 1234.5,
      joined: '2024-01-02T03:04:05',
    },
  ]);
});

void test('columns are renamed, cast and looked into', async () => {
  const { data } = await client
    .from('writers')
    .select('who:name,age::text,b:notes->a->b->1,n:notes->a->>c')
    .eq('id', 1);
  assert.deepEqual(data, [{ who: 'ann', age: '40', b: 2, n: null }]);
});

void test('relations are embedded', async () => {
  const { data } = await client
    .from('books')
    .select('title,writers!books_writer_id_fkey(name),editor:writers!editor_id(name),details(isbn),genres(label)')
    .order('id')
    .order('id', { referencedTable: 'genres', ascending: false })
    .limit(2);
  assert.deepEqual(data, [
    {
      title: 'first',
      writers: { name: 'ann' },
      editor: { name: 'Bob' },
      details: { isbn: 'x-1' },
      genres: [{ label: 'fun' }, { label: 'crime' }],
    },
    { title: 'second', writers: { name: 'ann' }, editor: null, details: null, genres: [{ label: 'fun' }] },
  ]);
});

void test('embedded rows are filtered, limited and required', async () => {
  const many = await client.from('writers').select('name,books!writer_id(title)').gt('books.pages', 100).order('id');
  assert.deepEqual(many.data, [
    { name: 'ann', books: [{ title: 'second' }] },
    { name: 'Bob', books: [{ title: '100% odd, "title"' }] },
    { name: 'Zoë', books: [] },
  ]);
  const inner = await client.from('writers').select('name,books!writer_id!inner(title)').eq('books.title', 'second');
  assert.deepEqual(inner.data, [{ name: 'ann', books: [{ title: 'second' }] }]);
  const last = await client
    .from('writers')
    .select('books!writer_id(id)')
    .eq('id', 1)
    .order('id', { referencedTable: 'books', ascending: false })
    .limit(1, { referencedTable: 'books' });
  assert.deepEqual(last.data, [{ books: [{ id: 2 }] }]);
  assert.deepEqual((await ask('GET', 'writers?select=name,books!writer_id()&books=is.null')).json, [{ name: 'Zoë' }]);
  assert.deepEqual((await ask('GET', 'books?select=id,writers!writer_id(name)&order=writers(id).desc,id')).json, [
    { id: 3, writers: { name: 'Bob' } },
    { id: 1, writers: { name: 'ann' } },
    { id: 2, writers: { name: 'ann' } },
  ]);
});

void test('a table that refers to itself is embedded both ways', async () => {
  assert.deepEqual((await client.from('nodes').select('id,nodes(id),parent_id(id)').order('id')).data, [
    { id: 1, nodes: [{ id: 2 }], parent_id: null },
    { id: 2, nodes: [], parent_id: { id: 1 } },
  ]);
  assert.deepEqual((await client.from('nodes').select('id,nodes!parent_id(id)').eq('id', 1)).data, [
    { id: 1, nodes: [{ id: 2 }] },
  ]);
});

void test('columns of related rows are spread', async () => {
  assert.deepEqual((await client.from('books').select('id,...writers!writer_id(who:name)').eq('id', 3)).data, [
    { id: 3, who: 'Bob' },
  ]);
  assert.deepEqual((await client.from('writers').select('name,...books!writer_id(titles:title)').eq('id', 1)).data, [
    { name: 'ann', titles: ['first', 'second'] },
  ]);
});

void test('values are added up', async () => {
  assert.deepEqual((await client.from('books').select('pages.sum(),pages.max(),count()')).data, [
    { sum: 600, max: 300, count: 3 },
  ]);
  assert.deepEqual((await client.from('books').select('writer_id,total:pages.sum()').order('writer_id')).data, [
    { writer_id: 1, total: 300 },
    { writer_id: 2, total: 300 },
  ]);
  assert.deepEqual((await client.from('writers').select('name,books!writer_id(count())').order('id')).data, [
    { name: 'ann', books: [{ count: 2 }] },
    { name: 'Bob', books: [{ count: 1 }] },
    { name: 'Zoë', books: [{ count: 0 }] },
  ]);
});

void test('rows are counted without parentheses, where no column is called that', async () => {
  assert.deepEqual((await client.from('writers').select('name,books!writer_id(count)').eq('id', 1)).data, [
    { name: 'ann', books: [{ count: 2 }] },
  ]);
  assert.deepEqual((await client.from('books').select('writer_id,n:count').order('writer_id')).data, [
    { writer_id: 1, n: 2 },
    { writer_id: 2, n: 1 },
  ]);
});

void test('what is spread makes groups, and is added up', async () => {
  const groups = async (query: string): Promise<unknown> => (await ask('GET', query)).json;
  await client.from('books').update({ editor_id: 3 }).eq('id', 2);
  assert.deepEqual(await groups('books?select=...editor:writers!editor_id(active),pages.sum()&order=sum'), [
    { active: false, sum: 100 },
    { active: true, sum: 500 },
  ]);
  assert.deepEqual(
    await groups('books?select=...editor:writers!editor_id(active),n:count()&order=editor(active).desc'),
    [
      { active: true, n: 2 },
      { active: false, n: 1 },
    ],
  );
  assert.deepEqual(await groups('books?select=writer_id,...editor:writers!editor_id(age.max())&order=writer_id'), [
    { writer_id: 1, max: 20 },
    { writer_id: 2, max: 40 },
  ]);
  assert.deepEqual(
    await groups('books?select=...editor:writers!editor_id(active,oldest:age.max())&having=(oldest.gt.20)'),
    [{ active: true, oldest: 40 }],
  );
  assert.deepEqual(await groups('books?select=all:count(),...details(described:count())'), [{ all: 3, described: 1 }]);
  assert.deepEqual(await groups('books?select=n:count(),...writers!writer_id(name)&name=eq.x'), {
    ...((await groups('books?name=eq.x')) as object),
  });
  assert.deepEqual(await groups('books?select=n:count(),...writers!writer_id(name)&writers.name=eq.Bob&order=n'), [
    { n: 1, name: 'Bob' },
    { n: 2, name: null },
  ]);
  assert.deepEqual(await groups('details?select=books(n:count(),...writers!writer_id(name))'), [
    { books: { n: 1, name: 'ann' } },
  ]);
  assert.deepEqual(await groups('books?select=n:count(),details()'), [{ n: 3 }]);
  assert.deepEqual(await groups('writers?select=id,...books!writer_id(written:count(),pages.sum())&order=id'), [
    { id: 1, written: 2, sum: 300 },
    { id: 2, written: 1, sum: 300 },
    { id: 3, written: 0, sum: null },
  ]);
  assert.deepEqual(await groups('books?select=title,...genres(count())&order=count.desc&limit=1'), [
    { title: 'first', count: 2 },
  ]);
  assert.deepEqual(await groups('books?select=...genres(n:count())'), [{ n: 3 }]);
  assert.deepEqual(
    await groups('books?select=n:count(),...editor:writers!editor_id(on:active)&order=editor(on).desc'),
    [
      { n: 2, on: true },
      { n: 1, on: false },
    ],
  );
  const counted = await ask('GET', 'books?select=...editor:writers!editor_id(active),count()', undefined, {
    prefer: 'count=exact',
  });
  assert.equal(counted.headers['content-range'], '0-1/2');
  await client.from('books').update({ editor_id: null }).eq('id', 2);
});

void test('groups are filtered and ordered by what they add up to', async () => {
  const groups = async (query: string): Promise<unknown> => (await ask('GET', query)).json;
  assert.deepEqual(await groups('books?select=writer_id,total:pages.sum(),count()&having=(count.gt.1)'), [
    { writer_id: 1, total: 300, count: 2 },
  ]);
  assert.deepEqual(await groups('books?select=writer_id,pages.max()&having=(max.gte.200,max.lt.300)'), [
    { writer_id: 1, max: 200 },
  ]);
  assert.deepEqual(await groups('books?select=writer_id,pages.avg()&having=(avg.in.(150,151))'), [
    { writer_id: 1, avg: 150 },
  ]);
  assert.deepEqual(await groups('books?select=writer_id,a:pages.min(),b:pages.sum()&having=(or(a.eq.300,b.lt.0))'), [
    { writer_id: 2, a: 300, b: 300 },
  ]);
  assert.deepEqual(await groups('books?select=writer_id,n:count(),title.min()&having=(not.and(n.gt.1,min.eq.first))'), [
    { writer_id: 2, n: 1, min: '100% odd, "title"' },
  ]);
  assert.deepEqual(await groups('books?select=writer_id,n:count()&having=(n.gt.1)&having=(n.lt.2)'), []);
  assert.deepEqual(await groups('writers?select=active,n:count(),age.sum()&having=(sum.is.null)'), []);
  assert.deepEqual(await groups('books?select=pages.sum()&having=(sum.gt.600)'), []);
  assert.deepEqual(await groups('books?select=pages.sum()&having=(sum.eq.600)'), [{ sum: 600 }]);
  assert.deepEqual(await groups('books?select=writer_id,n:count()&order=n.desc,writer_id'), [
    { writer_id: 1, n: 2 },
    { writer_id: 2, n: 1 },
  ]);
  assert.deepEqual(await groups('writers?select=name,books!writer_id(count())&books.having=(count.gt.1)&order=id'), [
    { name: 'ann', books: [{ count: 2 }] },
    { name: 'Bob', books: [] },
    { name: 'Zoë', books: [] },
  ]);
  const counted = await ask('GET', 'books?select=writer_id,n:count()&having=(n.gt.1)', undefined, {
    prefer: 'count=exact',
  });
  assert.equal(counted.headers['content-range'], '0-0/1');
});

void test('rows that are alike are one', async () => {
  assert.deepEqual((await ask('GET', 'books?select=writer_id&distinct=true&order=writer_id')).json, [
    { writer_id: 1 },
    { writer_id: 2 },
  ]);
  assert.deepEqual(
    (await ask('GET', 'books?select=writer_id,...writers!writer_id(name)&distinct=true&order=writer_id.desc')).json,
    [
      { writer_id: 2, name: 'Bob' },
      { writer_id: 1, name: 'ann' },
    ],
  );
  assert.equal(
    (await ask('GET', 'books?select=writer_id&distinct=true', undefined, { prefer: 'count=exact' })).headers[
      'content-range'
    ],
    '0-1/2',
  );
  assert.equal(((await ask('GET', 'books?select=writer_id&distinct=false')).json as unknown[]).length, 3);
});

void test('pages and counts', async () => {
  const page = await client.from('writers').select('id', { count: 'exact' }).order('id').range(1, 1);
  assert.deepEqual([page.data, page.count, page.status], [[{ id: 2 }], 3, 206]);
  const head = await client.from('writers').select('*', { count: 'exact', head: true });
  assert.deepEqual([head.data, head.count, head.status], [null, 3, 200]);
  for (const count of ['planned', 'estimated'] as const)
    assert.equal(typeof (await client.from('writers').select('id', { count })).count, 'number');
  const { status, headers } = await ask('GET', 'writers?offset=9', undefined, { prefer: 'count=exact' });
  assert.deepEqual([status, headers['content-range']], [416, '*/3']);
  assert.equal(
    (await ask('GET', 'writers', undefined, { range: '0-1', 'range-unit': 'items' })).headers['content-range'],
    '0-1/*',
  );
});

void test('nulls are ordered as PostgreSQL does, or as is said', async () => {
  const order = async (by: string): Promise<unknown> =>
    ((await ask('GET', `writers?select=id&order=${by}`)).json as { id: number }[]).map(({ id }) => id);
  assert.deepEqual(await order('age'), [2, 1, 3]);
  assert.deepEqual(await order('age.desc'), [3, 1, 2]);
  assert.deepEqual(await order('age.asc.nullsfirst'), [3, 2, 1]);
  assert.deepEqual(await order('age.desc.nullslast'), [1, 2, 3]);
});

void test('one row, or an error', async () => {
  assert.deepEqual((await client.from('writers').select('name').eq('id', 1).single()).data, { name: 'ann' });
  const none = await client.from('writers').select('name').eq('id', 9).single();
  assert.deepEqual(
    [none.error?.code, none.error?.details, none.status],
    ['PGRST116', 'The result contains 0 rows', 406],
  );
  assert.equal((await client.from('writers').select('name').eq('id', 9).maybeSingle()).data, null);
});

void test('other forms of an answer', async () => {
  const csv = await client.from('genres').select('id,label').order('id').csv();
  assert.equal(csv.data, 'id,label\n1,crime\n2,fun');
  const stripped = await ask('GET', 'writers?select=id,age&id=eq.3', undefined, {
    accept: 'application/vnd.pgrst.array+json;nulls=stripped',
  });
  assert.deepEqual(stripped.json, [{ id: 3 }]);
  assert.equal((await ask('GET', 'writers', undefined, { accept: 'text/xml' })).status, 406);
});

void test('by the path: a row, its relations, a search', async () => {
  const one = await ask('GET', 'genres/2');
  assert.deepEqual([one.status, one.json], [200, { id: 2, label: 'fun' }]);
  assert.equal((await ask('GET', 'genres/2', undefined, { 'if-none-match': String(one.headers['etag']) })).status, 304);
  assert.equal((await ask('GET', 'genres/9')).status, 404);
  assert.deepEqual((await ask('GET', 'book_genres/1,2')).json, { book_id: 1, genre_id: 2 });
  assert.deepEqual((await ask('GET', 'books/1/genres?select=label&order=id')).json, [
    { label: 'crime' },
    { label: 'fun' },
  ]);
  assert.deepEqual((await ask('GET', 'genres/search?q=UN&select=id')).json, [{ id: 2 }]);
});

void test('a view is read', async () => {
  assert.deepEqual((await client.from('long_books').select('id').order('id')).data, [{ id: 2 }, { id: 3 }]);
  assert.equal((await client.from('long_books').delete().eq('id', 2)).status, 405);
});

void test('the API tells what it is', async () => {
  const { status, json } = await ask('GET', '', undefined, { accept: 'application/openapi+json' });
  assert.equal(status, 200);
  assert.ok('/books' in (json as { paths: object }).paths);
});

const refused: readonly (readonly [string, number, string])[] = [
  ['nothing', 404, 'PGRST205'],
  ['writers?select=nme', 400, '42703'],
  ['writers?nme=eq.1', 400, '42703'],
  ['writers?order=nme', 400, '42703'],
  ['writers?select=genres(*)', 400, 'PGRST200'],
  ['books?select=writers(*)', 300, 'PGRST201'],
  ['writers?books.id=eq.1', 400, 'PGRST108'],
  ['writers?age=maybe.1', 400, 'PGRST100'],
  ['writers?age=eq.old', 400, '22P02'],
  ['writers?select=name,', 400, 'PGRST100'],
  ['writers?limit=-1', 400, 'PGRST100'],
  ['writers?and=(age.eq.1', 400, 'PGRST100'],
  ['writers?select=books!writer_id(*)&order=books(id)', 400, 'PGRST118'],
  ['books?select=id&having=(count.gt.1)', 400, 'PGRST100'],
  ['books?select=writer_id,count()&having=(writer_id.eq.1)', 400, 'PGRST100'],
  ['books?select=writer_id,count()&having=count', 400, 'PGRST100'],
  ['books?select=writer_id,count()&having=(count.gt.many)', 400, '22P02'],
  ['books?select=writer_id,count()&order=title', 400, '42803'],
  ['books?having=eq.1', 400, '42703'],
  ['books?distinct=yes', 400, 'PGRST100'],
  ['books?select=id,genres(id)&distinct=true', 400, 'PGRST100'],
  ['books?select=writers!writer_id(id),writers!editor_id(id)', 400, '42712'],
  ['books?select=...genres(label,count())', 400, 'PGRST127'],
  ['books?select=...genres(count())&genres.limit=1', 400, 'PGRST127'],
  ['books?select=all:count(),...genres(count())', 400, 'PGRST127'],
  ['details?select=...books(pages.sum(),...genres(count()))', 400, 'PGRST127'],
  ['details?select=all:count(),...books(title,...genres(count()))', 400, 'PGRST127'],
];

for (const [url, status, code] of refused) {
  void test(`refused: ${url}`, async () => {
    const answer = await ask('GET', url);
    assert.deepEqual([answer.status, (answer.json as { code?: string }).code], [status, code]);
  });
}

void test('an error says what there is', async () => {
  const { error } = await client.from('writers').select('nam');
  assert.equal(error?.message, 'column writers.nam does not exist');
  assert.match(String(error.hint), /writers\.name/);
  const { json } = await ask('GET', 'writer');
  assert.match(String((json as { hint: string }).hint), /writers/);
});

void test('names of any kind are only names', async () => {
  const table = encodeURIComponent(`odd "table" \`name\` '; --`);
  const made = await ask(
    'POST',
    table,
    { id: 1, constructor: "'); drop", 'a,b': '${x}', 'x.y': '</script>' },
    { prefer: 'return=representation' },
  );
  assert.deepEqual(made.json, [{ id: 1, constructor: "'); drop", 'a,b': '${x}', 'x.y': '</script>' }]);
  assert.deepEqual((await ask('GET', `${table}?select=constructor,z:"a,b"&"x.y"=eq.</script>`)).json, [
    { constructor: "'); drop", z: '${x}' },
  ]);
  assert.equal((await ask('DELETE', `${table}?id=eq.1`)).status, 204);
});

void test('a long name stays whole, or is refused', async () => {
  const long = 'x'.repeat(80);
  const { status, json } = await ask('GET', `writers?select=${long}:name&id=eq.1`);
  if (status === 200) assert.deepEqual(json, [{ [long]: 'ann' }]);
  else assert.equal((json as { code: string }).code, 'PGRST100');
});

void test('a number that no column can hold finds nothing, or is refused', async () => {
  for (const path of [
    'writers?id=eq.99999999999999999999',
    'writers?id=in.(1,-99999999999999999999)',
    'writers?id=lt.99999999999999999999&select=id',
    'writers/99999999999999999999',
  ]) {
    const { status, text } = await ask('GET', path);
    assert.ok(status < 500, `${path} ${text}`);
  }
});
