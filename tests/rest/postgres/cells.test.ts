// A row that is written alone travels as a value for each column, rows that are written together as JSON: each value is
// stored, or refused, alike.

import assert from 'node:assert/strict';
import { after, test } from 'node:test';

import { type Answer, ask, server } from './server.js';
import { values } from './values.js';

after(() => server.close());

const returned = { prefer: 'return=representation' };
const columns = [
  ...[
    'small',
    'real64',
    'exact',
    'sum',
    'fixed',
    'short',
    'word',
    'raw',
    'flag',
    'size',
    'over',
    'day',
    'moment',
    'time',
    'span',
    'one',
    'host',
    'spot',
    'bits',
  ],
  ...['numbers', 'bigs', 'texts', 'moments', 'duo', 'doc', 'docb', 'part'],
];
/** What became of the first row: the value as it is stored, or how it was refused. */
function outcome({ status, json }: Answer, column: string): unknown {
  if (status < 300)
    return (Array.isArray(json) ? (json as Record<string, unknown>[])[0] : (json as Record<string, unknown>))?.[column];
  return [status, (json as { code: string }).code];
}

const rows = values.map((_, index) => ({ id: index + 1 }));
await ask('POST', 'kinds', rows);

for (const column of columns) {
  void test(`values of ${column}`, async () => {
    await Promise.all(values.map((value, index) => isAlike(column, value, index + 1)));
  });
}

async function isAlike(column: string, value: string, id: number): Promise<void> {
  const cell = `{"${column}":${value}}`;
  const [together, alone, changed] = await Promise.all([
    ask('POST', 'kinds', `[${cell},${cell}]`, returned),
    ask('POST', 'kinds', cell, returned),
    ask('PATCH', `kinds?id=eq.${String(id)}`, cell, returned),
  ]);
  assert.deepEqual(outcome(alone, column), outcome(together, column), `${value} alone`);
  assert.deepEqual(outcome(changed, column), outcome(together, column), `${value} as a change`);
}
