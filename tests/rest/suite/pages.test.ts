// Lists in pages by a cursor: every row once, in the order that the list has without one, whatever the types, ties and
// NULLs.

import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';

import { type Answer, ask, fill, server } from './server.js';

const columns = ['size', 'real32', 'real64', 'exact', 'big', 'raw', 'moment', 'day', 'flag', 'word'] as const;
const values: Readonly<Record<(typeof columns)[number], readonly unknown[]>> = {
  size: ['small', 'large', 'huge', null],
  real32: [0.1, -0.5, 1e20, null, 3.4028234e38],
  real64: [0.1, 1 / 3, -1e300, null],
  exact: ['12345678901234567890.1234567891', '12345678901234567890.1234567890', '-0.0000000001', null],
  big: ['9007199254740993', '9007199254740992', '-9223372036854775808', null],
  raw: ['\\x00ff', '\\x00', '\\xff27', null],
  moment: ['2024-01-02T03:04:05.123456', '2024-01-02T03:04:05.123457', '1999-12-31T23:59:59', null],
  day: ['2024-02-29', '2024-03-01', null],
  flag: [true, false, null],
  word: ['', 'a', 'A', "b'; --", 'ä', '日本'],
};

before(async () => {
  await fill();
  await ask('DELETE', 'samples?id=gt.-9');
  const rows = Array.from({ length: 60 }, (_, id) => ({
    id: id + 1,
    ...Object.fromEntries(columns.map((name) => [name, values[name][id % values[name].length]])),
  }));
  const made = await ask('POST', 'samples', rows);
  assert.equal(made.status, 201, made.text);
});
after(() => server.close());

interface Row {
  readonly id: number;
}

function idsOf({ status, json, text }: Answer): number[] {
  assert.equal(status, 200, text);
  return (json as Row[]).map(({ id }) => id);
}

/** All pages one after the other, as a client goes by Link. */
async function pages(query: string, limit: number): Promise<number[]> {
  const found: number[] = [];
  for (let url: string | undefined = `${query}&limit=${String(limit)}&after=`; url !== undefined;) {
    const answer: Answer = await ask('GET', url);
    const ids = idsOf(answer);
    assert.ok(ids.length <= limit && found.length < 1000, `${url} does not end`);
    found.push(...ids);
    const { link, 'next-cursor': cursor } = answer.headers;
    assert.equal(link === undefined, cursor === undefined);
    url = typeof link === 'string' ? /^<\/api\/(.*)>; rel="next"$/.exec(link)?.[1] : undefined;
  }
  return found;
}

for (const column of columns) {
  for (const order of [column, `${column}.desc`, `${column}.nullsfirst`, `${column}.desc.nullslast`]) {
    void test(`pages in the order of ${order}`, async () => {
      const tie = order.includes('desc') ? 'id.desc' : 'id.asc';
      const whole = idsOf(await ask('GET', `samples?select=id&order=${order},${tie}`));
      assert.equal(whole.length, 60);
      assert.deepEqual(await pages(`samples?select=id&order=${order}`, 7), whole);
    });
  }
}

const orders = [
  'size,big.desc,word',
  'flag.desc.nullslast,day.nullsfirst',
  'word.desc,flag',
  'big.nullsfirst,id.desc',
  'id',
  'id.desc,word',
  'day,day.desc',
];

for (const order of orders) {
  void test(`pages in the order of ${order}`, async () => {
    const last = order.split(',').at(-1) ?? '';
    const whole = idsOf(
      await ask(
        'GET',
        `samples?select=id&order=${order},id${last.includes('desc') && order !== 'day,day.desc' ? '.desc' : order === 'day,day.desc' ? '.desc' : ''}`,
      ),
    );
    for (const limit of [1, 13, 60, 100])
      assert.deepEqual(await pages(`samples?select=id&order=${order}`, limit), whole, `by ${String(limit)}`);
  });
}

void test('pages without an order go by the key', async () => {
  assert.deepEqual(
    await pages('samples?select=id', 25),
    Array.from({ length: 60 }, (_, index) => index + 1),
  );
  assert.deepEqual(
    await pages('samples?select=id&flag=is.null&or=(size.eq.small,word.eq.a)', 2),
    idsOf(await ask('GET', 'samples?select=id&flag=is.null&or=(size.eq.small,word.eq.a)&order=id')),
  );
  const joined = await ask('GET', 'book_genres?limit=2&after=');
  const rest = await ask('GET', `book_genres?limit=2&after=${String(joined.headers['next-cursor'])}`);
  assert.deepEqual(
    [joined.json, rest.json],
    [
      [
        { book_id: 1, genre_id: 1 },
        { book_id: 1, genre_id: 2 },
      ],
      [{ book_id: 2, genre_id: 2 }],
    ],
  );
});

void test('rows that come and go in between move no others', async () => {
  const first = await ask('GET', 'samples?select=id&order=id&limit=10&after=');
  await ask('DELETE', 'samples?id=in.(3,10)');
  await ask('POST', 'samples', { id: -1, word: 'new' });
  const second = await ask('GET', `samples?select=id&order=id&limit=3&after=${String(first.headers['next-cursor'])}`);
  assert.deepEqual(idsOf(second), [11, 12, 13]);
});

void test('a page has its count, its embedded rows, and its other forms', async () => {
  const page = await ask(
    'GET',
    'writers?select=id,books!writer_id(id)&books.order=id&order=id&limit=1&after=',
    undefined,
    { prefer: 'count=exact' },
  );
  assert.deepEqual([page.json, page.headers['content-range']], [[{ id: 1, books: [{ id: 1 }, { id: 2 }] }], '*/3']);
  const csv = await ask('GET', 'genres?select=id,label&order=label&limit=1&after=', undefined, { accept: 'text/csv' });
  assert.equal(csv.text, 'id,label\n1,crime');
  assert.equal(
    (
      await ask(
        'GET',
        `genres?select=id,label&order=label&limit=1&after=${String(csv.headers['next-cursor'])}`,
        undefined,
        { accept: 'text/csv' },
      )
    ).text,
    'id,label\n2,fun',
  );
  assert.deepEqual((await ask('GET', 'books/1/genres?select=id&order=label&limit=1&after=')).json, [{ id: 1 }]);
  assert.deepEqual((await ask('GET', 'genres/search?q=u&select=id&after=')).json, [{ id: 2 }]);
  assert.deepEqual((await ask('GET', 'genres?limit=0&after=')).json, []);
});

void test('a cursor that is none of this list is refused', async () => {
  const cursor = String((await ask('GET', 'samples?order=word&limit=1&after=')).headers['next-cursor']);
  const wrong = [
    `samples?order=word.desc&after=${cursor}`,
    `samples?order=big&after=${cursor}`,
    `writers?order=name&after=${cursor}`,
    'samples?after=x',
    'samples?after=W10',
    `samples?order=word&after=${Buffer.from('[1]').toString('base64url')}`,
    `samples?order=word&after=${cursor.slice(0, -6)}`,
    `samples?order=word&offset=1&after=${cursor}`,
    'samples?order=nothing&after=',
    'writers?order=notes->a&after=',
    'books?select=id,writers!writer_id(name)&order=writers(name)&after=',
    'books?select=pages.sum()&after=',
    'books?select=pages&distinct=true&after=',
    'samples/1?after=',
    'long_books?order=title&after=',
  ];
  for (const url of wrong) {
    const { status, json } = await ask('GET', url);
    assert.equal(status, 400, url);
    assert.ok(['PGRST100', '42703'].includes((json as { code: string }).code), url);
  }
  assert.equal((await ask('PATCH', 'samples?id=eq.1&after=', { word: 'x' })).status, 400);
  for (const word of ['after=', 'distinct=true', 'having=(count.gt.1)'])
    assert.equal((await ask('DELETE', `samples?id=eq.1&${word}`)).status, 400, word);
});

void test('columns that are called like words of the language are columns', async () => {
  await ask('DELETE', 'keywords?id=gt.0');
  await ask('POST', 'keywords', [
    { id: 1, after: 1, having: 2, distinct: 3, order: 4 },
    { id: 2, after: 5, having: 6, distinct: 7, order: 8 },
  ]);
  for (const filter of [
    'after=eq.5',
    'having=eq.6',
    'distinct=gt.3',
    '%22after%22=eq.5',
    '%22order%22=eq.8',
    'after=not.in.(1)',
    'or=(after.eq.5,having.eq.9)',
    'after=gt.1&after=&limit=1',
  ]) {
    assert.deepEqual(idsOf(await ask('GET', `keywords?${filter}`)), [2], filter);
  }
  assert.deepEqual(await pages('keywords?after=gt.0&order=after.desc', 1), [2, 1]);
  assert.equal((await ask('PATCH', 'keywords?after=eq.5', { order: 1 })).status, 204);
});
