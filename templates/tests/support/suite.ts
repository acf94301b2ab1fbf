// What every model goes through: create, read, list, filter, sort, paginate, update, delete, conflicts, checks from
// both sides, hostile input.

import assert from 'node:assert/strict';
import { describe, it, type TestContext } from 'node:test';

import type { Database } from '../../orm/database.js';
import {
  ConstraintViolation,
  DatabaseError,
  ForeignKeyViolation,
  InvalidQuery,
  UniqueViolation,
  ValueRefused,
} from '../../orm/runtime/errors.js';
import type { TestDatabase } from './database.js';
import { changed, isRaised, NoRow, type Factory } from './factory.js';
import type { Missing } from './fill.js';
import { equals, pick, type Model, type Row } from './model.js';

const hostile = ["' OR 1=1 --", '"; DROP TABLE users; --', '\\', '%', '${process.exit()}', '\u0001`'];

/** A row with another value in one field. */
interface Trial {
  readonly field: string;
  readonly value: unknown;
}

/** A table of a thousand columns would take minutes. */
const mostTrials = 500;

/** What could not be made is told: one skipped test each. */
export function tellMissing(missing: readonly Missing[]): void {
  for (const { statement, reason } of missing) {
    void it(`makes ${statement.slice(0, 60).replace(/\s+/g, ' ')}`, (context) => {
      context.skip(reason);
    });
  }
}

export function testModel(name: string, { db, absent }: TestDatabase, factory: Factory): void {
  const model = factory.model(db);
  const skip = absent.get(name) ?? false;
  const key = factory.keys[0]?.fields ?? [];

  /** What the work gives; undefined, and a skipped test that says why, where the schema takes no row that we know. */
  async function orSkipped<T>(context: TestContext, work: () => Promise<T>): Promise<T | undefined> {
    try {
      return await work();
    } catch (error) {
      if (!(error instanceof NoRow || factory.mayRefuse(error))) throw error;
      context.skip(error.message);
      return undefined;
    }
  }

  /** A test over a row that was made for it; skipped, with the reason, where the schema takes none that we know. */
  function withRow(title: string, test: (row: Row, context: TestContext) => Promise<void>): void {
    void it(title, async (context) => {
      const made = await orSkipped(context, () => factory.create(db));
      if (made === undefined) return;
      if (key.some((field) => made[field] === null)) {
        context.skip('its key is NULL');
        return;
      }
      if (key.length > 0 && factory.description.isInherited && (await model.count({ where: equals(made, key) })) > 1) {
        context.skip('a table that inherits from it has a row with the same key');
        return;
      }
      const row = key.length === 0 ? made : await model.find(pick(made, key));
      assert.ok(row !== null);
      if (!factory.description.hasTriggers) assert.deepEqual(row, made);
      await orSkipped(context, () => test(row, context));
    });
  }

  void describe(name, { skip }, () => {
    void it('lists', async () => {
      const rows = await model.findMany({ limit: 2 });
      assert.ok(rows.length <= 2);
      assert.equal(typeof (await model.count()), 'number');
    });

    void it('takes hostile input for data', async () => {
      await refusesUnknownNames(model);
      await findsNothing(model, factory);
    });

    for (const parent of factory.description.parents) {
      const fields = parent.fields.map(([near]) => near).join(', ');
      void it(`refuses a ${fields} that points to nothing`, async (context) => {
        if (factory.description.hasTriggers) {
          context.skip('its triggers may change the row');
          return;
        }
        const row = await orSkipped(context, () => factory.orphan(db, parent));
        if (row !== undefined) await refuses(context, () => model.createMany([row]), ForeignKeyViolation);
      });
    }

    if (key.length === 0) {
      withRow('creates', async () => {
        assert.ok((await model.count()) > 0);
      });
      return;
    }

    withRow('creates and reads', async (row) => {
      assert.equal(await model.count({ where: equals(row, key) }), 1);
    });

    withRow('filters by its key', async (row) => {
      assert.deepEqual(await model.findMany({ where: equals(row, key) }), [row]);
    });

    withRow('sorts and paginates', async () => {
      const orderBy = key.map((field) => ({ [field]: 'asc' }));
      const all = await model.findMany({ orderBy, limit: 4 });
      const pages = [
        await model.findMany({ orderBy, limit: 2 }),
        await model.findMany({ orderBy, limit: 2, offset: 2 }),
      ];
      assert.deepEqual(pages.flat(), all);
    });

    withRow('updates', async (row, context) => {
      const field = Object.keys(factory.description.samples).find(
        (each) => !key.includes(each) && row[each] !== null && typeof row[each] !== 'object',
      );
      if (field === undefined) {
        context.skip('it has no field to change but its key');
        return;
      }
      const updated = await model.update({ where: pick(row, key), data: pick(row, [field]) });
      if (!factory.description.hasTriggers) assert.deepEqual(updated[field], row[field]);
    });

    withRow('deletes', async (row, context) => {
      try {
        await model.delete({ where: pick(row, key) });
      } catch (error) {
        if (!(error instanceof ForeignKeyViolation && factory.mayBePointedTo)) throw error;
        context.skip('rows that it needs point to it');
        return;
      }
      const left = await model.find(pick(row, key));
      if (left !== null && factory.description.hasTriggers) context.skip('its triggers keep the row');
      else assert.equal(left, null);
    });

    for (const { name: constraint, fields } of factory.keys) {
      withRow(`refuses a second row with the same ${fields.join(', ')}`, async (row, context) => {
        if (factory.description.settlesConflicts) {
          context.skip('the table says what becomes of such a row');
          return;
        }
        if (fields.some((field) => row[field] === null || !(field in factory.description.samples))) {
          context.skip(`${constraint} is made by the database, or NULL`);
          return;
        }
        const second = await factory.build(db, pick(row, fields));
        await refuses(context, () => model.create({ data: second }), UniqueViolation);
      });
    }

    withRow('agrees with its validator', async (_, context) => {
      const trials = Object.entries(factory.description.samples).flatMap(([field, { others }]) =>
        others.map((value) => ({ field, value })),
      );
      const some = trials.slice(0, mostTrials);
      assert.deepEqual(await compareVerdicts(db, factory, some), []);
      context.diagnostic(`${String(some.length)} verdicts of ${String(trials.length)} are those of the database`);
    });
  });
}

/**
 * That the database refuses it for this reason. Where it has another one, which only it can know of, the test is
 * skipped.
 */
async function refuses(
  context: TestContext,
  work: () => Promise<unknown>,
  reason: typeof ConstraintViolation,
): Promise<void> {
  const error = await complaintOf(work);
  const isAnother = error instanceof ConstraintViolation || error instanceof ValueRefused || isRaised(error);
  if (isAnother && !(error instanceof reason)) context.skip(error.message);
  else assert.ok(error instanceof reason, error);
}

async function refusesUnknownNames(model: Model): Promise<void> {
  for (const text of hostile) {
    await assert.rejects(model.findMany({ where: { [text]: 1 } }), InvalidQuery);
    await assert.rejects(model.findMany({ orderBy: { [text]: 'asc' } }), InvalidQuery);
  }
}

/** A text that is no value of a row finds nothing, and breaks nothing. */
async function findsNothing(model: Model, factory: Factory): Promise<void> {
  for (const [field, { nth }] of Object.entries(factory.description.samples)) {
    if (typeof nth(1) !== 'string') continue;
    for (const text of hostile) {
      try {
        assert.deepEqual(await model.findMany({ where: { [field]: { eq: text } } }), []);
      } catch (error) {
        if (!(error instanceof InvalidQuery || error instanceof DatabaseError)) throw error;
      }
    }
  }
}

/**
 * Rows with each of the values that the checks speak of: what the validator says of them, and what the database does.
 */
async function compareVerdicts(db: Database, factory: Factory, trials: readonly Trial[]): Promise<string[]> {
  const differences: string[] = [];
  for (const { field, value } of trials) {
    const difference = await compareVerdict(db, factory, changed(await factory.build(db), field, value));
    if (difference !== undefined) differences.push(`${field} = ${String(value)}: ${difference}`);
  }
  return differences;
}

async function compareVerdict(db: Database, factory: Factory, row: Row): Promise<string | undefined> {
  const result = factory.description.validate(row);
  if (result.ok && result.left.length > 0) return undefined;
  const complaint = await complaintOf(() => factory.model(db).create({ data: row }));
  if (
    complaint instanceof UniqueViolation ||
    complaint instanceof ForeignKeyViolation ||
    factory.refusedUnseen(complaint)
  )
    return undefined;
  if (result.ok && complaint !== undefined && factory.description.hasExclusions) return undefined;
  if (result.ok) return complaint === undefined ? undefined : `the database says ${complaint.message}`;
  return complaint === undefined && !factory.description.hasTriggers ? 'the database takes it' : undefined;
}

async function complaintOf(work: () => Promise<unknown>): Promise<Error | undefined> {
  try {
    await work();
    return undefined;
  } catch (error) {
    if (error instanceof DatabaseError || error instanceof InvalidQuery) return error;
    throw error;
  }
}
