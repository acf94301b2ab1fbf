// A row that is written alone travels as a value for each column, rows that are written together as JSON: each value is stored, or refused, alike.

import assert from 'node:assert/strict';
import { after, test } from 'node:test';

import { type Answer, ask, server } from './server.js';

after(() => server.close());

const returned = { prefer: 'return=representation' };
const columns = [
  ...['small', 'real64', 'exact', 'sum', 'fixed', 'short', 'word', 'raw', 'flag', 'size', 'over', 'day', 'moment', 'time', 'span', 'one', 'host', 'spot', 'bits'],
  ...['numbers', 'bigs', 'texts', 'moments', 'duo', 'doc', 'docb', 'part'],
];
/** As they are written in JSON. */
const values = [
  ...['null', 'true', 'false', '0', '-0', '7', '-1', '1.005', '1e2', '1E400', '0.0000001', '32768', '12345678901234567890.10', '9999.999'],
  ...['""', '" "', '"ab  "', '"abcdef"', '"0101"', '"small"', '"\\\\x00ff"', '"\\u0000"', '"a\\ud800"', '"\\ud83d\\ude00"', '"it\'s; --"', '"null"', '"-Infinity"'],
  ...['"2024-02-29"', '"2023-02-29"', '"2024-05-06T07:08:09.987+02:00"', '"25:00"', '"12:00+01"', '"1 mon 3 days"', '"today"', '"$1.50"', '"10.0.0.1/33"', '"(1,2)"'],
  ...['" { 1 , null,3 } "', '"{"', '"{1,}"', '"{,}"', '"[2:3]={5,6}"', '"{{1,2},{3,4}}"', '"{{{{{{{1}}}}}}}"', '"{1,2}x"', '"{abc}"', '"{\\"a\\\\\\"b\\", c d}"', '"{\\"a"'],
  ...['"11111111-2222-3333-4444-555555555555"', '"{1,NULL,3}"', '"{1"', '"[1,5)"', '[]', '[1,null]', '{}', '{"a":1,"b":"x"}', '{"a":1.50}', '[{"a":"\\u0001"}]'],
];

/** What became of the first row: the value as it is stored, or how it was refused. */
function outcome({ status, json }: Answer, column: string): unknown {
  if (status < 300) return (Array.isArray(json) ? (json as Record<string, unknown>[])[0] : (json as Record<string, unknown>))?.[column];
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
