// A question that is asked again with other values is answered by its values, and in its own form.

import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';

import { ask, fill, server } from './server.js';

before(fill);
after(() => server.close());

const asked: readonly (readonly [query: string, found: readonly number[]])[] = [
  ['id=eq.1', [1]],
  ['id=eq.2', [2]],
  ['id=eq.9', []],
  ['id=gt.1', [2, 3]],
  ['id=gte.1&id=lt.3', [1, 2]],
  ['id=gte.2&id=lt.9', [2, 3]],
  ['name=eq.ann&id=eq.1', [1]],
  ['id=eq.1&name=eq.Bob', []],
  ['name=neq.ann&age=lt.30&id=gt.0', [2]],
  ['name=neq.Bob&age=lt.50&id=gt.0', [1]],
  ['id=not.eq.1&name=neq.Bob', [3]],
  ['id=not.eq.3&name=neq.Bob', [1]],
  ['or=(id.eq.1,id.eq.2)&age=gt.30', [1]],
  ['or=(id.eq.1,id.eq.2)&age=gt.10', [1, 2]],
  ['books.pages=gt.150&id=eq.1&select=id,books!writer_id(pages)', [1]],
  ['books.pages=gt.150&id=eq.2&select=id,books!writer_id(pages)', [2]],
  ['notes->a->b->>0=eq.1&id=eq.1', [1]],
  ['notes->a->b->>0=eq.1&id=eq.2', []],
  ['id=eq.1%00', []],
  ['name=eq.eq.ann', []],
  ['name=eq.', []],
  ['active=eq.true&wage=gt.1', [1]],
  ['active=eq.true&wage=lt.1', [3]],
  ['active=eq.false&age=lt.99', [2]],
];

void test('other values, other rows', async () => {
  for (let round = 0; round < 2; ++round) {
    for (const [query, found] of asked) {
      const { status, json } = await ask('GET', `writers?order=id&${query.replaceAll('>', '%3E')}`);
      if (query.includes('%00')) assert.ok(status === 200 || status === 400, query);
      else
        assert.deepEqual(
          (json as { id: number }[]).map(({ id }) => id),
          found,
          query,
        );
    }
  }
});

void test('with its count, as CSV, and in pages', async () => {
  for (const [id, name] of [
    [1, 'ann'],
    [2, 'Bob'],
  ] as const) {
    const counted = await ask('GET', `writers?select=name&id=eq.${String(id)}`, undefined, { prefer: 'count=exact' });
    assert.deepEqual([counted.json, counted.headers['content-range']], [[{ name }], '0-0/1']);
    assert.equal(
      (await ask('GET', `writers?select=name&id=eq.${String(id)}`, undefined, { accept: 'text/csv' })).text,
      `name\n${name}`,
    );
    assert.deepEqual((await ask('GET', `writers?select=name&id=eq.${String(id)}&after=`)).json, [{ name }]);
    assert.deepEqual((await ask('GET', `writers?select=name&id=eq.${String(id)}`)).json, [{ name }]);
  }
});

void test('a value that is none is refused, before and after', async () => {
  for (const age of ['x', '40', 'y']) {
    const { status, json } = await ask('GET', `writers?select=id&age=eq.${age}`);
    if (age === '40') assert.deepEqual(json, [{ id: 1 }]);
    else assert.deepEqual([status, (json as { code: string }).code], [400, '22P02']);
  }
});
