// The audits that graphql-http has of GraphQL over HTTP, required and optional ones, with who asks and without.

import assert from 'node:assert/strict';
import { test } from 'node:test';

import { serverAudits } from 'graphql-http';

import { admin } from './ask.js';
import { start } from './support.js';

void test('audits', async () => {
  const server = await start();
  for (const who of [{}, admin]) {
    const fetchFn = (url: string, init: RequestInit = {}): Promise<Response> =>
      fetch(url, { ...init, headers: { ...(init.headers as Record<string, string> | undefined), ...who } });
    const audits = serverAudits({ url: `${server.url}/graphql`, fetchFn });
    assert.ok(audits.length > 50);
    const failed: string[] = [];
    for (const audit of audits) {
      const result = await audit.fn();
      if (result.status !== 'ok') failed.push(`${result.id} ${result.name}: ${result.reason}`);
    }
    assert.deepEqual(failed, []);
  }
  await server.stop();
});
