// Changes of rows where the database tells of none: those that this program writes, told once their transaction is
// committed.
//
// A statement that writes says whose rows it changes (`Statement.writing`), if somebody watches that table. What is
// written in a transaction waits for its end, and what is undone, up to a savepoint or as a whole, is forgotten. Where
// a statement can't say which rows it was, those who watch are told that they may have missed some. What other programs
// write is not heard of, nor what foreign keys and triggers do.

import type { Statement } from './build.js';
import type { Change, ChangeSource, Operation } from './changes.js';
import type { Connection, Driver, Outcome } from './driver.js';
import { keyColumns } from './keys.js';
import type { Column, Table } from './table.js';

/** What a statement changes, known when it has run; nothing, if it can't be known. */
export type Writing = (outcome: Outcome) => readonly Change[] | undefined;

const watched = new Set<Table>();

/** Does it matter which rows of the table a statement writes? */
export function isWatched(table: Table): boolean {
  return watched.has(table);
}

// ------------------------------------------------------------------------------------------------- what statements say

type Values = readonly (readonly [Column, unknown])[];

/** The statement, saying what it changes if somebody watches. */
export function writing(table: Table, statement: Statement, changes: Writing): Statement {
  return isWatched(table) ? { ...statement, writing: changes } : statement;
}

export const unknownRows: Writing = () => undefined;

type Changes = ReturnType<Writing>;
type Keys = readonly (Change['key'] | undefined)[];

/** New rows; of one row the database may have counted the key. */
export function insertions(table: Table, rows: readonly Values[], { inserted }: Outcome): Changes {
  return alike(
    table,
    'INSERT',
    rows.map((row) => insertedKey(table, row, rows.length === 1 ? inserted : undefined)),
  );
}

/** Of all rows with these keys, if they are known. */
export function alike(table: Table, operation: Operation, keys: Keys): Changes {
  return allKnown(keys)?.map((key) => ({ table, operation, key }));
}

/** The database counts where it is given none of these. */
const counted: ReadonlySet<unknown> = new Set([undefined, null, 0, 0n]);

function insertedKey(table: Table, row: Values, inserted: number | bigint | undefined): Change['key'] | undefined {
  const parts = keyColumns(table).map((column) => {
    const given = row.find(([one]) => one === column)?.[1];
    return [column.field, column.field === table.identity && counted.has(given) ? inserted : given] as const;
  });
  return parts.some(([, value]) => value === undefined || value === null) ? undefined : Object.fromEntries(parts);
}

/** Rows that are known by their keys, which `changed` may change. */
export function updates(table: Table, keys: Keys, changed: Values): Changes {
  return allKnown(keys)?.flatMap((key) => moved(table, key, changed));
}

function moved(table: Table, key: Change['key'], changed: Values): Change[] {
  const now = Object.fromEntries(
    Object.entries(key).map(([field, value]) => [
      field,
      changed.find(([column]) => column.field === field)?.[1] ?? value,
    ]),
  );
  const stays = Object.entries(key).every(([field, value]) => String(now[field]) === String(value));
  const change: Change = { table, operation: 'UPDATE', key: now };
  return stays ? [change] : [{ table, operation: 'DELETE', key }, change];
}

function allKnown(keys: Keys): readonly Change['key'][] | undefined {
  return keys.every((key) => key !== undefined) ? keys : undefined;
}

/** The key in values by field; nothing, if they are those of another key. */
export function knownKey(table: Table, values: Readonly<Record<string, unknown>>): Change['key'] | undefined {
  const columns = keyColumns(table);
  if (columns.some(({ field }) => values[field] === undefined || values[field] === null)) return undefined;
  return Object.fromEntries(columns.map(({ field }) => [field, values[field]]));
}

// --------------------------------------------------------------------------------------------------- who hears of them

class Written implements ChangeSource {
  #hear: (change: Change) => void = () => undefined;
  #missed: () => void = () => undefined;

  tell(hear: (change: Change) => void): void {
    this.#hear = hear;
  }

  whenMissed(missed: () => void): void {
    this.#missed = missed;
  }

  watch(table: Table): Promise<void> {
    watched.add(table);
    return Promise.resolve();
  }

  leave(table: Table): void {
    watched.delete(table);
  }

  close(): Promise<void> {
    return Promise.resolve();
  }

  /** Who hears of it may ask something at once: that is for later. */
  committed(changes: readonly (Change | undefined)[]): void {
    for (const change of changes) queueMicrotask(() => (change ? this.#hear(change) : this.#missed()));
  }
}

/** What a statement changed; one that is not known stands for all that are not. */
function changesOf({ writing: says }: Statement, outcome: Outcome): readonly (Change | undefined)[] {
  if (!says || outcome.affected === 0) return [];
  return says(outcome) ?? [undefined];
}

/** The driver, telling of what is written through it. */
export function telling(driver: Driver): Driver {
  const written = new Written();
  const run = async (statement: Statement): Promise<Outcome> => {
    const outcome = await driver.run(statement);
    written.committed(changesOf(statement, outcome));
    return outcome;
  };
  return {
    ...driver,
    run: (statement) => (statement.writing ? run(statement) : driver.run(statement)),
    reserve: async () => withTransaction(await driver.reserve(), written),
    changes: () => written,
  };
}

const savepoint = /^(?<undone>rollback to )?savepoint (?<name>\S+)$/;

/** The changes of the transaction, until it is committed. */
function withTransaction(connection: Connection, written: Written): Connection {
  let changes: (Change | undefined)[] = [];
  const marks = new Map<string, number>();
  const heed = (text: string): void => {
    const { undone, name = '' } = savepoint.exec(text)?.groups ?? {};
    if (undone !== undefined) changes = changes.slice(0, marks.get(name));
    else if (name !== '') marks.set(name, changes.length);
  };
  return {
    ...connection,
    run: async (statement) => {
      const outcome = await connection.run(statement);
      if (statement.writing) changes.push(...changesOf(statement, outcome));
      else if (statement.values.length === 0) heed(statement.text);
      return outcome;
    },
    commit: async () => {
      await connection.commit();
      written.committed(changes);
      changes = [];
    },
  };
}
