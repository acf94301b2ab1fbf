// What cursors are made of, as MySQL compares it. A value goes back as the type of its column: a number that is
// compared with a text would be rounded, and an enumeration that is compared with one is not what its order is.

import * as t from '../../../orm/engine/types.js';
import type { Build } from '../../../orm/runtime/build.js';
import type { Codec } from '../../../orm/runtime/codec.js';
import type { Row } from '../../../orm/runtime/selection.js';
import type { Column } from '../../../orm/runtime/table.js';
import { Problem } from '../../runtime/problem.js';
import type { KeysetTerm, Position } from '../sql/keyset.js';
import type { Rows } from '../sql/shape.js';
import { readRows } from './json.js';

/** A comparison of rows is no range of an index here. */
export const comparesRows = false;

/** What tells the rows of a table without a key: nothing. */
export const rowKey: readonly string[] = [];

/** How values of a type travel in a cursor. */
interface Way {
  /** What is compared, in the order of the column. */
  readonly comparable?: (sql: string) => string;
  /** The text of it. */
  readonly text?: (sql: string) => string;
  /** The text as a parameter; undefined if it is none. */
  readonly value?: (text: string) => unknown;
  /** What is made of the parameter, where it has no type of its own. */
  readonly typed?: (parameter: string, text: string) => string;
}

const whole = (text: string): unknown => (/^-?\d{1,20}$/.test(text) ? BigInt(text) : undefined);
const real = (text: string): unknown => (text === '' || !Number.isFinite(Number(text)) ? undefined : Number(text));
const asNumber = (sql: string): string => `(${sql} + 0)`;
const decimalText = /^-?\d{1,65}(?:\.(\d{1,38}))?$/;

const number: Way = { value: whole };
const double: Way = { text: (sql) => `(${sql} + 0e0)`, value: real };
const numbered: Way = { comparable: asNumber, text: asNumber, value: whole };
const exact: Way = {
  value: (text) => (decimalText.test(text) ? text : undefined),
  typed: (parameter, text) => `cast(${parameter} as decimal(65, ${String(decimalText.exec(text)?.[1]?.length ?? 0)}))`,
};
const bytes: Way = { text: (sql) => `hex(${sql})`, value: (text) => Buffer.from(text, 'hex') };

const ways: ReadonlyMap<Codec, Way> = new Map<Codec, Way>([
  ...[t.boolean, t.integer, t.bigint].map((codec) => [codec, number] as const),
  ...[t.float, t.float32].map((codec) => [codec, double] as const),
  ...[t.text, t.date, t.time, t.timestamp, t.timestamptz, t.uuid].map((codec) => [codec, {}] as const),
  [t.decimal, exact],
  [t.bytes, bytes],
  [t.bits, numbered],
]);

function wayOf(column: Column | undefined): Way {
  const way = column && (ways.get(column.codec) ?? (t.isLabel(column.codec) ? numbered : undefined));
  if (!way)
    throw new Problem(400, 'PGRST100', `"after" is not possible in an order by ${column?.name ?? 'that'}`, {
      details: 'values of its type are sorted in another way than they are compared',
    });
  return way;
}

export function comparable(column: Column | undefined, sql: string): string {
  return wayOf(column).comparable?.(sql) ?? sql;
}

export function given(build: Build, column: Column | undefined, text: string): string {
  const { value = (same: string): unknown => same, typed = (parameter: string): string => parameter } = wayOf(column);
  const found = value(text);
  if (found === undefined)
    throw new Problem(400, 'PGRST100', '"after" has a cursor that is not one of this list', {
      details: 'it is not as it was given',
    });
  return typed(build.param(found), text);
}

/** The rows, each with where it is. */
export const pageText: (rows: Rows, terms: readonly KeysetTerm[], csv: boolean) => string = (rows, terms) =>
  readRows(
    rows,
    terms
      .map(({ column, sql }, index) => `, cast(${wayOf(column).text?.(sql) ?? sql} as char) as k${String(index)}`)
      .join(''),
  );

export function lastOf(rows: readonly Row[], terms: number): Position | undefined {
  const last = rows.at(-1);
  return last && Array.from({ length: terms }, (_, index) => last[`k${String(index)}`] as string | null);
}
