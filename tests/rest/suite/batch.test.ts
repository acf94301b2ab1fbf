// Several requests in one transaction.

import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';

import { ask, fill, server } from './server.js';

before(fill);
after(() => server.close());

void test('requests are done together, or not at all', async () => {
  const first = {
    method: 'POST',
    path: '/genres',
    headers: { Prefer: 'return=representation' },
    body: { id: 50, label: 'fifty' },
  };
  const done = await ask('POST', '$batch', [
    first,
    { method: 'GET', path: '/genres?id=eq.50&select=label' },
    { method: 'DELETE', path: '/genres/50' },
  ]);
  assert.deepEqual(
    (done.json as { status: number; body: unknown }[]).map(({ status, body }) => [status, body]),
    [
      [201, [{ id: 50, label: 'fifty' }]],
      [200, [{ label: 'fifty' }]],
      [204, null],
    ],
  );
  const failed = await ask('POST', '$batch', [
    first,
    { method: 'POST', path: '/genres', body: { id: 51, label: 'fifty' } },
  ]);
  assert.deepEqual(
    [failed.status, (failed.json as { code: string; details: { request: number } }).details.request],
    [409, 1],
  );
  assert.equal((await ask('GET', 'genres/50')).status, 404);
  for (const wrong of [{}, [1], [{ method: 'GET' }], [{ method: 'GET', path: '/$batch' }]])
    assert.equal((await ask('POST', '$batch', wrong)).status, 400);
});
