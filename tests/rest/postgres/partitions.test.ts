// Tables in partitions, whose rows do not tell whether they were there before.

import assert from 'node:assert/strict';
import { after, beforeEach, test } from 'node:test';

import { client, fill, server } from './server.js';

beforeEach(fill);
after(() => server.close());

void test('upserts change what is there, and say which rows are new', async () => {
  const rows = [
    { place: 'hall', day: '2024-05-01', visitors: 3 },
    { place: 'yard', day: '2025-05-01', visitors: 4 },
  ];
  assert.equal((await client.from('visits').upsert(rows)).status, 201);
  const changed = await client.from('visits').upsert({ place: 'hall', day: '2024-05-01', visitors: 5 }).select();
  assert.deepEqual([changed.status, changed.data], [200, [{ place: 'hall', day: '2024-05-01', visitors: 5 }]]);
  const ignored = await client
    .from('visits')
    .upsert({ place: 'hall', day: '2024-05-01', visitors: 9 }, { ignoreDuplicates: true });
  assert.equal(ignored.error, null);
  assert.deepEqual((await client.from('visits').select('visitors').order('place')).data, [
    { visitors: 5 },
    { visitors: 4 },
  ]);
});
