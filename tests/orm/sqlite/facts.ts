// What the tests expect of SQLite in particular: every whole number has 64 bits.

import type { TypeWhere } from '../orm/models/type.js';

export const whole = (value: number): bigint => BigInt(value);
export const unreachable = 'sqlite:/nowhere/at/all.db';
export const constraints = { age: 'age >= 0', author: {} };

export const stored = {
  id: 1n,
  parentId: null,
  b: true,
  i2: -32768n,
  i8: 9223372036854775807n,
  f8: 0.1,
  huge: Infinity,
  d: '1234567890.5',
  t: 'x\u{1f600}"\\\n',
  by: Buffer.from([0, 255, 92]),
  da: '2020-02-29',
  ts: '2020-01-02 03:04:05.123',
  j: { a: [1, null, 'é'] },
  anything: Buffer.from([1]),
  u: 'abc',
};
export const given = { ...stored, ts: new Date('2020-01-02T03:04:05.123Z') };

export const alike: readonly TypeWhere[] = [
  { i8: 9223372036854775807n },
  { d: '1234567890.50' },
  { by: stored.by },
  { i2: { in: [1, -32768, 3] } },
  { ts: { lte: new Date('2020-01-02T03:04:05.123Z') } },
  { j: { eq: { a: [1, null, 'é'] } } },
  { b: true, u: 'abc', huge: Infinity },
];
