// What this database does not tell.

import assert from 'node:assert/strict';
import { after, test } from 'node:test';

import { ask, server } from './server.js';

after(() => server.close());

void test('no plans', async () => {
  assert.equal((await ask('GET', 'books', undefined, { accept: 'application/vnd.pgrst.plan+json' })).status, 406);
});
