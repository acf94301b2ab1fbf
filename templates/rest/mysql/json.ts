// Rows as JSON, as MySQL makes it: json_object of names and values. Each row of the result has one row of JSON.
//
// What a column's type says it should be is written as PostgreSQL would: booleans as such, moments in ISO form, bytes
// in hexadecimal digits.

import { dialect } from '../../../orm/engine/dialect.js';
import * as t from '../../../orm/engine/types.js';
import type { Build } from '../../../orm/runtime/build.js';
import type { Codec } from '../../../orm/runtime/codec.js';
import type { Row } from '../../../orm/runtime/selection.js';
import type { Column } from '../../../orm/runtime/table.js';
import { Problem } from '../../runtime/problem.js';
import { type Output, type Rows, clauses } from '../sql/shape.js';
import { document, jsonNull, truth } from './documents.js';

type Written = (sql: string) => string;

const asText: Written = (sql) => `cast(${sql} as char)`;
const withoutZeros: Written = (sql) => `trim(trailing '.' from trim(trailing '0' from ${sql}))`;
const moment: Written = (sql) => withoutZeros(`date_format(${sql}, '%Y-%m-%dT%H:%i:%s.%f')`);
const instant: Written = (sql) => `concat(${moment(sql)}, '+00:00')`;
const time: Written = (sql) => withoutZeros(`time_format(${sql}, '%H:%i:%s.%f')`);

/** How a type is written; numbers and texts are what they are. */
const written: ReadonlyMap<Codec, Written> = new Map<Codec, Written>([
  [t.boolean, truth],
  [t.json, document],
  [t.recodedText, (sql) => `convert(${sql} using utf8mb4)`],
  [t.bytes, (sql) => `concat('\\\\x', lower(hex(${sql})))`],
  [t.geometry, (sql) => `hex(${sql})`],
  [t.bits, (sql) => `bin(${sql})`],
  [t.timestamp, moment],
  [t.timestamptz, instant],
  [t.time, time],
  [t.date, asText],
  [t.other, asText],
]);

export function value({ codec, padded }: Column, sql: string): string {
  if (padded) return `(${sql} + 0)`;
  const numberOrText = codec.family === 'number' || codec.family === 'text';
  return (written.get(codec) ?? (numberOrText ? (same: string) => same : asText))(sql);
}

export function object(outputs: readonly Output[]): string {
  return `json_object(${outputs.map(({ name, sql }) => `${literal(name)}, ${sql}`).join(', ')})`;
}

/** A name of the result is the client's: it is data, but the same for all rows, so it stands in the text. */
export function literal(text: string): string {
  if (text.includes('\0')) throw new Problem(400, 'PGRST100', `${JSON.stringify(text)} is no name`);
  return `'${text.replace(/['\\]/g, '$&$&')}'`;
}

// ----------------------------------------------------------------------------------------------------------- relations

function gathered(rows: Rows, row: string): string {
  if (rows.aggregated)
    return rows.group === ''
      ? `coalesce((select json_array(${row}) ${clauses({ ...rows, range: '' })}), json_array())`
      : grouped();
  return dialect.gather({ row, from: rows.from, where: rows.where || '1 = 1', order: rows.order, range: rows.range });
}

function grouped(): never {
  throw new Problem(400, 'PGRST127', 'this database does not group the rows of an embedded resource');
}

export function many(rows: Rows): string {
  return document(gathered(rows, object(rows.outputs)));
}

export function one(rows: Rows): string {
  return document(`(select ${object(rows.outputs)} ${clauses({ ...rows, range: ' limit 1' })})`);
}

export function list(rows: Rows, { sql }: Output): string {
  return document(gathered(rows, sql));
}

// ----------------------------------------------------------------------------------------------------------- top level

/** `more` are other columns, with a comma before each. */
export function readRows(rows: Rows, more = ''): string {
  return `select ${rows.distinct ? 'distinct ' : ''}${object(rows.outputs)} as body${more} ${clauses(rows)}`;
}

export const readEach: (rows: Rows) => string = readRows;

/** CSV is made of the JSON. */
export const readCsv: ((rows: Rows) => string) | undefined = undefined;

export interface Body {
  readonly text: string;
  readonly count: number;
}

export function bodyOf(rows: readonly Row[]): Body {
  return { text: `[${rows.map((row) => row['body'] as string).join(',')}]`, count: rows.length };
}

// --------------------------------------------------------------------------------------------------------- within JSON

/** `->` gives a document, `->>` the text in it. A whole number is an index, where there is an array. */
export function step(build: Build, sql: string, key: string, asText: boolean): string {
  const index = /^-?\d{1,9}$/.test(key) ? Number(key) : undefined;
  const path =
    index === undefined
      ? `$.${JSON.stringify(key)}`
      : index < 0
        ? `$[last-${String(-index - 1)}]`
        : `$[${String(index)}]`;
  const found = `json_extract(${sql}, ${build.param(path)})`;
  return asText ? `json_unquote(nullif(${found}, ${jsonNull}))` : found;
}

const casts: ReadonlyMap<string, string> = new Map([
  ...['text', 'varchar'].map((name) => [name, 'char'] as const),
  ...['int', 'int2', 'int4', 'int8', 'integer', 'bigint', 'smallint'].map((name) => [name, 'signed'] as const),
  ...['float', 'float8', 'double precision'].map((name) => [name, 'double'] as const),
  ['date', 'date'],
]);

export function cast(sql: string, type: string): string | undefined {
  const known = casts.get(type.toLowerCase());
  return known && `cast(${sql} as ${known})`;
}
