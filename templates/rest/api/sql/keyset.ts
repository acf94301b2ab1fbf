// Going on behind a row: the rows of a page are those behind the last one of the page before, in the order of the list.
// However far the pages have got, the database begins in the middle of an index, where an offset would count all rows
// before.
//
// The order is made total by a key, so that rows which are equal in what was asked for are still one behind the other.
// Values travel as texts (http/cursor.ts), as engine/cursor.ts reads and compares them.

import { dialect } from '../../../orm/engine/dialect.js';
import type { Build } from '../../../orm/runtime/build.js';
import type { Column } from '../../../orm/runtime/table.js';
import { Problem } from '../../runtime/problem.js';
import { comparable, comparesRows, given, rowKey } from '../engine/cursor.js';
import type { Resource } from '../model/resource.js';
import type { OrderTerm } from '../query/tree.js';
import { isAggregated } from './aggregated.js';
import type { Subject } from './condition.js';
import { readable } from './context.js';

export interface KeysetTerm {
  /** Absent for the number that an engine gives to a row of a table without a key. */
  readonly column?: Column;
  readonly name: string;
  readonly sql: string;
  readonly descending: boolean;
  /** Where NULLs come; absent where there are none. */
  readonly nulls?: 'first' | 'last';
}

/** A value of each term; NULL is null. */
export type Position = readonly (string | null)[];

/** The order of the list, made total. */
export function keysetTerms(subject: Subject): readonly KeysetTerm[] {
  if (isAggregated(subject)) throw refused(subject.resource, 'groups have no keys to go on behind');
  const terms = new Map<string, KeysetTerm>();
  for (const one of subject.node.order) {
    const term = termOf(subject, one);
    if (!terms.has(term.name)) terms.set(term.name, term);
  }
  const descending = subject.node.order.at(-1)?.descending ?? false;
  for (const term of keyTerms(subject, descending)) if (!terms.has(term.name)) terms.set(term.name, term);
  return [...terms.values()];
}

function termOf(subject: Subject, { relation, field, descending, nulls }: OrderTerm): KeysetTerm {
  const { context, resource, alias } = subject;
  if (relation !== undefined || field.steps.length > 0 || resource.computed.has(field.name)) {
    throw refused(resource, `it goes on in an order by columns of ${resource.name} itself`);
  }
  const column = readable(context, resource, field.name);
  const usual = descending ? 'first' : 'last';
  return {
    column,
    name: column.name,
    sql: `${alias}.${column.sql}`,
    descending,
    ...(column.nullable && { nulls: nulls ?? usual }),
  };
}

/** What tells rows apart that are alike otherwise. */
function keyTerms({ context, resource, alias }: Subject, descending: boolean): readonly KeysetTerm[] {
  const { table } = resource;
  const certain = table.keys.find(({ fields }) =>
    fields.every((field) => table.columns.get(field)?.nullable === false),
  );
  if (certain) {
    return certain.fields.flatMap((field) => {
      const column = table.columns.get(field);
      return column
        ? [
            {
              column: readable(context, resource, column.name),
              name: column.name,
              sql: `${alias}.${column.sql}`,
              descending,
            },
          ]
        : [];
    });
  }
  const numbers = table.view === true ? [] : rowKey;
  if (numbers.length === 0) throw refused(resource, `${resource.name} has no key that would tell equal rows apart`);
  return numbers.map((sql) => ({ name: sql, sql: `${alias}.${sql}`, descending }));
}

function refused({ name }: Resource, details: string): Problem {
  return new Problem(400, 'PGRST100', `"after" is not possible in this list of ${name}`, {
    details,
    hint: 'Page through it by "limit" and "offset".',
  });
}

export function keysetOrder(terms: readonly KeysetTerm[]): string {
  return terms
    .map(({ sql, descending, nulls }) =>
      dialect.order(() => sql, descending ? 'desc' : 'asc', isUsual(descending, nulls) ? undefined : nulls),
    )
    .join(', ');
}

/** Does the engine sort them so if nothing is said? */
function isUsual(descending: boolean, nulls: KeysetTerm['nulls']): boolean {
  return nulls === undefined || (nulls === 'first') === (dialect.nullsAreLow !== descending);
}

/** The order in words: a cursor is good for that one only. */
export function orderName({ schema, name }: Resource, terms: readonly KeysetTerm[]): string {
  return JSON.stringify([schema, name, ...terms.map((term) => [term.name, term.descending, term.nulls ?? ''])]);
}

// -------------------------------------------------------------------------------------------------------------- behind

/**
 * Are the rows without a value in the first term behind those with one, and the position among those? A condition that
 * has both is no range of an index, so they are left out as long as the others fill a page.
 */
export function hasNullsBehind([first]: readonly KeysetTerm[], [value]: Position): boolean {
  return first?.nulls === 'last' && value !== null;
}

/** The condition on rows behind the position; `nulls`: also those without a value in the first term. */
export function behind(build: Build, terms: readonly KeysetTerm[], position: Position, nulls: boolean): string {
  const [first, ...more] = terms.map((term, index) => ({
    term: index > 0 || nulls ? term : sure(term),
    value: position[index] ?? null,
  }));
  if (!first) return '';
  const all = [first, ...more];
  if (
    comparesRows &&
    all.every(({ term, value }) => value !== null && term.nulls !== 'last' && term.descending === first.term.descending)
  )
    return rowBehind(build, all);
  const bound =
    first.value === null || first.term.nulls === 'last'
      ? ''
      : `${compared(build, first, first.term.descending ? '<=' : '>=')} and `;
  return `${bound}${chain(build, all)}`;
}

/** The term where only rows with a value are asked for. */
function sure({ nulls, ...term }: KeysetTerm): KeysetTerm {
  return nulls === 'first' ? { ...term, nulls } : term;
}

interface At {
  readonly term: KeysetTerm;
  readonly value: string | null;
}

/** One after the other, as rows are compared. NULLs that come first are behind no value. */
function rowBehind(build: Build, all: readonly At[]): string {
  const left = all.map(({ term }) => comparable(term.column, term.sql));
  const right = all.map(({ term, value }) => given(build, term.column, value ?? ''));
  return `(${left.join(', ')}) ${all[0]?.term.descending === true ? '<' : '>'} (${right.join(', ')})`;
}

/** Behind in the first term, or equal there and behind in the others. */
function chain(build: Build, [first, ...more]: readonly At[]): string {
  if (!first) return '1 = 0';
  const after = afterOne(build, first);
  if (more.length === 0) return after;
  const same = first.value === null ? `${first.term.sql} is null` : compared(build, first, '=');
  return `(${after} or (${same} and ${chain(build, more)}))`;
}

function afterOne(build: Build, { term, value }: At): string {
  if (value === null) return term.nulls === 'first' ? `${term.sql} is not null` : '1 = 0';
  const test = compared(build, { term, value }, term.descending ? '<' : '>');
  return term.nulls === 'last' ? `(${test} or ${term.sql} is null)` : test;
}

function compared(build: Build, { term, value }: At, sign: string): string {
  return `${comparable(term.column, term.sql)} ${sign} ${given(build, term.column, value ?? '')}`;
}
