// Columns without a type keep what they are given: numbers as numbers, texts as texts. A filter, which has texts only,
// finds both.

import assert from 'node:assert/strict';
import { after, test } from 'node:test';

import { ask, server } from './server.js';

after(() => server.close());

async function found(filter: string): Promise<unknown> {
  const { status, json, text } = await ask('GET', `anything?select=id&order=id&${filter}`);
  assert.equal(status, 200, text);
  return (json as { id: number }[]).map(({ id }) => id);
}

void test('numbers and texts', async () => {
  const rows =
    '[{"id":1,"a":27},{"id":2,"a":"27"},{"id":3,"a":"27x"},{"id":4,"a":-3.5},{"id":5,"a":9007199254740993},{"id":6,"a":"1.50"},{"id":7,"a":2.50},{"id":8,"a":null}]';
  const made = await ask('POST', 'anything', rows, { prefer: 'return=representation' });
  assert.equal(made.status, 201, made.text);
  assert.equal(
    made.text,
    '[{"id":1,"a":27},{"id":2,"a":"27"},{"id":3,"a":"27x"},{"id":4,"a":-3.5},{"id":5,"a":9007199254740993},{"id":6,"a":"1.50"},{"id":7,"a":2.5},{"id":8,"a":null}]',
  );
  const cases: readonly (readonly [string, readonly number[]])[] = [
    ['a=eq.27', [1, 2]],
    ['a=neq.27', [3, 4, 5, 6, 7]],
    ['a=not.eq.27', [3, 4, 5, 6, 7]],
    ['a=eq.27x', [3]],
    ['a=eq.-3.5', [4]],
    ['a=eq.9007199254740993', [5]],
    ['a=eq.1.50', [6]],
    ['a=in.(27,1.50,2.5)', [1, 2, 6, 7]],
    ['a=eq(any).{27,-3.5}', [1, 4]],
    ['a=lt.27', [4, 7]],
    ['a=gte.27', [1, 2, 3, 5, 6]],
    ['a=is.null', [8]],
  ];
  for (const [filter, ids] of cases) assert.deepEqual(await found(filter), ids, filter);
  assert.deepEqual(await found('a=gte.27'), [1, 2, 3, 5, 6], 'a statement that was asked before');
});
