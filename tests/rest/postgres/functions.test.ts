// What PostgreSQL alone has: functions that give rows, schemas, ranges, arrays and full-text search.

import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';

import { ask, client, fill, server } from './server.js';

before(fill);
after(() => server.close());

void test('functions are called', async () => {
  assert.deepEqual((await client.rpc('plus_one', { x: 4 })).data, 5);
  assert.deepEqual((await client.rpc('plus_one', { x: 4 }, { get: true })).data, 5);
  assert.deepEqual((await client.rpc('books_of', { writer: 'ann' }).select('title,writers!writer_id(name)').order('id').limit(1)).data, [{ title: 'first', writers: { name: 'ann' } }]);
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

void test('another schema is asked for by its name', async () => {
  assert.deepEqual((await client.schema('other').from('things').select()).data, [{ id: 1, name: 'thing' }]);
  assert.equal((await client.schema('none').from('things').select()).error?.code, 'PGRST106');
});

void test('ranges, arrays, documents and searches', async () => {
  await client.from('writers').update({ years: '[1900,1950)', words: "'fat' 'cat'", aliases: ['a', 'b'] }).eq('id', 1);
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
