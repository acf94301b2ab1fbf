// What is unusual: routes with a past that is made up, minute by minute.

import assert from 'node:assert/strict';
import { test } from 'node:test';

import { Series } from '../server/dashboard/collect/series.js';
import { anomaliesOf } from '../server/dashboard/judge/anomalies.js';
import { deviationOf, median } from '../server/dashboard/judge/robust.js';

const minute = 60_000;
const day = 24 * 60;
const start = 1_700_000_000_000 - (1_700_000_000_000 % (10 * minute));

/** The same numbers each time; as if by chance. */
function chance(seed: number): () => number {
  let state = seed;
  return () => (state = (state * 16_807) % 2_147_483_647) / 2_147_483_647;
}

interface Minute {
  readonly requests: number;
  readonly seconds: number;
  readonly failing?: number;
}

function past(minutes: number, of: (minute: number) => Minute, seed = 1): { series: Series; now: number } {
  const series = new Series('GET /api/users');
  const next = chance(seed);
  for (let at = 0; at < minutes; ++at) {
    const { requests, seconds, failing = 0 } = of(at);
    for (let count = 0; count < requests; ++count)
      series.add(start + at * minute + count, seconds * (0.7 + next() * 0.6), next() < failing);
  }
  return { series, now: start + minutes * minute };
}

function found(minutes: number, of: (minute: number) => Minute, seed?: number): string[] {
  const { series, now } = past(minutes, of, seed);
  return anomaliesOf(series, now).map(({ what }) => what);
}

void test('median and MAD', () => {
  assert.deepEqual([median([]), median([5]), median([3, 1, 2]), median([4, 1, 2, 3])], [0, 5, 2, 2.5]);
  assert.deepEqual(deviationOf(100, [1, 2, 2, 3, 1000]), { now: 100, median: 2, mad: 1, samples: 5 });
});

void test('what goes on as always is not unusual', () => {
  for (let seed = 1; seed <= 30; ++seed) {
    const next = chance(seed * 7919);
    const usual = (): Minute => ({ requests: 60 + Math.floor(next() * 60), seconds: 0.02, failing: 0.02 });
    assert.deepEqual(found(90, usual, seed), [], `seed ${String(seed)}`);
  }
});

void test('a route that has become slow', () => {
  const { series, now } = past(90, (at) => ({ requests: 60, seconds: at === 89 ? 0.2 : 0.02 }));
  const [anomaly, ...others] = anomaliesOf(series, now);
  assert.ok(anomaly);
  assert.deepEqual(others, []);
  assert.deepEqual(
    [anomaly.what, anomaly.name, anomaly.over, anomaly.compared],
    ['latency', 'GET /api/users', minute, 'the two hours before'],
  );
  assert.ok(anomaly.now > 0.15 && anomaly.median < 0.03 && anomaly.mad < 0.01 && anomaly.samples > 70);
});

void test('errors, and requests that stay away or flood in', () => {
  const usual: Minute = { requests: 60, seconds: 0.02 };
  assert.deepEqual(
    found(90, (at) => (at === 89 ? { ...usual, failing: 0.5 } : usual)),
    ['errors'],
  );
  assert.deepEqual(
    found(90, (at) => (at === 89 ? { ...usual, requests: 0 } : usual)),
    ['requests'],
  );
  assert.deepEqual(
    found(90, (at) => (at === 89 ? { ...usual, requests: 400 } : usual)),
    ['requests'],
  );
});

void test('too little is known to judge', () => {
  const usual: Minute = { requests: 60, seconds: 0.02 };
  assert.deepEqual(
    found(15, (at) => (at === 14 ? { requests: 60, seconds: 2 } : usual)),
    [],
  );
  assert.deepEqual(
    found(90, (at) => ({ requests: 3, seconds: at === 89 ? 2 : 0.02 })),
    [],
  );
});

/** Ten times as many requests at noon, and slower. */
function rhythm(at: number): Minute {
  const noon = Math.abs((at % day) - day / 2) < 60;
  return noon ? { requests: 40, seconds: 0.2 } : { requests: 4, seconds: 0.02 };
}

void test('what happens at the same time each day is not unusual; without it at that time, it is', () => {
  const noon = 2 * day + day / 2 - 50;
  assert.deepEqual(found(noon, rhythm), []);
  const { series, now } = past(noon, (at) => (at >= noon - 20 ? rhythm(0) : rhythm(at)));
  const [anomaly] = anomaliesOf(series, now);
  assert.deepEqual(
    [anomaly?.what, anomaly?.compared, anomaly?.over],
    ['requests', 'the same time on earlier days', 10 * minute],
  );
  assert.ok((anomaly?.samples ?? 0) >= 6);
});
