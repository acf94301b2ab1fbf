// Columns of arrays among several values, of which PostgreSQL has no array.

import assert from 'node:assert/strict';
import { after, beforeEach, test } from 'node:test';

import { ask, fill, server } from './server.js';

beforeEach(fill);
after(() => server.close());

void test('one of several arrays', async () => {
  for (const [id, aliases] of [
    [1, ['a', 'b, c']],
    [2, []],
  ] as const)
    assert.equal((await ask('PATCH', `writers?id=eq.${String(id)}`, { aliases })).status, 204);
  const found = async (filter: string): Promise<unknown> =>
    (await ask('GET', `writers?select=id&order=id&${filter}`)).json;
  assert.deepEqual(await found(`aliases=in.(${encodeURIComponent('"{a,\\"b, c\\"}","{x}"')})`), [{ id: 1 }]);
  assert.deepEqual(await found('aliases=in.("{}")'), [{ id: 2 }]);
  assert.deepEqual(await found('aliases=not.in.("{}")'), [{ id: 1 }]);
  assert.deepEqual(await found('aliases=in.()'), []);
});
