// Rules through time, and events on their way.

import assert from 'node:assert/strict';
import { test } from 'node:test';

import type { FastifyBaseLogger } from 'fastify';

import { Delivery } from '../server/dashboard/alerts/delivery.js';
import type { AlertEvent, Rule } from '../server/dashboard/alerts/rule.js';
import { RuleState } from '../server/dashboard/alerts/state.js';
import { wordsOf } from '../server/dashboard/alerts/words.js';

const rule: Rule = {
  name: 'slow',
  when: 'p95',
  is: 'above',
  limit: 0.5,
  over: 60_000,
  for: 30_000,
  again: 0,
  to: ['webhook'],
};
const second = 1000;

/** What is told, by the second, of these values that come every ten seconds. */
function told(given: Partial<Rule>, values: readonly (number | undefined)[]): string[] {
  const state = new RuleState({ ...rule, ...given });
  return values.flatMap((value, at) => {
    const event = state.next(at * 10 * second, value);
    return event ? [`${String(at * 10)} ${event.kind} since ${String(event.since / second)}`] : [];
  });
}

void test('it fires once it has held for as long as it must, and says when it is over', () => {
  assert.deepEqual(told({}, [0.1, 1, 1, 1, 1, 1, 1, 0.1, 0.1]), ['40 firing since 10', '70 resolved since 10']);
  assert.deepEqual(told({}, [1, 1, 0.1, 1, 1, 0.1]), []);
  assert.deepEqual(told({ for: 0 }, [1, undefined, 1]), [
    '0 firing since 0',
    '10 resolved since 0',
    '20 firing since 20',
  ]);
  assert.deepEqual(told({ is: 'below', for: 0 }, [1, 0.5, 0.4, undefined]), [
    '20 firing since 20',
    '30 resolved since 20',
  ]);
});

void test('it is told again as often as it should be', () => {
  assert.deepEqual(told({ for: 0, again: 20_000 }, [1, 1, 1, 1, 1]), [
    '0 firing since 0',
    '20 still firing since 0',
    '40 still firing since 0',
  ]);
});

void test('one that comes and goes is told a few times in an hour', () => {
  const values = Array.from({ length: 360 }, (_, at) => (at % 2 === 0 ? 1 : 0));
  assert.equal(told({ for: 0 }, values).length, 12);
  assert.equal(told({ for: 0 }, [...values, ...values]).length, 24);
});

const event: AlertEvent = {
  alert: 'slow',
  state: 'firing',
  when: 'p95',
  route: 'GET /a',
  value: 1,
  is: 'above',
  limit: 0.5,
  since: 'then',
  at: 'now',
};

void test('in words', () => {
  assert.equal(
    wordsOf(event),
    'Alert: slow. time of requests, p95 of GET /a: 1000 ms (limit: above 500 ms), since then',
  );
  assert.equal(
    wordsOf({ ...event, state: 'resolved', when: 'error_rate', route: null, value: null, limit: 0.05 }),
    'Resolved: slow. share of requests that failed: nothing to measure (limit: above 5 %), since then',
  );
});

function logInto(lines: unknown[]): FastifyBaseLogger {
  return { error: (line: unknown) => lines.push(line) } as unknown as FastifyBaseLogger;
}

async function until(holds: () => boolean): Promise<void> {
  for (let waited = 0; waited < 200 && !holds(); ++waited) await new Promise((resolve) => setTimeout(resolve, 50));
  assert.ok(holds());
}

void test('what fails is tried again, in order', async () => {
  const sent: string[] = [];
  let failures = 1;
  const delivery = new Delivery(
    'x',
    ({ alert }) => {
      if (failures-- > 0) return Promise.reject(new Error('away'));
      sent.push(alert);
      return Promise.resolve();
    },
    logInto([]),
  );
  delivery.add({ ...event, alert: 'first' });
  delivery.add({ ...event, alert: 'second' });
  await until(() => sent.length === 2);
  assert.deepEqual(sent, ['first', 'second']);
  delivery.close();
});

void test('a target that is away makes nothing wait without end', async () => {
  const lost: unknown[] = [];
  const delivery = new Delivery('x', () => new Promise(() => undefined), logInto(lost));
  for (let at = 0; at < 1000; ++at) delivery.add(event);
  await until(() => lost.length >= 979);
  assert.deepEqual(lost[0], { alert: 'slow', state: 'firing', target: 'x', why: 'too many wait for the target' });
  delivery.close();
});
