// Transactions: all or nothing, savepoints, and who takes part.

import assert from 'node:assert/strict';
import { after, before, beforeEach, test } from 'node:test';

import { Log, User, db, errors } from '../orm/index.js';
import { clear } from './rows.js';

before(clear);
beforeEach(() => Log.deleteMany({ all: true }));
after(() => db.close());

const say = (message: string) => Log.createMany([{ message }]);
const said = async (): Promise<string> =>
  (await Log.findMany({ orderBy: { message: 'asc' } })).map((row) => row.message).join(' ');

test('all or nothing', async () => {
  const failing = db.transaction(async (tx) => {
    await tx.log.createMany([{ message: 'x' }]);
    throw new RangeError('no');
  });
  await assert.rejects(failing, RangeError);
  assert.equal(await said(), '');
  assert.equal(await db.transaction(async () => say('y')), 1);
  assert.equal(await said(), 'y');
});

test('whatever is called takes part, and what is outside does not see it', async () => {
  let inside: (() => void) | undefined;
  let outside: (() => void) | undefined;
  const entered = new Promise<void>((resolve) => (inside = resolve));
  const mayEnd = new Promise<void>((resolve) => (outside = resolve));
  const transaction = db.transaction(async (tx) => {
    await say('1');
    assert.equal(await tx.log.count(), 1);
    inside?.();
    await mayEnd;
    throw new RangeError('undone');
  });
  await entered;
  const counted = said();
  outside?.();
  await assert.rejects(transaction, RangeError);
  assert.equal(await counted, '');
});

test('a transaction within one is a savepoint', async () => {
  await db.transaction(async (tx) => {
    await say('1');
    const taken = tx.transaction(async (inner) => {
      await say('2');
      await inner.user.create({ data: { email: null as never } });
    });
    await assert.rejects(taken, errors.NotNullViolation);
    await Promise.all([
      tx.transaction(async () => {
        await say('3');
        await db.transaction(() => say('4'));
      }),
      assert.rejects(
        tx.transaction(async () => {
          await say('5');
          throw new RangeError('no');
        }),
        RangeError,
      ),
    ]);
    assert.equal(await said(), '1 3 4');
  });
  assert.equal(await said(), '1 3 4');
});

test('those at the same time keep out of each other, and of what is asked outside', async () => {
  const pause = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));
  const one = (message: string, fails: boolean): Promise<void> =>
    db.transaction(async () => {
      await pause(5);
      await say(message);
      await pause(5);
      if (fails) throw new RangeError(message);
    });
  const all = ['1', '2', '3', '4', '5', '6'].map((message, index) => one(message, index % 2 === 1));
  const outside = Promise.all(['7', '8'].map(say));
  const ends = await Promise.allSettled(all);
  assert.deepEqual(
    ends.map((end) => (end.status === 'fulfilled' ? 'done' : (end.reason as Error).message)),
    ['done', '2', 'done', '4', 'done', '6'],
  );
  await outside;
  assert.equal(await said(), '1 3 5 7 8');
});

test('isolation, and another try after a conflict', async () => {
  let tries = 0;
  const options = { isolation: 'serializable', retries: 2 } as const;
  await db.transaction(async () => {
    await say(String(++tries));
    if (tries < 2) throw new errors.TransactionConflict('once more', undefined);
  }, options);
  assert.equal(await said(), '2');
  await db.transaction(async (tx) => {
    assert.equal(await tx.user.count(), 0);
    await assert.rejects(
      tx.transaction(() => User.count(), options),
      errors.InvalidQuery,
    );
  });
});

test('what was not awaited comes too late', async () => {
  let leaked = db;
  await db.transaction(async (tx) => {
    leaked = tx;
    await tx.log.count();
  });
  await assert.rejects(leaked.log.count(), /has ended/);
});
