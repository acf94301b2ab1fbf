// Programs write the same moment in several ways: a filter by what an answer says finds the row, however it is written.

import assert from 'node:assert/strict';
import { after, test } from 'node:test';

import { ask, server } from './server.js';

after(() => server.close());

async function found(filter: string): Promise<unknown> {
  const { status, json, text } = await ask('GET', `spelled?select=id&order=id&${filter}`);
  assert.equal(status, 200, text);
  return (json as { id: number }[]).map(({ id }) => id);
}

void test('every row is found by what is shown of it', async () => {
  const { json } = await ask('GET', 'spelled?at=not.is.null');
  const rows = json as { id: number; at: string }[];
  assert.equal(rows.length, 7);
  for (const { id, at } of rows) {
    const same = (await found(`at=eq.${encodeURIComponent(at)}`)) as number[];
    assert.ok(same.includes(id), `${String(id)} by ${at}: ${JSON.stringify(same)}`);
    const query = 'query ($at: LocalDateTime!) { spelleds(where: { at: { eq: $at } }) { id } }';
    const answer = await server.inject({ method: 'POST', url: '/graphql', payload: { query, variables: { at } } });
    const { data } = answer.json<{ data: { spelleds: { id: string }[] } | null }>();
    assert.ok(
      data?.spelleds.some((row) => row.id === String(id)),
      answer.payload,
    );
  }
});

void test('spellings of one moment are equal', async () => {
  assert.deepEqual(await found('at=eq.2024-05-06T07:08:09'), [1, 2, 3]);
  assert.deepEqual(await found('at=neq.2024-05-06T07:08:09'), [4, 5, 6, 7]);
  assert.deepEqual(await found('at=in.(2024-05-06T07:08:09,2024-05-06)'), [1, 2, 3, 7]);
});
