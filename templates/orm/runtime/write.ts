// Statements that write. What the engines do alike stands here; how a written row comes back is in engine/writes.ts.

import { isDeepStrictEqual } from 'node:util';

import { dialect } from '../engine/dialect.js';
import { Build, type Statement } from './build.js';
import { InvalidQuery } from './errors.js';
import { clause } from './listing.js';
import { keyCondition } from './read.js';
import type { Row } from './selection.js';
import { type Column, type Table, columnOf } from './table.js';
import { encoded, objectOf, where } from './where.js';
import { alike, insertions, knownKey, unknownRows, updates, type Writing, writing } from './written.js';

/** The columns to write with their values. What is `undefined` is left to the database. */
export function assignments(table: Table, data: unknown): [Column, unknown][] {
  return objectOf(data, `the data of ${table.model}`).flatMap(([field, value]) => {
    if (value === undefined) return [];
    const column = columnOf(table, field);
    if (column.readOnly) throw new InvalidQuery(`${table.model}.${field} is written by the database`);
    return [[column, value === null ? null : encoded(table, column, value)] as [Column, unknown]];
  });
}

/** What an upsert inserts: the new row has the key that it is looked for by. */
export function newRow(table: Table, key: unknown, create: unknown): [Column, unknown][] {
  const row = new Map(assignments(table, create));
  for (const [column, value] of assignments(table, key)) {
    if (row.has(column) && !isDeepStrictEqual(row.get(column), value)) {
      throw new InvalidQuery(
        `the new ${table.model} has another ${column.field} than the one that it is looked for by`,
      );
    }
    row.set(column, value);
  }
  return [...row];
}

/** INSERT of rows that give the same columns. */
export function insertRows(table: Table, rows: readonly [Column, unknown][][], build = new Build()): Statement {
  const columns = (rows[0] ?? []).map(([column]) => column.sql);
  const changes: Writing = (outcome) => insertions(table, rows, outcome);
  if (columns.length === 0) return writing(table, build.statement(dialect.insertDefaults(table.sql)), changes);
  const values = rows.map((row) => `(${row.map(([, value]) => build.param(value)).join(', ')})`);
  return writing(
    table,
    build.statement(`insert into ${table.sql} (${columns.join(', ')}) values ${values.join(', ')}`),
    changes,
  );
}

/** Rows in their order, parted where the given columns change or the parameters would be too many. */
export function batches(table: Table, data: readonly unknown[]): [Column, unknown][][][] {
  const parted: [Column, unknown][][][] = [];
  let last: { columns: string; rows: [Column, unknown][][] } | undefined;
  for (const row of data.map((one) => assignments(table, one).sort(byName))) {
    const columns = row.map(([column]) => column.sql).join();
    const full = last === undefined || row.length === 0 || (last.rows.length + 1) * row.length > dialect.mostParameters;
    if (last === undefined || full || last.columns !== columns) parted.push((last = { columns, rows: [] }).rows);
    last.rows.push(row);
  }
  return parted;
}

function byName([a]: [Column, unknown], [b]: [Column, unknown]): number {
  return a.sql < b.sql ? -1 : 1;
}

function setList(build: Build, table: Table, data: unknown): string {
  const set = assignments(table, data).map(([column, value]) => `${column.sql} = ${build.param(value)}`);
  if (set.length === 0) throw new InvalidQuery(`nothing of ${table.model} is changed`);
  return set.join(', ');
}

export function updateByKey(table: Table, key: unknown, data: unknown): Statement {
  const build = new Build();
  const set = setList(build, table, data);
  const statement = build.statement(`update ${table.sql} set ${set} where ${keyCondition(build, table, '', key)}`);
  return writing(table, statement, () => updates(table, [knownKey(table, key as Row)], assignments(table, data)));
}

export function deleteByKey(table: Table, key: unknown): Statement {
  const build = new Build();
  const statement = build.statement(`delete from ${table.sql} where ${keyCondition(build, table, '', key)}`);
  return writing(table, statement, () => alike(table, 'DELETE', [knownKey(table, key as Row)]));
}

/** Which rows a write touches: `where`, or `all: true` for every row. */
export interface Touched {
  readonly where?: unknown;
  readonly all?: unknown;
}

function touched(build: Build, table: Table, { where: filter, all }: Touched): string {
  const condition = where(build, table, table.sql, filter);
  if (condition === '' && all !== true)
    throw new InvalidQuery(`this would touch every ${table.model}: say \`all: true\` if it shall`);
  return clause('where', condition);
}

export function updateMany(table: Table, rows: Touched, data: unknown): Statement {
  const build = new Build(table.sql);
  return writing(
    table,
    build.statement(`update ${table.sql} set ${setList(build, table, data)}${touched(build, table, rows)}`),
    unknownRows,
  );
}

export function deleteMany(table: Table, rows: Touched): Statement {
  const build = new Build(table.sql);
  return writing(table, build.statement(`delete from ${table.sql}${touched(build, table, rows)}`), unknownRows);
}
