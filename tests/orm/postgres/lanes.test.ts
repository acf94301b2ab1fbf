// Statements that share connections: each has its own answer, and none waits for what it need not.

import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import { setTimeout as pause } from 'node:timers/promises';

import { connect, fromEnvironment } from '../orm/engine/driver.js';
import type { Outcome } from '../orm/runtime/driver.js';

const driver = connect({ ...fromEnvironment(), max: 4 });
after(() => driver.close());

const run = (text: string, ...values: readonly unknown[]): Promise<Outcome> => driver.run({ text, values });
const many = <T>(make: (index: number) => T): T[] => Array.from({ length: 60 }, (_, index) => make(index));

test('each statement has its own answer', async () => {
  for (let turn = 0; turn < 5; ++turn) {
    const answers = await Promise.all(
      many((index) =>
        index % 7 === 3
          ? run('select 1 / $1::int as n', 0).catch(() => 'refused')
          : run('select $1::int as n, null as nothing', index),
      ),
    );
    assert.deepEqual(
      answers,
      many((index) => (index % 7 === 3 ? 'refused' : { rows: [{ n: index, nothing: null }], affected: 1 })),
    );
  }
});

test('rows with any name of a column, many of them, or none', async () => {
  const text = `select n as "__proto__", n as constructor from generate_series(1, $1::int) n`;
  for (const count of [2, 0, 1]) {
    const { rows, affected } = await run(text, count);
    assert.equal(affected, count);
    assert.deepEqual(
      rows.map((row) => Object.entries(row)),
      Array.from({ length: count }, (_, at) => [
        ['__proto__', at + 1],
        ['constructor', at + 1],
      ]),
    );
  }
});

test('how many rows were written', async () => {
  await run('create table counted (n int)');
  assert.equal((await run('insert into counted select generate_series(1, $1::int)', 12)).affected, 12);
  assert.equal((await run('update counted set n = 0 where n = any($1)', [3, 4])).affected, 2);
  assert.deepEqual(await run('delete from counted where n = 0 returning n'), {
    rows: [{ n: 0 }, { n: 0 }],
    affected: 2,
  });
  assert.deepEqual(await run('drop table counted'), { rows: [], affected: 0 });
});

test('a statement that is wrong is wrong each time, and takes nothing with it', async () => {
  for (let turn = 0; turn < 3; ++turn) {
    await assert.rejects(run('select nothing from nowhere'), /nowhere/);
    await assert.rejects(run('select $1::int as n', 'x'), /invalid input syntax/);
    assert.deepEqual((await run('select $1::int as n', 1)).rows, [{ n: 1 }]);
  }
});

test('reads do not wait for a write that waits', async () => {
  await run('create table held (n int)');
  await run('insert into held values (1)');
  const update = (): Promise<Outcome> => run('update held set n = n + 1');
  const read = (): Promise<Outcome> => run('select n from held');
  for (let turn = 0; turn < 20; ++turn) await Promise.all([update(), read()]);
  const holder = await driver.reserve();
  await holder.begin({});
  await holder.run({ text: 'update held set n = n + 1', values: [] });
  const [waiting, ...reads] = [update(), ...many(read)];
  await Promise.all(reads);
  assert.equal(await Promise.race([waiting, pause(10, 'waiting')]), 'waiting');
  await holder.commit();
  holder.release(false);
  await waiting;
  assert.deepEqual((await read()).rows, [{ n: 23 }]);
  await run('drop table held');
});

test('a transaction may wait for a write while another waits for the transaction', async () => {
  await run('create table kept (n int)');
  await run('create table aside (n int)');
  await run('insert into kept values (1)');
  const update = (): Promise<Outcome> => run('update kept set n = n + 1');
  const insert = (): Promise<Outcome> => run('insert into aside values (1)');
  for (let turn = 0; turn < 60; ++turn) {
    await update();
    await insert();
  }
  const holder = await driver.reserve();
  await holder.begin({});
  await holder.run({ text: 'update kept set n = n + 1', values: [] });
  const waiting = update();
  await pause(20);
  assert.notEqual(await Promise.race([insert(), pause(5000, 'waits for good')]), 'waits for good');
  await holder.commit();
  holder.release(false);
  await waiting;
  assert.deepEqual((await run('select n from kept')).rows, [{ n: 63 }]);
  assert.deepEqual((await run('select count(*)::int as n from aside')).rows, [{ n: 61 }]);
  await run('drop table kept, aside');
});

test('nothing is sent behind a read that takes long this time', async () => {
  const sleep = (seconds: number): Promise<Outcome> => run('select pg_sleep($1)', seconds);
  for (let turn = 0; turn < 20; ++turn) await Promise.all([sleep(0), sleep(0)]);
  let slept = false;
  const long = sleep(3).then(() => (slept = true));
  await pause(200);
  await Promise.all(many(() => sleep(0)));
  assert.equal(slept, false);
  await long;
});

test('a transaction has a connection while others ask without end', async () => {
  let isOver = false;
  const askers = many(async () => {
    while (!isOver) await run('select 1 as n');
  });
  for (let turn = 0; turn < 5; ++turn) {
    const holders = await Promise.all(Array.from({ length: 4 }, () => driver.reserve()));
    for (const holder of holders) holder.release(false);
  }
  isOver = true;
  await Promise.all(askers);
  assert.equal(driver.pool().waiting, 0);
});
