// What only MySQL and MariaDB refuse: values that no partition takes, texts of a view that mix collations, what a
// trigger signals.

import assert from 'node:assert/strict';
import { after, beforeEach, test } from 'node:test';

import { ask, fill, server } from './server.js';

beforeEach(fill);
after(() => server.close());

async function refusal(method: 'GET' | 'POST', path: string, body?: unknown): Promise<unknown[]> {
  const { status, json } = await ask(method, path, body);
  return [status, (json as { code: string }).code];
}

void test('a value that no partition takes', async () => {
  assert.deepEqual(await refusal('POST', 'visits', { place: 'hall', visitors: 3 }), [400, '23514']);
});

void test('a text of several collations', async () => {
  assert.deepEqual(await refusal('GET', 'mixed?both=eq.x'), [400, '42P22']);
});

void test('a signal with a number of its own', async () => {
  assert.deepEqual(await refusal('POST', 'guarded', { id: 1 }), [400, 'P0001']);
});
