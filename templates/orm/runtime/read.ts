// Statements that read: of rows, of their number, of what they add up to.

import { dialect } from '../engine/dialect.js';
import { Build, type Statement } from './build.js';
import { InvalidQuery } from './errors.js';
import { clause, listed } from './listing.js';
import type { Scope } from './scope.js';
import { type Row, type Selection, clausesOf, listClauses, selection, shapeClauses } from './selection.js';
import { type Key, type Table, columnOf } from './table.js';
import { encoded, objectOf, where } from './where.js';

/** A statement, and how its rows are finished. */
export interface Read {
  readonly statement: Statement;
  readonly finish?: Selection['finish'];
}

export function readMany(table: Table, asked: unknown): Read {
  const build = new Build();
  const query = clausesOf(asked, table.model, listClauses);
  const alias = build.alias();
  const { columns, finish } = selection(build, table, alias, query);
  const list = listed(build, table, alias, query, '');
  const text = `select ${columns} from ${table.sql} ${alias}${clause('where', list.where)}${clause('order by', list.order)}${list.range}`;
  return { statement: build.statement(text), ...(finish && { finish }) };
}

export function readCount(table: Table, filter: unknown): Statement {
  const build = new Build();
  const alias = build.alias();
  const condition = where(build, table, alias, filter);
  return build.statement(
    `select count(*) as ${dialect.quote('count')} from ${table.sql} ${alias}${clause('where', condition)}`,
  );
}

export function readExists(table: Table, filter: unknown): Statement {
  const build = new Build();
  const alias = build.alias();
  const condition = where(build, table, alias, filter);
  return build.statement(
    `select 1 as ${dialect.quote('found')} from ${table.sql} ${alias}${clause('where', condition)} limit 1`,
  );
}

// ---------------------------------------------------------------------------------------------------------------- keys

/** The key whose fields are given, all of them and no others. */
export function keyOf(table: Table, given: unknown): Key {
  const names = objectOf(given, `the key of ${table.model}`).map(([name]) => name);
  const found = table.keys.find(
    ({ fields }) => fields.length === names.length && fields.every((field) => names.includes(field)),
  );
  if (found) return found;
  const known = table.keys.map(({ fields }) => fields.join(' and ')).join(', or ');
  throw new InvalidQuery(`one ${table.model} is told by ${known}`);
}

/** The condition that the row has this key. A key with a NULL in it tells no row. */
export function keyCondition(build: Build, table: Table, alias: string, given: unknown): string {
  const values = given as Row;
  return keyOf(table, given)
    .fields.map((field) => {
      const column = columnOf(table, field);
      const value = values[field];
      if (value === undefined || value === null) throw new InvalidQuery(`the key of ${table.model} lacks ${field}`);
      return `${alias}${column.sql} = ${build.param(encoded(table, column, value))}`;
    })
    .join(' and ');
}

export function readOne(table: Table, key: unknown, shape: unknown): Read {
  const build = new Build();
  const alias = build.alias();
  const { columns, finish } = selection(build, table, alias, clausesOf(shape, table.model, shapeClauses));
  const text = `select ${columns} from ${table.sql} ${alias} where ${keyCondition(build, table, `${alias}.`, key)}`;
  return { statement: build.statement(text), ...(finish && { finish }) };
}

/** The whole row that has this key. */
export async function rowOf(scope: Scope, table: Table, key: unknown): Promise<Row | undefined> {
  const { statement, finish } = readOne(table, key, {});
  const [row] = (await scope.run(statement)).rows;
  if (row) finish?.(row);
  return row;
}
