// Documents that mean no good are refused in milliseconds, each with a clear error, and others are answered meanwhile.
//
// Machines differ, and this one may be busy: what a document may take is said in terms of one that is good and
// answered.

import assert from 'node:assert/strict';
import { test } from 'node:test';

import { admin, code, post } from './ask.js';
import { start } from './support.js';

const times = <T>(count: number, make: (index: number) => T): T[] =>
  Array.from({ length: count }, (_, index) => make(index));
const joined = (count: number, make: (index: number) => string): string => times(count, make).join(' ');

/** Each level asks twice for the next one. */
function doubling(levels: number): string {
  const level = (index: number): string =>
    `fragment F${String(index)} on Customer { a: orders { customer { ...F${String(index + 1)} } } b: orders { customer { ...F${String(index + 1)} } } }`;
  return `{ customers { ...F0 } } ${joined(levels, level)} fragment F${String(levels)} on Customer { id }`;
}

const hostile: readonly (readonly [what: string, body: unknown, code: string])[] = [
  ['100,000 braces', { query: '{a'.repeat(50_000) }, 'LIMIT_EXCEEDED'],
  ['braces within the tokens', { query: '{a'.repeat(2000) }, 'LIMIT_EXCEEDED'],
  ['lists in lists', { query: `{ orders(limit: ${'['.repeat(4000)}` }, 'LIMIT_EXCEEDED'],
  [
    'deep fields',
    { query: `{ orders ${'{ customer { orders '.repeat(12)} { id } ${'}}'.repeat(12)} }` },
    'LIMIT_EXCEEDED',
  ],
  [
    'a circle of fragments',
    { query: '{ customers { ...A } } fragment A on Customer { orders { customer { ...A } } }' },
    'LIMIT_EXCEEDED',
  ],
  [
    'a fragment within itself',
    { query: '{ customers { ...A } } fragment A on Customer { ...B } fragment B on Customer { ...A }' },
    'GRAPHQL_VALIDATION_FAILED',
  ],
  ['fragments that double', { query: doubling(12) }, 'LIMIT_EXCEEDED'],
  ['fragments that double within the depth', { query: doubling(6) }, 'LIMIT_EXCEEDED'],
  ['many aliases', { query: `{ ${joined(900, (index) => `a${String(index)}: __typename`)} }` }, 'LIMIT_EXCEEDED'],
  ['many roots', { query: `{ ${joined(90, (index) => `a${String(index)}: orders { id }`)} }` }, 'LIMIT_EXCEEDED'],
  ['one field often', { query: `{ orders { ${'id '.repeat(900)} } }` }, 'LIMIT_EXCEEDED'],
  ['one selection often', { query: `{ ${'orders { id total status } '.repeat(200)} }` }, 'LIMIT_EXCEEDED'],
  [
    'many fragments in one',
    {
      query: `{ orders { ${joined(300, (index) => `...X${String(index)}`)} } } ${joined(300, (index) => `fragment X${String(index)} on Order { id }`)}`,
    },
    'LIMIT_EXCEEDED',
  ],
  [
    'a fragment that nobody spreads',
    { query: `{ __typename } fragment X on Order { ${'id '.repeat(900)} }` },
    'LIMIT_EXCEEDED',
  ],
  ['many directives', { query: `{ orders { id ${'@skip(if: false) '.repeat(500)} } }` }, 'LIMIT_EXCEEDED'],
  [
    'many definitions of variables',
    { query: `query (${joined(800, (index) => `$v${String(index)}: Int`)}) { orders { id } }` },
    'LIMIT_EXCEEDED',
  ],
  [
    '10,000 variables',
    {
      query: '{ orders { id } }',
      variables: Object.fromEntries(times(10_000, (index) => [`v${String(index)}`, index])),
    },
    'LIMIT_EXCEEDED',
  ],
  [
    'rows of rows of rows',
    { query: '{ customers(limit: 1000) { orders(limit: 1000) { customer { orders(limit: 1000) { id } } } } }' },
    'LIMIT_EXCEEDED',
  ],
  [
    'rows by a variable',
    {
      query: 'query ($n: Int) { customers(limit: $n) { orders(limit: $n) { customer { orders(limit: $n) { id } } } } }',
      variables: { n: 1000 },
    },
    'LIMIT_EXCEEDED',
  ],
  [
    'rows by no limit',
    { query: '{ customers { orders { customer { orders { customer { orders { id } } } } } } }' },
    'LIMIT_EXCEEDED',
  ],
  [
    'rows by null',
    {
      query: 'query ($n: Int) { customers(limit: $n) { orders(limit: $n) { customer { orders(limit: $n) { id } } } } }',
      variables: { n: null },
    },
    'LIMIT_EXCEEDED',
  ],
  [
    'the schema, often',
    { query: `{ ${joined(10, (index) => `a${String(index)}: __schema { types { name } }`)} }` },
    'LIMIT_EXCEEDED',
  ],
  [
    'the schema, deep',
    { query: '{ __schema { types { fields { type { fields { type { fields { type { fields { name } } } } } } } } } }' },
    'GRAPHQL_VALIDATION_FAILED',
  ],
  ['a document of 900 kB', { query: `{ orders { id } } #${'x'.repeat(900_000)}` }, 'LIMIT_EXCEEDED'],
  ['a body of 10 MB', { query: `{ orders { id } } #${'x'.repeat(10_000_000)}` }, 'HTTP413'],
  ['JSON that is deep', `{"query":"{ __typename }","variables":${'['.repeat(500_000)}`, 'BAD_REQUEST'],
  [
    'JSON with digits that is deep',
    `{"query":"{ __typename }","variables":{"a":${'[1.0,'.repeat(50_000)}1${']'.repeat(50_000)}}}`,
    'BAD_REQUEST',
  ],
  [
    'a number that is no number',
    { query: '{ orders(limit: 99999999999999999999) { id } }' },
    'GRAPHQL_VALIDATION_FAILED',
  ],
];

async function milliseconds(work: () => Promise<unknown>): Promise<number> {
  const began = performance.now();
  await work();
  return performance.now() - began;
}

void test('hostile documents', async () => {
  const server = await start();
  const good = (): Promise<unknown> => post(server, { query: `{ orders { id # ${String(Math.random())}\n } }` });
  for (let i = 0; i < 30; ++i) await good();
  let usual = 0;
  for (let i = 0; i < 20; ++i) usual += (await milliseconds(good)) / 20;
  for (const [what, body, expected] of hostile) {
    const said = await post(server, body).catch((error: unknown) => error as Error);
    // The server has said 413 and gone, while the client was still sending.
    if (said instanceof Error) {
      assert.equal(expected, 'HTTP413', what);
      continue;
    }
    assert.deepEqual([what, code(said), said.data], [what, expected, undefined]);
    const took = await milliseconds(() => post(server, body).catch(() => undefined));
    assert.ok(took < 20 * usual + 200, `${what} took ${String(took)} ms, and a good document ${String(usual)} ms`);
  }
  await server.stop();
});

void test('others are answered meanwhile', async () => {
  const server = await start();
  const ask = (body: unknown): Promise<Response> =>
    fetch(`${server.url}/graphql`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', ...admin },
      body: JSON.stringify(body),
    });
  const small = hostile.filter(([, body]) => JSON.stringify(body).length < 100_000);
  const flood = times(200, (index) => ask(small[index % small.length]?.[1]).then((answer) => answer.text()));
  const answers = await Promise.all(
    times(20, () =>
      ask({ query: '{ orders { id } }' }).then((answer) => answer.json() as Promise<{ data: { orders: unknown[] } }>),
    ),
  );
  for (const { data } of answers) assert.equal(data.orders.length, 3);
  await Promise.all(flood);
  assert.equal((await fetch(`${server.url}/health`)).status, 200);
  await server.stop();
});
