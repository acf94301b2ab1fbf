// Order, and going on behind a row: `orderBy` and `cursor` → SQL.

import { dialect } from '../engine/dialect.js';
import type { Build } from './build.js';
import { InvalidQuery } from './errors.js';
import { relatedSource } from './relation.js';
import { type Column, type Relation, type Table, columnOf } from './table.js';
import { encoded, objectOf } from './where.js';

interface Term {
  /** Of the table itself; a relation's column has none, as a cursor can't tell its value. */
  readonly column?: Column;
  readonly expression: string;
  readonly descending: boolean;
  readonly nulls?: 'first' | 'last';
}

/** The terms of an order, in their order. */
export function orderTerms(build: Build, table: Table, alias: string, orderBy: unknown): Term[] {
  if (orderBy === undefined) return [];
  const list: readonly unknown[] = Array.isArray(orderBy) ? orderBy : [orderBy];
  return list.flatMap((entry) => objectOf(entry, `orderBy of ${table.model}`).map(([name, value]) => term(build, table, alias, name, value)));
}

function term(build: Build, table: Table, alias: string, name: string, value: unknown): Term {
  const column = table.columns.get(name);
  if (column) return { column, expression: `${alias}.${column.sql}`, ...ordering(table, name, value) };
  const relation = table.relations.get(name);
  if (!relation) throw new InvalidQuery(`${table.model} has no field ${JSON.stringify(name)} to order by`);
  return relation.many ? countTerm(build, relation, alias, value) : relatedTerm(build, relation, alias, value);
}

function ordering(table: Table, name: string, value: unknown): { descending: boolean; nulls?: 'first' | 'last' } {
  const { direction, nulls }: { direction?: unknown; nulls?: unknown } =
    typeof value === 'object' && value !== null ? value : { direction: value };
  if (direction !== 'asc' && direction !== 'desc') throw new InvalidQuery(`${table.model}.${name} is ordered by asc or desc only`);
  const descending = direction === 'desc';
  if (nulls === undefined) return { descending };
  if (nulls !== 'first' && nulls !== 'last') throw new InvalidQuery(`NULLs of ${table.model}.${name} come first or last`);
  return { descending, nulls };
}

function single(relation: Relation, value: unknown): [string, unknown] {
  const [entry, ...more] = objectOf(value, `the order by ${relation.field}`);
  if (!entry || more.length > 0) throw new InvalidQuery(`the order by ${relation.field} names one field; write several as a list`);
  return entry;
}

function relatedTerm(build: Build, relation: Relation, parent: string, value: unknown): Term {
  const [name, direction] = single(relation, value);
  const source = relatedSource(build, relation, parent);
  const { expression, descending, nulls } = term(build, relation.target(), source.alias, name, direction);
  return { expression: `(select ${expression} from ${source.from} where ${source.on})`, descending, ...(nulls && { nulls }) };
}

function countTerm(build: Build, relation: Relation, parent: string, value: unknown): Term {
  const [name, direction] = single(relation, value);
  if (name !== 'count') throw new InvalidQuery(`${relation.field} are ordered by their count`);
  const source = relatedSource(build, relation, parent);
  return { expression: `(select count(*) from ${source.from} where ${source.on})`, ...ordering(relation.target(), name, direction) };
}

export function orderSql(terms: readonly Term[]): string {
  return terms.map(({ expression, descending, nulls }) => dialect.order(expression, descending ? 'desc' : 'asc', nulls)).join(', ');
}

/** The order of a page: the primary key breaks ties, so that the next page begins where this one ends. No order stays none. */
export function withKey(table: Table, alias: string, terms: readonly Term[]): readonly Term[] {
  const last = terms.at(-1);
  if (!last) return terms;
  const { descending } = last;
  const missing = (table.keys[0]?.fields ?? []).filter((field) => terms.every((one) => one.column?.field !== field));
  return [...terms, ...missing.map((field) => ownTerm(table, alias, field, descending))];
}

function ownTerm(table: Table, alias: string, field: string, descending: boolean): Term {
  const column = columnOf(table, field);
  return { column, expression: `${alias}.${column.sql}`, descending };
}

// --------------------------------------------------------------------------------------------------- cursor

/** The rows behind the one with these values: behind in the first term, or equal there and behind in the second, and so on. */
export function behind(build: Build, table: Table, terms: readonly Term[], cursor: unknown): string {
  const values = new Map(objectOf(cursor, `cursor of ${table.model}`));
  const alternatives = terms.map((last, index) =>
    [...terms.slice(0, index).map((one) => same(build, table, one, values)), after(build, table, last, values)].join(' and '),
  );
  if (alternatives.length === 0) throw new InvalidQuery(`a cursor goes on in an order: ${table.model} needs orderBy`);
  return `(${alternatives.join(' or ')})`;
}

function valueOf(table: Table, { column }: Term, values: ReadonlyMap<string, unknown>): { column: Column; value: unknown } {
  if (!column) throw new InvalidQuery(`a cursor goes on in an order by columns of ${table.model} itself`);
  const value = values.get(column.field);
  if (value === undefined) throw new InvalidQuery(`the cursor lacks ${table.model}.${column.field}`);
  return { column, value };
}

function same(build: Build, table: Table, one: Term, values: ReadonlyMap<string, unknown>): string {
  const { column, value } = valueOf(table, one, values);
  return value === null ? `${one.expression} is null` : `${one.expression} = ${build.param(encoded(table, column, value))}`;
}

function after(build: Build, table: Table, one: Term, values: ReadonlyMap<string, unknown>): string {
  const { column, value } = valueOf(table, one, values);
  const nullsFirst = one.nulls ? one.nulls === 'first' : dialect.nullsAreLow !== one.descending;
  if (value === null) return nullsFirst ? `${one.expression} is not null` : '1 = 0';
  const test = `${one.expression} ${one.descending ? '<' : '>'} ${build.param(encoded(table, column, value))}`;
  return column.nullable && !nullsFirst ? `(${test} or ${one.expression} is null)` : test;
}
