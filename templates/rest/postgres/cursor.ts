// What cursors are made of, as PostgreSQL reads and compares it: it writes each value as text, and reads it as the type
// that it is compared with.

import { dialect } from '../../../orm/engine/dialect.js';
import type { Build } from '../../../orm/runtime/build.js';
import type { Row } from '../../../orm/runtime/selection.js';
import type { Column } from '../../../orm/runtime/table.js';
import type { KeysetTerm, Position } from '../sql/keyset.js';
import { type Rows, clauses } from '../sql/shape.js';
import { gathered, gatheredCsv } from './json.js';

/** (a, b) > (1, 2) is a range of an index over both. */
export const comparesRows = true;

/** What tells the rows of a table without a key: nothing that would stay. */
export const rowKey: readonly string[] = [];

export const comparable: (column: Column | undefined, sql: string) => string = (_, sql) => sql;

export const given: (build: Build, column: Column | undefined, text: string) => string = (build, _, text) =>
  build.param(text);

/** The rows, and where the last one is. */
export function pageText(rows: Rows, terms: readonly KeysetTerm[], csv: boolean): string {
  const columns = rows.outputs.map(({ name, sql }) => `${sql} as ${dialect.quote(name)}`).join(', ');
  const place = `to_json(array[${terms.map(({ sql }) => `${sql}::text`).join(', ')}])::text`;
  const each = `select (select r from (select ${columns}) r) as r, ${place} as k ${clauses(rows)}`;
  return `select ${csv ? gatheredCsv('r.r') : gathered('r.r')} as body, count(*)::int as page, (array_agg(r.k))[count(*)] as last from (${each}) r`;
}

export function lastOf([row]: readonly Row[], terms: number): Position | undefined {
  const text = row?.['last'];
  return typeof text === 'string' && terms > 0 ? (JSON.parse(text) as Position) : undefined;
}
