// Which rows of a table or a relation: the arguments of a list → the clauses of a SELECT.

import { dialect } from '../../../orm/engine/dialect.js';
import { orderSql, orderTerms, type Term, withKey } from '../../../orm/runtime/order.js';
import type { Source } from '../../../orm/runtime/relation.js';
import { joined, where } from '../../../orm/runtime/where.js';
import type { Output, Rows } from '../../rest/sql/shape.js';
import { ordersFirst } from '../engine/gathering.js';
import type { Model } from '../model/catalog.js';
import { type Compilation, countOf } from './compilation.js';
import type { Variables } from './variables.js';

export type { Source };

/** All rows of the model's table. */
export function wholeSource({ build }: Compilation, { table }: Model): Source {
  const alias = build.alias();
  return { alias, from: `${table.sql} ${alias}`, on: '' };
}

/** The conditions on the rows: that they are the source's, that the caller may see them, and the filter. */
export function conditionSql(
  compiling: Compilation,
  model: Model,
  { alias, on }: Source,
  filter: unknown,
  more?: () => string,
): string {
  return joined([
    on,
    compiling.visible(model, alias),
    where(compiling.build, model.table, alias, filter),
    more?.() ?? '',
  ]);
}

export function termsOf({ build }: Compilation, { table }: Model, alias: string, given: Variables): Term[] {
  return orderTerms(build, table, alias, given['orderBy']);
}

/** The clauses are made in the order of the text. */
export function listRows(
  compiling: Compilation,
  model: Model,
  source: Source,
  given: Variables,
  outputs: () => readonly Output[],
  more?: () => string,
): Rows {
  const written = outputs();
  const [condition, order] = gathered(
    () => conditionSql(compiling, model, source, given['where'], more),
    () => {
      const terms = termsOf(compiling, model, source.alias, given);
      const isPage = given['limit'] !== undefined || given['offset'] !== undefined;
      return orderSql(isPage ? withKey(model.table, source.alias, terms) : terms);
    },
  );
  return {
    ...plainRows(written, source, condition),
    order,
    range: rangeSql(compiling, countOf(given, 'limit'), countOf(given, 'offset')),
  };
}

/** Conditions and order of rows that become an array, written in the order of the text. */
export function gathered(condition: () => string, order: () => string): readonly [condition: string, order: string] {
  if (!ordersFirst) return [condition(), order()];
  const first = order();
  return [condition(), first];
}

/** The filter for the row with this key, whose parts are values, also where a value is an object. */
export function keyFilter(key: Readonly<Record<string, unknown>>): Readonly<Record<string, unknown>> {
  return Object.fromEntries(Object.entries(key).map(([field, value]) => [field, { eq: value }]));
}

export function oneRow(
  compiling: Compilation,
  model: Model,
  source: Source,
  outputs: () => readonly Output[],
  filter?: unknown,
): Rows {
  const written = outputs();
  return plainRows(written, source, conditionSql(compiling, model, source, filter));
}

export function plainRows(outputs: readonly Output[], { from }: Source, condition: string): Rows {
  return {
    outputs,
    from,
    where: condition,
    group: '',
    having: '',
    order: '',
    range: '',
    distinct: false,
    aggregated: false,
  };
}

/**
 * Never more rows than one answer may hold. Of lists at the root, too, it is a part of a function's argument on some
 * engines.
 */
export function rangeSql(
  { build, context }: Compilation,
  limit: number | undefined,
  offset: number | undefined,
): string {
  const { rows } = context.service.limits;
  return dialect.range(
    build,
    Math.min(limit ?? rows, rows),
    offset === undefined || offset === 0 ? undefined : offset,
    true,
  );
}
