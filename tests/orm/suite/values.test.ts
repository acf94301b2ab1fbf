// Every digit of every type, by both ways that values take: as columns, and in JSON that the database builds.

import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';

import { Type, db } from '../orm/index.js';
import { alike, given, stored } from './facts.js';
import { clear } from './rows.js';

before(clear);
after(() => db.close());

test('what is stored is what was given', async () => {
  assert.deepEqual(await Type.create({ data: given }), stored);
  assert.deepEqual(await Type.findById(given.id), stored);
});

test('the same within JSON', async () => {
  await Type.create({ data: { id: 2, parentId: 1 } });
  const { parent } = await Type.findByIdOrThrow(2, { include: { parent: true } });
  assert.deepEqual(parent, stored);
  const { types } = await Type.findByIdOrThrow(1, { include: { types: true } });
  const [child] = types;
  assert.deepEqual(
    Object.entries(child ?? {})
      .filter(([, value]) => value !== null)
      .map(([name]) => name),
    ['id', 'parentId'],
  );
});

test('values are found by what they are', async () => {
  for (const where of alike) assert.equal(await Type.count({ where }), 1, Object.keys(where).join());
});
