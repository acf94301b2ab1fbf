// What cursors are made of, as SQLite compares it: by storage class first, so that is a part of each value's text.

import type { Build } from '../../../orm/runtime/build.js';
import type { Row } from '../../../orm/runtime/selection.js';
import type { Column } from '../../../orm/runtime/table.js';
import { Problem } from '../../runtime/problem.js';
import type { KeysetTerm, Position } from '../sql/keyset.js';
import type { Rows } from '../sql/shape.js';
import { readRows } from './json.js';

/** (a, b) > (1, 2) is a range of an index over both. */
export const comparesRows = true;

/** What tells the rows of a table without a key. */
export const rowKey: readonly string[] = ['rowid'];

export const comparable: (column: Column | undefined, sql: string) => string = (_, sql) => sql;

const storages: ReadonlyMap<string, (text: string) => unknown> = new Map<string, (text: string) => unknown>([
  ['i', (text) => (/^-?\d{1,19}$/.test(text) ? BigInt(text) : undefined)],
  ['r', (text) => (text === '' || Number.isNaN(Number(text)) ? undefined : Number(text))],
  ['t', (text) => text],
  ['b', (text) => Buffer.from(text, 'hex')],
]);

export function given(build: Build, _: Column | undefined, text: string): string {
  const value = storages.get(text.charAt(0))?.(text.slice(1));
  if (value === undefined)
    throw new Problem(400, 'PGRST100', '"after" has a cursor that is not one of this list', {
      details: 'it is not as it was given',
    });
  return build.param(value);
}

/** The rows, each with where it is. */
export const pageText: (rows: Rows, terms: readonly KeysetTerm[], csv: boolean) => string = (rows, terms) =>
  readRows(rows, terms.map(({ sql }, index) => `, ${sql} as k${String(index)}`).join(''));

export function lastOf(rows: readonly Row[], terms: number): Position | undefined {
  const last = rows.at(-1);
  return last && Array.from({ length: terms }, (_, index) => textOf(last[`k${String(index)}`]));
}

function textOf(value: unknown): string | null {
  if (value === null || value === undefined) return null;
  if (typeof value === 'bigint') return `i${String(value)}`;
  if (typeof value === 'number') return `r${String(value)}`;
  return Buffer.isBuffer(value) ? `b${value.toString('hex')}` : `t${value as string}`;
}
