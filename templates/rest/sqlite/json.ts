// Rows as JSON, as SQLite makes it: json_object of names and values. Each row of the result has one row of JSON.
//
// SQLite has no booleans, bytes or JSON of its own: what a column's type says it should be is written as PostgreSQL
// would.

import * as t from '../../../orm/engine/types.js';
import type { Build } from '../../../orm/runtime/build.js';
import type { Codec } from '../../../orm/runtime/codec.js';
import type { Row } from '../../../orm/runtime/selection.js';
import type { Column } from '../../../orm/runtime/table.js';
import { Problem } from '../../runtime/problem.js';
import { type Output, type Rows, clauses } from '../sql/shape.js';

type Written = (sql: string) => string;

const bytes: Written = (sql) => `case typeof(${sql}) when 'blob' then '\\x' || lower(hex(${sql})) else ${sql} end`;
const document: Written = (sql) =>
  `case when typeof(${sql}) = 'text' and json_valid(${sql}) then json(${sql}) when typeof(${sql}) = 'blob' then ${bytes(sql)} else ${sql} end`;
const boolean: Written = (sql) =>
  `case when typeof(${sql}) in ('integer', 'real') then json(case when ${sql} then 'true' else 'false' end) else ${bytes(sql)} end`;

/** 2001-02-03 04:05:06 → 2001-02-03T04:05:06 */
const moment: Written = (sql) =>
  `case when typeof(${sql}) = 'text' and ${sql} glob '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9] [0-9]*' then substr(${sql}, 1, 10) || 'T' || substr(${sql}, 12) else ${bytes(sql)} end`;

/** How a type is written. Whatever else may lie in its columns is written as what it is. */
const written: ReadonlyMap<Codec, Written> = new Map<Codec, Written>([
  [t.boolean, boolean],
  [t.timestamp, moment],
  [t.json, document],
]);

export function value({ codec }: Column, sql: string): string {
  return (written.get(codec) ?? bytes)(sql);
}

/** Functions take a limited number of arguments: a wide row is put together from several. */
const widest = 45;

export function object(outputs: readonly Output[]): string {
  const parts: string[] = [];
  for (let at = 0; at < Math.max(outputs.length, 1); at += widest) parts.push(part(outputs.slice(at, at + widest)));
  const [first = '', ...more] = parts;
  if (more.length === 0) return first;
  const inner = parts.map((one) => `substr(${one}, 2, length(${one}) - 2)`);
  return `json('{' || ${inner.join(` || ',' || `)} || '}')`;
}

function part(outputs: readonly Output[]): string {
  return `json_object(${outputs.map(({ name, sql }) => `${literal(name)}, ${sql}`).join(', ')})`;
}

/** A name of the result is the client's: it is data, but the same for all rows, so it stands in the text. */
export function literal(text: string): string {
  return text.includes('\0') ? unwritable(text) : `'${text.replaceAll("'", "''")}'`;
}

function unwritable(text: string): never {
  throw new Problem(400, 'PGRST100', `${JSON.stringify(text)} is no name`);
}

/** Distinct rows have to be found before they are JSON. */
function select(rows: Rows): string {
  return `select ${rows.distinct ? 'distinct ' : ''}${object(rows.outputs)} as j ${clauses(rows)}`;
}

export function many(rows: Rows): string {
  return `json((select json_group_array(json(r.j)) from (${select(rows)}) r))`;
}

export function one(rows: Rows): string {
  return `json((${select({ ...rows, range: ' limit 1' })}))`;
}

export function list(rows: Rows, { sql }: Output): string {
  return `json((select json_group_array(json(r.v)) from (select json_quote(${sql}) as v ${clauses(rows)}) r))`;
}

// ----------------------------------------------------------------------------------------------------------- top level

/** `more` are other columns, with a comma before each. */
export function readRows(rows: Rows, more = ''): string {
  return `select ${rows.distinct ? 'distinct ' : ''}${object(rows.outputs)} as body${more} ${clauses(rows)}`;
}

/** CSV is made of the JSON. */
export const readCsv: ((rows: Rows) => string) | undefined = undefined;

export interface Body {
  readonly text: string;
  readonly count: number;
}

export function bodyOf(rows: readonly Row[]): Body {
  return { text: `[${rows.map((row) => row['body'] as string).join(',')}]`, count: rows.length };
}

export const readEach: (rows: Rows) => string = readRows;

// --------------------------------------------------------------------------------------------------------- within JSON

/**
 * `->` gives a document, `->>` what is in it. A whole number is an index, where there is an array; one below zero
 * counts from the end.
 */
export function step(build: Build, sql: string, key: string, asText: boolean): string {
  const found = `(${sql} -> ${build.param(pathOf(key))})`;
  return asText
    ? `(select case when r.j = 'null' then null when r.j like '"%' then r.j ->> '$' else r.j end from (select ${found} as j) r)`
    : found;
}

function pathOf(key: string): string {
  if (!/^-?\d{1,9}$/.test(key)) return `$.${JSON.stringify(key)}`;
  return Number(key) < 0 ? `$[#${key}]` : `$[${String(Number(key))}]`;
}

const casts: ReadonlyMap<string, string> = new Map([
  ['text', 'text'],
  ['varchar', 'text'],
  ['int', 'integer'],
  ['int2', 'integer'],
  ['int4', 'integer'],
  ['int8', 'integer'],
  ['integer', 'integer'],
  ['bigint', 'integer'],
  ['smallint', 'integer'],
  ['float', 'real'],
  ['float4', 'real'],
  ['float8', 'real'],
  ['real', 'real'],
  ['double precision', 'real'],
]);

export function cast(sql: string, type: string): string | undefined {
  const known = casts.get(type.toLowerCase());
  return known && `cast(${sql} as ${known})`;
}
