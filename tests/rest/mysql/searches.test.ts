// What this database can't look for is told, rather than left to it.

import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';

import { ask, fill, server } from './server.js';

before(fill);
after(() => server.close());

async function refused(question: string): Promise<string> {
  const { status, json } = await ask('GET', question);
  assert.equal(status, 400, question);
  return (json as { code: string }).code;
}

void test('a pattern that is none', async () => {
  for (const pattern of ['[', '(', '*', '{1,}', '\\'])
    assert.equal(await refused(`books?title=match.${encodeURIComponent(pattern)}`), '2201B');
});

void test('words where no index is', async () => {
  for (const search of ['fts.a', 'plfts.a', 'phfts.a', 'wfts.a'])
    assert.equal(await refused(`writers?name=${search}`), '0A000');
});

void test('a search without words finds nothing', async () => {
  for (const words of ['', ' ', '%26', '|', '%7B', "'", '!']) {
    for (const search of ['fts', 'plfts', 'phfts', 'wfts'])
      assert.deepEqual((await ask('GET', `books?title=${search}.${words}`)).json, [], `${search}.${words}`);
  }
  assert.equal(await refused('books?title=fts.!first'), 'PGRST100');
  assert.equal(await refused('books?title=fts.first|!second'), 'PGRST100');
});

void test('a moment that is none', async () => {
  assert.equal(await refused('samples?moment=eq.2024-01-31T23:59:60Z'), '22P02');
  assert.equal((await ask('POST', 'samples', { moment: '2024-01-31T23:59:60Z' })).status, 422);
});
