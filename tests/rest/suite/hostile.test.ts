// Thousands of wrong requests, made by a small generator that is the same each time: each is answered, none by a 500,
// and the data stays.

import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';

import { type Method, ask, fill, server } from './server.js';

before(fill);
after(() => server.close());

const seeds = [20260101, 20260102, 20260103, 20260104];
const count = 2500;

/** Numbers that look like chance and are none. */
function random(seed: number): (below: number) => number {
  let state = seed;
  return (below) => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return state % below;
  };
}

const pieces = [
  'id', 'name', 'writers', 'books', 'genres', 'nodes', '*', ',', '(', ')', '.', ':', '::', '!', '!inner', '...', '->', '->>', '"', "'", '`', '\\', '{', '}', '[', ']', '$1', '?', ';',
  '--', '/*', '*/', '%', '%25', '_', '%00', '%0a', '%F0%9F%92%A9', '%E2%80%AE', '</script>', 'null', 'true', 'eq.', 'not.', 'in.', 'or', 'and', 'like.', 'fts.', 'cs.', 'is.', 'count()', 'sum()',
  'constructor', '__proto__', 'toString', '1', '-1', '0', '1e999', '99999999999999999999', '0x10', '2024-13-45', 'NaN', 'WyJ4Il0', 'eyJh', '\u00e9', '\u0130', '\u202e', '%c3', '1e-400', '-0', '9'.repeat(400), 'select', 'drop table writers', 'union', ' ', '+', '=', '&', '#',
]; // prettier-ignore
const names = [
  'select',
  'order',
  'limit',
  'offset',
  'columns',
  'on_conflict',
  'or',
  'and',
  'not.or',
  'id',
  'name',
  'age',
  'notes',
  'active',
  'wage',
  'joined',
  'books.id',
  'books.order',
  'distinct',
  'q',
  'after',
  'having',
  'books.having',
  'after',
  'after',
];
const paths = [
  'writers',
  'books',
  'genres',
  'book_genres',
  'nodes',
  'long_books',
  'writers/1',
  'writers/1/books',
  'book_genres/1,2',
  'writers/search',
  'rpc/plus_one',
  'rpc/x',
  'nothing',
];
const headers = [
  'prefer',
  'range',
  'range-unit',
  'accept',
  'accept-profile',
  'content-profile',
  'if-match',
  'if-none-match',
  'content-type',
];
const values = [
  'return=representation',
  'count=exact',
  'resolution=merge-duplicates',
  'missing=default',
  'handling=strict',
  'tx=rollback',
  '0-1',
  '9-2',
  'items',
  'text/csv',
  'application/json',
  'application/vnd.pgrst.object+json',
  '"x"',
  '*',
];
const bodies = [
  '',
  '{}',
  '[]',
  '[{}]',
  '{"id":1}',
  '{"id":null}',
  '{"id":"x","name":[1]}',
  '[{"id":1},{"name":2}]',
  '{"__proto__":1,"constructor":{}}',
  '{"id":1e400}',
  '{"id":99999999999999999999}',
  '[1,2]',
  'null',
  '"',
  '{"name":"\\u0000"}',
  '{"name":"\\ud800"}',
  '\u0000',
  'id,name\n1',
  '[[[[[[[[]]]]]]]]',
  '{"notes":{"a":1e999}}',
  '{"age":true}',
  '{"joined":"never"}',
  '{"wage":"1,5"}',
  '{"name":"x","books":[{}]}',
  '{"name":"x","books!writer_id":[{"title":null,"genres":[{"connect":{}}]}]}',
  '{"genres":{"update":{"id":1}}}',
  '{"nodes":[{"nodes":[{"connect":{"id":"x"}},7]}]}',
  '{"writers!editor_id":{"connect":{"name":"\\u0000"}}}',
];
const methods: readonly Method[] = ['GET', 'GET', 'GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS'];

function pick<T>(next: (below: number) => number, list: readonly T[]): T {
  return list[next(list.length)] as T;
}

function text(next: (below: number) => number): string {
  return Array.from({ length: 1 + next(6) }, () => pick(next, pieces)).join('');
}

async function hostile(seed: number): Promise<void> {
  const next = random(seed);
  for (let i = 0; i < count; ++i) {
    const method = pick(next, methods);
    const query = Array.from({ length: next(4) }, () => `${pick(next, names)}=${text(next)}`).join('&');
    const path = next(8) === 0 ? encodeURIComponent(text(next)) : pick(next, paths);
    // What could delete rows in earnest is only tried.
    const sent = {
      [pick(next, headers)]: next(3) === 0 ? text(next).replace(/[^ -~]/g, '') : pick(next, values),
      prefer: `tx=rollback,${pick(next, values)}`,
    };
    const body = method === 'GET' || method === 'HEAD' || method === 'OPTIONS' ? undefined : pick(next, bodies);
    const url = `${path}?${query}`.replace(/[^!-~]/g, encodeURIComponent).replace(/#/g, '%23');
    const { status, text: answer } = await ask(method, url, body, sent);
    assert.ok(status < 500, `${method} ${url} ${JSON.stringify(sent)} ${String(body)} → ${String(status)} ${answer}`);
    if (status >= 400 && answer !== '')
      assert.deepEqual(
        Object.keys(JSON.parse(answer) as object).sort(),
        ['code', 'details', 'hint', 'message'],
        `${method} ${url}: ${answer}`,
      );
  }
  assert.equal(((await ask('GET', 'writers?select=id')).json as unknown[]).length, 3);
}

for (const seed of seeds) void test(`${String(count)} wrong requests of seed ${String(seed)}`, () => hostile(seed));
