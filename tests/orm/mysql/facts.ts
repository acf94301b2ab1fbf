// What the tests expect of MySQL and MariaDB in particular.

import type { TypeWhere } from '../orm/models/type.js';

export const whole = (value: number): number => value;
export const unreachable = 'mysql://nobody@127.0.0.1:1/nowhere';
export const constraints = { age: 'age_positive', author: { model: 'Post', constraint: 'posts_author' } };

export const stored = {
  id: 1,
  parentId: null,
  b: true,
  i2: -32768,
  i8: 9223372036854775807n,
  u8: 18446744073709551615n,
  f4: 0.1,
  f8: 0.1,
  d: '123456789012345678901234567890.1234567890',
  t: 'x\u{1f600}"\\\n',
  c: 'ab',
  by: Buffer.from([0, 255, 92]),
  da: '2020-02-29',
  ti: '-12:34:56.5',
  ts: '2020-01-02T03:04:05.12',
  tsz: '2020-01-02T01:04:05.123+00:00',
  y: 2020,
  j: { a: [1, null, 'é'] },
  e: 'a' as const,
  s: 'x,y',
  bits: '1010',
  p: '000000000101000000000000000000F03F0000000000000040',
  u: 'a0eebc99-9c0b-4ef8-bb6d-6bb9bd380a11',
};
export const given = { ...stored, tsz: '2020-01-02T03:04:05.123+02:00' };

export const alike: readonly TypeWhere[] = [
  { i8: 9223372036854775807n },
  { u8: 18446744073709551615n },
  { d: stored.d },
  { by: stored.by },
  { i2: { in: [1, -32768, 3] } },
  { bits: '1010' },
  { tsz: new Date('2020-01-02T01:04:05.123Z') },
  { ts: '2020-01-02T03:04:05.12' },
  { j: { eq: { a: [1, null, 'é'] } } },
  { e: 'a', s: 'x,y', u: stored.u, y: 2020 },
];
