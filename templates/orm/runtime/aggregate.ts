// Numbers about rows: count, sum, average, smallest and greatest, of all rows or of groups.

import { dialect } from '../engine/dialect.js';
import { average, counted, decimal, summed } from '../engine/types.js';
import { Build } from './build.js';
import { countColumn } from './count.js';
import { InvalidQuery } from './errors.js';
import { clause, range } from './listing.js';
import type { Read } from './read.js';
import { type Reader, type Row, clausesOf } from './selection.js';
import { type Column, type Table, columnOf } from './table.js';
import type { Direction, ModelTypes, Operators } from './types.js';
import { compare, joined, objectOf, where } from './where.js';

// --------------------------------------------------------------------------------------------------------------- types

type Numeric<T extends ModelTypes> = Extract<T['numeric'], keyof T['row']>;

/** Some of the fields, each with the same. */
type Some<F extends PropertyKey, V> = Readonly<Partial<Record<F, V>>>;

export interface Measures<T extends ModelTypes> {
  readonly count?: true;
  readonly sum?: Some<Numeric<T>, true>;
  readonly avg?: Some<Numeric<T>, true>;
  readonly min?: Some<keyof T['row'], true>;
  readonly max?: Some<keyof T['row'], true>;
}

export interface Aggregate<T extends ModelTypes> extends Measures<T> {
  readonly where?: T['where'];
}

export interface GroupBy<T extends ModelTypes> extends Aggregate<T> {
  readonly by: readonly (keyof T['row'])[];
  readonly having?: Having<T>;
  readonly orderBy?: GroupOrder<T>;
  readonly limit?: number;
  readonly offset?: number;
}

/** What may be given for a value: a large whole number may be small, and a decimal a number. */
type Given<V> = V extends bigint ? bigint | number : V extends string ? string | number | bigint : V;

/** Conditions on the measures of a group. */
export interface Having<T extends ModelTypes> {
  readonly count?: Operators<number>;
  readonly sum?: { readonly [F in Numeric<T>]?: Operators<Given<T['row'][F]>> };
  readonly avg?: Some<Numeric<T>, Operators<number | string>>;
  readonly min?: { readonly [F in keyof T['row']]?: Operators<Given<T['row'][F]>> };
  readonly max?: { readonly [F in keyof T['row']]?: Operators<Given<T['row'][F]>> };
}

export interface GroupOrder<T extends ModelTypes> {
  readonly by?: Some<keyof T['row'], Direction>;
  readonly count?: Direction;
  readonly sum?: Some<Numeric<T>, Direction>;
  readonly avg?: Some<Numeric<T>, Direction>;
  readonly min?: Some<keyof T['row'], Direction>;
  readonly max?: Some<keyof T['row'], Direction>;
}

/** What was asked for. Of no rows the sum, the smallest and so on are null. */
export type Measured<T extends ModelTypes, Q> = {
  [M in Extract<keyof Q, keyof Measures<T>>]: M extends 'count'
    ? number
    : { [F in keyof Q[M]]: F extends keyof T['row'] ? Measure<M, NonNullable<T['row'][F]>> | null : never };
};

/** Averages of exact numbers are exact, too: they come as text. */
type Measure<M, V> = M extends 'avg' ? (V extends number ? number : string) : V;

export type Group<T extends ModelTypes, Q> = Measured<T, Q> & {
  by: Q extends { readonly by: readonly (infer F)[] } ? Pick<T['row'], Extract<F, keyof T['row']>> : never;
};

// ----------------------------------------------------------------------------------------------------------------- SQL

const functions = ['sum', 'avg', 'min', 'max'] as const;
type FunctionName = (typeof functions)[number];

function readerOf(name: FunctionName, column: Column): Reader | undefined {
  switch (name) {
    case 'sum':
      return summed(column.codec);
    case 'avg':
      return average(column.codec);
    case 'min':
    case 'max':
      return column.codec.decode;
  }
}

function expression(table: Table, alias: string, name: FunctionName, field: string): { column: Column; sql: string } {
  const column = columnOf(table, field);
  if ((name === 'sum' || name === 'avg') && column.codec.family !== 'number') {
    throw new InvalidQuery(`${table.model}.${field} is no number to take the ${name} of`);
  }
  return { column, sql: `${name}(${alias}.${column.sql})` };
}

/** A value to read: where it goes in the result, and how. */
interface Item {
  readonly path: readonly [string, string?];
  readonly sql: string;
  readonly read?: Reader | undefined;
}

function measures(table: Table, alias: string, query: Row): Item[] {
  const items: Item[] = query['count'] === true ? [{ path: ['count'], sql: 'count(*)', read: counted }] : [];
  for (const name of functions) {
    if (query[name] === undefined) continue;
    for (const [field, wanted] of objectOf(query[name], `${name} of ${table.model}`)) {
      const { column, sql } = expression(table, alias, name, field);
      if (wanted === true) items.push({ path: [name, field], sql, read: readerOf(name, column) });
    }
  }
  return items;
}

const aggregateClauses = new Set(['where', 'count', ...functions]);
const groupClauses = new Set([...aggregateClauses, 'by', 'having', 'orderBy', 'limit', 'offset']);

export function aggregate(table: Table, asked: unknown): Read {
  const build = new Build();
  const query = clausesOf(asked, table.model, aggregateClauses);
  const alias = build.alias();
  const items = measures(table, alias, query);
  if (items.length === 0) throw new InvalidQuery(`nothing is asked about ${table.model}`);
  const condition = where(build, table, alias, query['where']);
  return read(build, items, `from ${table.sql} ${alias}${clause('where', condition)}`);
}

export function groupBy(table: Table, asked: unknown): Read {
  const build = new Build();
  const query = clausesOf(asked, table.model, groupClauses);
  const alias = build.alias();
  const fields: readonly unknown[] = Array.isArray(query['by']) ? query['by'] : [];
  const columns = fields.map((field) => columnOf(table, String(field)));
  if (columns.length === 0) throw new InvalidQuery(`${table.model} is grouped by at least one field`);
  const groups = columns.map(({ field, sql, codec }): Item => ({
    path: ['by', field],
    sql: `${alias}.${sql}`,
    read: codec.decode,
  }));
  const condition = where(build, table, alias, query['where']);
  const grouping = groups.map(({ sql }) => sql).join(', ');
  const having = havingSql(build, table, alias, query['having']);
  const order = groupOrder(table, alias, query['orderBy']);
  const text =
    `from ${table.sql} ${alias}${clause('where', condition)} group by ${grouping}` +
    `${clause('having', having)}${clause('order by', order)}${range(build, query)}`;
  return read(build, [...groups, ...measures(table, alias, query)], text);
}

function read(build: Build, items: readonly Item[], rest: string): Read {
  const columns = items.map(({ sql }, index) => `${sql} as ${dialect.quote(`c${String(index)}`)}`);
  return {
    statement: build.statement(`select ${columns.join(', ')} ${rest}`),
    finish: (row) => {
      for (const [index, item] of items.entries()) {
        const name = `c${String(index)}`;
        place(row, item, row[name]);
        Reflect.deleteProperty(row, name);
      }
    },
  };
}

function place(row: Row, { path: [name, field], read }: Item, wire: unknown): void {
  const value = read && wire !== null ? read(wire) : wire;
  if (field === undefined) row[name] = value;
  else ((row[name] ??= {}) as Row)[field] = value;
}

function havingSql(build: Build, table: Table, alias: string, having: unknown): string {
  if (having === undefined) return '';
  const conditions = objectOf(having, `having of ${table.model}`).flatMap(([name, value]) => {
    if (name === 'count') return [operators(build, table, countColumn, 'count(*)', value)];
    return objectOf(value, `having ${name}`).map(([field, test]) => {
      const { column, sql } = expression(table, alias, functionOf(name), field);
      return operators(build, table, name === 'avg' ? { ...column, codec: decimal } : column, sql, test);
    });
  });
  return joined(conditions);
}

function operators(build: Build, table: Table, column: Column, sql: string, test: unknown): string {
  return joined(
    objectOf(test, `having ${column.field}`).map(([name, value]) => compare(build, table, column, sql, name, value)),
  );
}

function functionOf(name: string): FunctionName {
  const found = functions.find((one) => one === name);
  if (found === undefined) throw new InvalidQuery(`there is no measure ${JSON.stringify(name)}`);
  return found;
}

function groupOrder(table: Table, alias: string, orderBy: unknown): string {
  if (orderBy === undefined) return '';
  return objectOf(orderBy, `orderBy of ${table.model}`)
    .flatMap(([name, value]) => {
      if (name === 'count') return [`count(*) ${direction(value)}`];
      return objectOf(value, `orderBy ${name}`).map(([field, way]) => {
        const sql =
          name === 'by'
            ? `${alias}.${columnOf(table, field).sql}`
            : expression(table, alias, functionOf(name), field).sql;
        return `${sql} ${direction(way)}`;
      });
    })
    .join(', ');
}

function direction(value: unknown): Direction {
  if (value === 'asc' || value === 'desc') return value;
  throw new InvalidQuery('an order is asc or desc');
}
