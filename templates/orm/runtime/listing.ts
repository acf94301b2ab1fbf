// Which rows of a table, and in which order: the clauses of a query that selects, includes and lists alike have.

import { dialect } from '../engine/dialect.js';
import type { Build } from './build.js';
import { InvalidQuery } from './errors.js';
import { behind, orderSql, orderTerms, withKey } from './order.js';
import type { Row } from './selection.js';
import type { Table } from './table.js';
import { joined, where } from './where.js';

/** SQL without its keywords; empty where there is nothing to say. `range` is finished. */
export interface Listed {
  readonly where: string;
  readonly order: string;
  readonly range: string;
}

/** The clauses of `query` on the rows called `alias`; of a relation, `on` is what joins them to their parent. */
export function listed(build: Build, table: Table, alias: string, query: Row, on: string): Listed {
  const { cursor } = query;
  const ordered = orderTerms(build, table, alias, query['orderBy']);
  const terms = query['limit'] === undefined && cursor === undefined ? ordered : withKey(table, alias, ordered);
  const conditions = [on, where(build, table, alias, query['where'])];
  if (cursor !== undefined) conditions.push(behind(build, table, terms, cursor));
  return { where: joined(conditions), order: orderSql(terms), range: range(build, query, on !== '') };
}

export function range(build: Build, query: Row, nested = false): string {
  const limit = rowCount(query['limit'], 'limit');
  const offset = rowCount(query['offset'], 'offset');
  return limit === undefined && offset === undefined ? '' : dialect.range(build, limit, offset, nested);
}

function rowCount(value: unknown, clause: string): number | undefined {
  if (value === undefined || (typeof value === 'number' && Number.isSafeInteger(value) && value >= 0)) return value;
  throw new InvalidQuery(`${clause} is a number of rows`);
}

/** A clause with its keyword, if there is something in it. */
export function clause(word: string, text: string): string {
  return text === '' ? '' : ` ${word} ${text}`;
}
