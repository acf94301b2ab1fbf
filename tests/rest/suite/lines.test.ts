// Lists as lines of JSON, however long they are.

import assert from 'node:assert/strict';
import { get } from 'node:http';
import process from 'node:process';
import { after, before, test } from 'node:test';

import { buildApp } from '../server/app.js';
import { readConfiguration } from '../server/configuration.js';
import { ask, fill, server } from './server.js';

const large = await buildApp(
  readConfiguration({
    DATABASE_URL: process.env['DATABASE_URL'],
    LOG_LEVEL: 'silent',
    NODE_ENV: 'development',
    MOST_ROWS: '1000000',
  }),
);
const address = await large.listen({ host: '127.0.0.1', port: 0 });

before(fill);
after(async () => {
  await server.close();
  await large.close();
});

const ndjson = { accept: 'application/x-ndjson' };

function linesOf(text: string): unknown[] {
  return text
    .split('\n')
    .filter((line) => line !== '')
    .map((line): unknown => JSON.parse(line));
}

void test('a row a line', async () => {
  const answer = await ask(
    'GET',
    'writers?select=id,notes,books!writer_id(id)&books.order=id&order=id&limit=2',
    undefined,
    { ...ndjson, prefer: 'count=exact' },
  );
  assert.deepEqual(
    [answer.status, answer.headers['content-type'], answer.headers['content-range']],
    [200, 'application/x-ndjson; charset=utf-8', '*/3'],
  );
  assert.deepEqual(linesOf(answer.text), [
    { id: 1, notes: { a: { b: [1, 2] }, n: null }, books: [{ id: 1 }, { id: 2 }] },
    { id: 2, notes: null, books: [{ id: 3 }] },
  ]);
  assert.equal((await ask('GET', 'writers?id=eq.99', undefined, ndjson)).text, '');
  assert.deepEqual(linesOf((await ask('GET', 'genres/1', undefined, ndjson)).text), [{ id: 1, label: 'crime' }]);
  assert.deepEqual(
    linesOf(
      (
        await ask(
          'POST',
          'genres',
          [
            { id: 70, label: 'a' },
            { id: 71, label: 'b' },
          ],
          { ...ndjson, prefer: 'return=representation' },
        )
      ).text,
    ),
    [
      { id: 70, label: 'a' },
      { id: 71, label: 'b' },
    ],
  );
  assert.deepEqual(linesOf((await ask('GET', 'genres?select=id&order=id&limit=1&after=', undefined, ndjson)).text), [
    { id: 1 },
  ]);
});

void test('what is wrong is said before it begins', async () => {
  assert.equal((await ask('GET', 'writers?age=eq.old', undefined, ndjson)).status, 400);
  assert.equal((await ask('GET', 'nothing', undefined, ndjson)).status, 404);
  const batch = await ask('POST', '$batch', [{ method: 'GET', path: '/genres', headers: ndjson }]);
  assert.equal(batch.status, 406);
});

/** Short rows, and many of them. */
async function many(count: number): Promise<void> {
  await ask('DELETE', 'samples?id=gt.-9');
  for (let from = 0; from < count; from += 5000) {
    const rows = Array.from({ length: Math.min(5000, count - from) }, (_, index) => ({
      id: from + index + 1,
      word: 'x'.repeat(40),
    }));
    assert.equal((await ask('POST', 'samples', rows)).status, 201);
  }
}

async function length(): Promise<number> {
  const { body } = await fetch(`${address}/api/samples`, { headers: ndjson });
  let lines = 0;
  for await (const part of body ?? [])
    lines +=
      Buffer.from(part as Uint8Array)
        .toString('latin1')
        .split('\n').length - 1;
  return lines;
}

void test('a long list takes no more memory than a short one', async () => {
  await many(40_000);
  await length();
  const before = process.memoryUsage().rss;
  let most = 0;
  const watching = setInterval(() => {
    most = Math.max(most, process.memoryUsage().rss);
  }, 5);
  assert.equal(await length(), 40_000);
  clearInterval(watching);
  // As text it is more than 7 MB, as rows of the driver several times that; the collector is slow to give anything
  // back.
  assert.ok(most - before < 48_000_000, `${String(most - before)} bytes more`);
});

void test('a client that leaves gives its connection back', async () => {
  for (let i = 0; i < 15; ++i) {
    await new Promise<void>((resolve, reject) => {
      const request = get(`${address}/api/samples`, { headers: ndjson }, (answer) => {
        answer.once('data', () => {
          request.destroy();
          resolve();
        });
      }).on('error', reject);
    });
  }
  assert.equal(await length(), 40_000);
  const metrics = await (await fetch(`${address}/metrics`)).text();
  assert.match(metrics, /^database_connections_used 0$/m);
  assert.match(metrics, /^http_requests_open 1$/m);
  await ask('DELETE', 'samples?id=gt.-9');
});
