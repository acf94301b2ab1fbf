// What the tests expect of PostgreSQL in particular.

import { enums } from '../orm/index.js';
import type { TypeWhere } from '../orm/models/type.js';

export const whole = (value: number): number => value;
export const unreachable = 'postgresql://nobody@127.0.0.1:1/nowhere';
export const constraints = { age: 'users_age_check', author: { model: 'Post', constraint: 'posts_author_id_fkey' } };

const hostile = enums.OrderStatus[2];
export const stored = {
  id: 1,
  parentId: null,
  b: true,
  i2: -32768,
  i8: 9223372036854775807n,
  f4: 0.1,
  f8: NaN,
  zero: -0,
  d: '123456789012345678901234567890.123456789',
  t: 'x\u{1f600}"\\\n',
  c: 'ab   ',
  by: Buffer.from([0, 255, 92]),
  da: '2020-02-29',
  ti: '12:34:56.123456',
  tiz: '12:34:56.123456+02',
  ts: '2020-01-02T03:04:05.123456',
  tsz: '2020-01-02T03:04:05.123456+00:00',
  past: '0044-03-15T12:00:00+00:00 BC',
  forever: 'infinity',
  iv: '1 year 2 mons 3 days 04:05:06.789',
  u: 'a0eebc99-9c0b-4ef8-bb6d-6bb9bd380a11',
  j: { a: [1, null, 'é'] },
  jb: 'text',
  ip: '10.0.0.1/8',
  bits: '1010',
  e: hostile,
  aInt: [1, -2],
  aBig: [9007199254740993n],
  aText: ['a"b', 'NULL', '', '{,}', 'c\\d'],
  aEnum: [hostile, enums.OrderStatus[1]],
  aNum: ['1.10'],
  aTs: ['2020-01-02T03:04:05.123456+00:00'],
  aBytes: [Buffer.from([1, 92, 34])],
  comp: { amount: '1.2300', currency: 'a,"b)\\', tags: ['x', 'y"z'] },
  aComp: [{ amount: '5.0000', currency: '', tags: null }],
  r: '[1,5)',
  m: '$1,234.56',
  x: '<a b="c"/>',
  p: '(1,2)',
};
export const given = { ...stored, tsz: '2020-01-02T05:04:05.123456+02:00' };

export const alike: readonly TypeWhere[] = [
  { i8: 9223372036854775807n },
  { d: stored.d },
  { by: stored.by },
  { tsz: '2020-01-02T03:04:05.123456Z' },
  { tsz: { gt: new Date('2020-01-02T03:04:05.123Z'), lt: new Date('2020-01-02T03:04:05.124Z') } },
  { e: hostile },
  { e: { in: [hostile] } },
  { i2: { in: [1, -32768] } },
  { aInt: [1, -2] },
  {
    aInt: { has: -2 },
    aText: { hasEvery: ['', 'NULL'] },
    aEnum: { hasSome: [enums.OrderStatus[1]] },
    aBig: { isEmpty: false },
  },
  { u: stored.u, iv: stored.iv, ip: stored.ip, bits: stored.bits },
  { j: { eq: { a: [1, null, 'é'] } }, jb: { eq: 'text' } },
  { comp: { eq: stored.comp } },
  { comp: { in: [stored.comp], gte: stored.comp }, aComp: { hasSome: stored.aComp } },
];
