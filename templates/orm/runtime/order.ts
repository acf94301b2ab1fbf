// Order, and going on behind a row: `orderBy` and `cursor` → SQL.

import { dialect } from '../engine/dialect.js';
import type { Build } from './build.js';
import { countColumn } from './count.js';
import { InvalidQuery } from './errors.js';
import { relatedSource } from './relation.js';
import { type Column, type Relation, type Table, columnOf } from './table.js';
import { encoded, joined, objectOf } from './where.js';

export interface Term {
  /** Of the table itself; a relation's column has none, as a cursor of fields can't tell its value. */
  readonly column?: Column;
  /** What its values are: a column of the table, of a related one, or a number of rows. */
  readonly values: Column;
  readonly nullable: boolean;
  /** Writes it, each time that it is needed: where parameters are told by their position, each has its own. */
  readonly write: () => string;
  readonly descending: boolean;
  readonly nulls?: 'first' | 'last';
}

/** The terms of an order, in their order. */
export function orderTerms(build: Build, table: Table, alias: string, orderBy: unknown): Term[] {
  if (orderBy === undefined) return [];
  const list: readonly unknown[] = Array.isArray(orderBy) ? orderBy : [orderBy];
  return list.flatMap((entry) =>
    objectOf(entry, `orderBy of ${table.model}`).map(([name, value]) => term(build, table, alias, name, value)),
  );
}

function term(build: Build, table: Table, alias: string, name: string, value: unknown): Term {
  const column = table.columns.get(name);
  if (column) {
    build.sees(table, column);
    return { ...ownValue(column, alias), ...ordering(table, name, value) };
  }
  const relation = table.relations.get(name);
  if (!relation) throw new InvalidQuery(`${table.model} has no field ${JSON.stringify(name)} to order by`);
  return relation.many ? countTerm(build, relation, alias, value) : relatedTerm(build, relation, alias, value);
}

function ownValue(column: Column, alias: string): Pick<Term, 'column' | 'values' | 'nullable' | 'write'> {
  return { column, values: column, nullable: column.nullable, write: () => `${alias}.${column.sql}` };
}

function ordering(table: Table, name: string, value: unknown): { descending: boolean; nulls?: 'first' | 'last' } {
  const { direction, nulls }: { direction?: unknown; nulls?: unknown } =
    typeof value === 'object' && value !== null ? value : { direction: value };
  if (direction !== 'asc' && direction !== 'desc')
    throw new InvalidQuery(`${table.model}.${name} is ordered by asc or desc only`);
  const descending = direction === 'desc';
  if (nulls === undefined) return { descending };
  if (nulls !== 'first' && nulls !== 'last')
    throw new InvalidQuery(`NULLs of ${table.model}.${name} come first or last`);
  return { descending, nulls };
}

function single(relation: Relation, value: unknown): [string, unknown] {
  const [entry, ...more] = objectOf(value, `the order by ${relation.field}`);
  if (!entry || more.length > 0)
    throw new InvalidQuery(`the order by ${relation.field} names one field; write several as a list`);
  return entry;
}

function relatedTerm(build: Build, relation: Relation, parent: string, value: unknown): Term {
  const [name, direction] = single(relation, value);
  const target = relation.target();
  const { values, descending, nulls } = term(build, target, '', name, direction);
  const write = (): string => {
    const { alias, from, on } = relatedSource(build, relation, parent);
    return `(select ${term(build, target, alias, name, direction).write()} from ${from} where ${joined([on, build.seen(target, alias)])})`;
  };
  return { values, nullable: true, write, descending, ...(nulls && { nulls }) };
}

function countTerm(build: Build, relation: Relation, parent: string, value: unknown): Term {
  const [name, direction] = single(relation, value);
  if (name !== 'count') throw new InvalidQuery(`${relation.field} are ordered by their count`);
  const target = relation.target();
  const write = (): string => {
    const { alias, from, on } = relatedSource(build, relation, parent);
    return `(select count(*) from ${from} where ${joined([on, build.seen(target, alias)])})`;
  };
  return { values: countColumn, nullable: false, write, ...ordering(target, name, direction) };
}

export function orderSql(terms: readonly Term[]): string {
  return terms
    .map(({ write, descending, nulls }) => dialect.order(write, descending ? 'desc' : 'asc', nulls))
    .join(', ');
}

/**
 * The order of a page: the primary key breaks ties, so that the next page begins where this one ends. No order stays
 * none.
 */
export function withKey(table: Table, alias: string, terms: readonly Term[]): readonly Term[] {
  const last = terms.at(-1);
  if (!last) return terms;
  return byKey(table, alias, terms, last.descending);
}

/** The terms, and behind them the fields of the primary key that are not among them. */
export function byKey(table: Table, alias: string, terms: readonly Term[], descending: boolean): readonly Term[] {
  const missing = (table.keys[0]?.fields ?? []).filter((field) => terms.every((one) => one.column?.field !== field));
  return [...terms, ...missing.map((field) => ({ ...ownValue(columnOf(table, field), alias), descending }))];
}

/** The same order from its end. */
export function reversed(terms: readonly Term[]): readonly Term[] {
  return terms.map((one) => ({
    ...one,
    descending: !one.descending,
    ...(one.nulls && { nulls: one.nulls === 'first' ? 'last' : 'first' }),
  }));
}

// -------------------------------------------------------------------------------------------------------------- cursor

/**
 * The rows behind the one with these values: behind in the first term, or equal there and behind in the second, and so
 * on.
 */
export function behind(build: Build, table: Table, terms: readonly Term[], cursor: unknown): string {
  const values = new Map(objectOf(cursor, `cursor of ${table.model}`));
  if (terms.length === 0) throw new InvalidQuery(`a cursor goes on in an order: ${table.model} needs orderBy`);
  return behindValues(
    build,
    table,
    terms,
    terms.map((one) => valueOf(table, one, values)),
  );
}

/** The same, with a value for each term. */
export function behindValues(build: Build, table: Table, terms: readonly Term[], values: readonly unknown[]): string {
  const alternatives = terms.map((last, index) =>
    [
      ...terms.slice(0, index).map((one, before) => same(build, table, one, values[before])),
      after(build, table, last, values[index]),
    ].join(' and '),
  );
  return `(${alternatives.join(' or ')})`;
}

function valueOf(table: Table, { column }: Term, values: ReadonlyMap<string, unknown>): unknown {
  if (!column) throw new InvalidQuery(`a cursor goes on in an order by columns of ${table.model} itself`);
  const value = values.get(column.field);
  if (value === undefined) throw new InvalidQuery(`the cursor lacks ${table.model}.${column.field}`);
  return value;
}

function same(build: Build, table: Table, one: Term, value: unknown): string {
  return value === null
    ? `${one.write()} is null`
    : `${one.write()} = ${build.param(encoded(table, one.values, value))}`;
}

function after(build: Build, table: Table, one: Term, value: unknown): string {
  const nullsFirst = one.nulls ? one.nulls === 'first' : dialect.nullsAreLow !== one.descending;
  if (value === null) return nullsFirst ? `${one.write()} is not null` : '1 = 0';
  const test = `${one.write()} ${one.descending ? '<' : '>'} ${build.param(encoded(table, one.values, value))}`;
  return one.nullable && !nullsFirst ? `(${test} or ${one.write()} is null)` : test;
}
