// What is counted: percentiles, windows that move on, names that are bounded, statements and the requests that ran
// them.

import assert from 'node:assert/strict';
import { test } from 'node:test';

import type { FastifyRequest } from 'fastify';

import type { Driver, Outcome } from '../orm/runtime/driver.js';
import { Bounded } from '../server/dashboard/collect/bounded.js';
import { countedDriver } from '../server/dashboard/collect/driver.js';
import { Histogram } from '../server/dashboard/collect/histogram.js';
import { Requests } from '../server/dashboard/collect/requests.js';
import { Series } from '../server/dashboard/collect/series.js';
import { type StatementRecord, Statements } from '../server/dashboard/collect/statements.js';
import { Trace, Traces } from '../server/dashboard/collect/trace.js';

const minute = 60_000;
const start = 1_700_000_000_000 - (1_700_000_000_000 % (10 * minute));

void test('percentiles are at most a fourth away', () => {
  const histogram = new Histogram();
  assert.equal(histogram.percentile(0.5), undefined);
  for (let value = 1; value <= 1000; ++value) histogram.add(value / 1000);
  for (const share of [0.01, 0.25, 0.5, 0.95, 0.99]) {
    const found = histogram.percentile(share) ?? 0;
    assert.ok(Math.abs(found / share - 1) < 0.25, `${String(share)}: ${String(found)}`);
  }
  const odd = new Histogram();
  for (const value of [0, -1, 1e9, Infinity]) odd.add(value);
  assert.equal(odd.count, 4);
  assert.ok(Number.isFinite(odd.percentile(1)));
});

void test('ten minutes are remembered closely, and then forgotten', () => {
  const series = new Series('x');
  for (let second = 0; second < 600; ++second) series.add(start + second * 1000, 0.01, second % 10 === 0);
  const counts = (now: number): number[] => series.recent(now).map((tally) => tally?.count ?? 0);
  assert.deepEqual(counts(start + 599_999), new Array(60).fill(10));
  assert.deepEqual(
    [10, 60, 600].map((seconds) => series.together(start + 599_999, seconds).count),
    [10, 60, 600],
  );
  assert.deepEqual(counts(start + 605_000), [...new Array<number>(59).fill(10), 0]);
  assert.deepEqual(counts(start + 900_000).filter((count) => count > 0).length, 29);
  assert.deepEqual(counts(start + 3_600_000), new Array(60).fill(0));
});

void test('minutes and ten minutes are kept as figures, also those in which nothing came', () => {
  const series = new Series('x');
  for (let at = 0; at < 60; ++at)
    for (let count = 0; count < at; ++count) series.add(start + at * minute + count, 0.1, count === 0);
  series.roll(start + 63 * minute);
  assert.equal(series.hours.before(1)?.requests, 0);
  assert.deepEqual(
    [4, 5].map((back) => series.hours.before(back)?.requests),
    [59, 58],
  );
  assert.equal(series.hours.before(4)?.failed, 1);
  assert.ok(Math.abs((series.hours.before(4)?.p95 ?? 0) - 0.1) < 0.03);
  assert.equal(series.week.before(1)?.requests, 50 + 51 + 52 + 53 + 54 + 55 + 56 + 57 + 58 + 59);
  assert.deepEqual([series.hours.before(61)?.requests, series.hours.before(62)], [2, undefined]);
  assert.equal(series.week.before(1000), undefined);
});

void test('a clock that is set back loses nothing', () => {
  const series = new Series('x');
  for (const time of [start + 50_000, start, start + 51_000]) series.add(time, 0.1, false);
  assert.equal(series.together(start + 51_000, 10).count, 3);
});

void test('names that come once drive out nothing that is used', () => {
  const known = new Bounded(10, (name) => ({ name, used: 0, last: 0 }), 'others');
  const use = (name: string, now: number): string => {
    const one = known.of(name, now);
    one.used += 1;
    one.last = now;
    return one.name;
  };
  for (let time = 0; time < 100; ++time) for (const name of ['a', 'b', 'c']) use(name, start + time);
  for (let at = 0; at < 100_000; ++at) use(`made up ${String(at)}`, start + at * 10);
  assert.equal(known.size, 10);
  assert.deepEqual(
    ['a', 'b', 'c'].map((name) => known.find(name)?.used),
    [100, 100, 100],
  );
  assert.equal([...known].length, 11);
  assert.equal(use('real', start + 10_000_000), 'real');
});

function request(method: string, url: string | undefined, params: object = {}): FastifyRequest {
  return { method, routeOptions: { url }, params } as unknown as FastifyRequest;
}

void test('routes are named after what the application has, not after what clients write', () => {
  const { names } = new Requests();
  names.know(['users', 'posts', '$&', '__proto__']);
  const cases: readonly (readonly [FastifyRequest, string])[] = [
    [request('GET', '/api/:table', { table: 'users' }), 'GET /api/users'],
    [request('GET', '/api/:table', { table: 'secrets' }), 'GET /api/:table'],
    [request('GET', '/api/:table', { table: '$&' }), 'GET /api/$&'],
    [request('DELETE', '/api/:table/:key', { table: 'users', key: 'posts' }), 'DELETE /api/users/:key'],
    [
      request('GET', '/api/:table/:key/:relation', { table: 'users', key: '1', relation: 'posts' }),
      'GET /api/users/:key/posts',
    ],
    [
      request('GET', '/api/:table/:key/:relation', { table: 'users', key: '1', relation: 'nothing' }),
      'GET /api/users/:key/:relation',
    ],
    [request('GET', '/health'), 'GET /health'],
    [request('GET', undefined), '(no such path)'],
  ];
  for (const [one, name] of cases) assert.equal(names.of(one), name);
  for (const [method, pattern] of [
    ['GET', '/api/:table'],
    ['GET', '/api/:table/:key/:relation'],
    ['GET', '/health'],
  ] as const)
    names.add(method, pattern);
  const routes = [
    'GET /api/users',
    'GET /api/users/:key/posts',
    'GET /health',
    'GET /api/user',
    'POST /api/users',
    'GET /api/users/7/posts',
    'GET /healthy',
    'GET /',
  ];
  assert.deepEqual(
    routes.map((name) => names.has(name)),
    [true, true, true, false, false, false, false, false],
  );
});

void test('100,000 paths and operations that are made up take no more room', () => {
  const requests = new Requests();
  for (let at = 0; at < 100_000; ++at) {
    requests.route(request('GET', '/api/:table', { table: `t${String(at)}` })).add(start, 0.001, false);
    requests.operation(`query Q${String(at)}`).add(start, 0.001, false);
  }
  assert.equal([...requests.routes].length, 1);
  assert.ok([...requests.operations].length <= 201);
  assert.ok(requests.operation(`query ${'x'.repeat(100_000)}`).name.length <= 100);
});

const outcome: Outcome = { rows: [{}, {}], affected: 2 };

function fakeDriver(): Driver {
  return {
    run: () => Promise.resolve(outcome),
    // eslint-disable-next-line @typescript-eslint/require-await
    stream: async function* () {
      yield {};
    },
    reserve: () =>
      Promise.resolve({
        run: () => Promise.reject(new Error('no')),
        begin: async () => {},
        commit: async () => {},
        stream: fakeDriver().stream,
        release: () => undefined,
      }),
    pool: () => ({ most: 1, used: 0, waiting: 0 }),
    close: () => Promise.resolve(),
  };
}

async function recorded(work: (driver: Driver, traces: Traces) => Promise<void>): Promise<StatementRecord[]> {
  const traces = new Traces();
  const statements = new Statements(traces);
  await work(countedDriver(fakeDriver(), statements), traces);
  await new Promise(setImmediate);
  return [...statements];
}

void test('statements: calls, rows, the largest whole numbers, and no other value', async () => {
  const [record, ...others] = await recorded(async (driver) => {
    for (const offset of [3, 5000, 20]) await driver.run({ text: 'select $1, $2, $3', values: ['secret', offset, 7n] });
  });
  assert.ok(record);
  assert.deepEqual([record.used, record.rows, record.largest, others], [3, 6, [null, 5000, 7], []]);
  assert.ok(record.slowest <= record.seconds);
  assert.ok(!JSON.stringify({ ...record, routes: [] }).includes('secret'));
});

void test('statements: how often one request runs one', async () => {
  const records = await recorded(async (driver, traces) => {
    const ask = (text: string): Promise<Outcome> => driver.run({ text, values: [] });
    await traces.run(new Trace(new Series('GET /a')), async () => {
      for (let at = 0; at < 25; ++at) await ask('one');
      await Promise.all([ask('two'), ask('two')]);
    });
    await traces.run(new Trace(new Series('GET /b')), () => ask('one'));
    await ask('two');
  });
  const shown = records.map(({ text, used, requests, mostInOneRequest, routes }) => [
    text,
    used,
    requests,
    mostInOneRequest,
    [...routes],
  ]);
  assert.deepEqual(shown, [
    ['one', 26, 2, 25, ['GET /a', 'GET /b']],
    ['two', 3, 2, 2, ['GET /a']],
  ]);
});

void test('statements: streams, connections, failures; not what begins and ends transactions', async () => {
  const records = await recorded(async (driver) => {
    for await (const row of driver.stream({ text: 'streamed', values: [] })) assert.ok(row);
    const connection = await driver.reserve();
    await assert.rejects(connection.run({ text: 'failed', values: [] }), /no/);
    await assert.rejects(connection.run({ text: 'savepoint level_0', values: [] }), /no/);
  });
  assert.deepEqual(
    records.map(({ text, used, rows }) => [text, used, rows]),
    [
      ['streamed', 1, 1],
      ['failed', 1, 0],
    ],
  );
});

void test('statements: texts that are made up, and endless ones', async () => {
  const records = await recorded(async (driver) => {
    for (let at = 0; at < 5000; ++at) await driver.run({ text: `select ${String(at)}`, values: [] });
    await driver.run({ text: `select '${'x'.repeat(1_000_000)}'`, values: new Array(10_000).fill(1) });
  });
  assert.equal(records.length, 1001);
  assert.equal(
    records.reduce((sum, { used }) => sum + used, 0),
    5001,
  );
  assert.ok(records.every(({ text, largest }) => text.length < 100 && largest.length <= 50));
});

void test('under load most requests are not traced, and figures stay what they are', async () => {
  const [record] = await recorded(async (driver, traces) => {
    for (let at = 0; at < 2000; ++at)
      await traces.run(new Trace(new Series('GET /a')), () => driver.run({ text: 'one', values: [] }));
  });
  assert.ok(record);
  assert.deepEqual([record.used, record.requests, record.mostInOneRequest], [2000, 2000, 1]);
});
