// Rows as JSON, as PostgreSQL makes it: of a row with named columns, which keeps its types and its order.
//
// The row is always called r, and is written r.*: were it just r, a column of that name would be meant where there is
// one.

import { dialect } from '../../../orm/engine/dialect.js';
import type { Build } from '../../../orm/runtime/build.js';
import type { Row } from '../../../orm/runtime/selection.js';
import type { Column } from '../../../orm/runtime/table.js';
import { Problem } from '../../runtime/problem.js';
import { type Output, type Rows, clauses } from '../sql/shape.js';

/** A column's value as a part of a row: PostgreSQL knows its type, and writes it as the type wants. */
export function value(_: Column, sql: string): string {
  return sql;
}

function columns(outputs: readonly Output[]): string {
  return outputs.map(({ name, sql }) => `${sql} as ${dialect.quote(whole(name))}`).join(', ');
}

/** PostgreSQL would cut the rest of a name off. */
const longest = 63;

function whole(name: string): string {
  if (name.length * 3 <= longest || Buffer.byteLength(name) <= longest) return name;
  throw new Problem(400, 'PGRST100', `${JSON.stringify(name)} is too long`, {
    details: `names have at most ${String(longest)} bytes in this database`,
  });
}

export function select(rows: Rows): string {
  return `select ${rows.distinct ? 'distinct ' : ''}${columns(rows.outputs)} ${clauses(rows)}`;
}

/** An array of rows, as a part of a row. */
export function many(rows: Rows): string {
  return `(select coalesce(json_agg(r.*), '[]') from (${select(rows)}) r)`;
}

/** A row, or null. */
export function one(rows: Rows): string {
  return `(select row_to_json(r.*) from (${select({ ...rows, range: ' limit 1' })}) r)`;
}

/** An array of the values of one column. */
export function list(rows: Rows, { name }: Output): string {
  return `(select coalesce(json_agg(r.${dialect.quote(name)}), '[]') from (${select(rows)}) r)`;
}

// ----------------------------------------------------------------------------------------------------------- top level

/** The text of all rows, of which `row` is one. */
export function gathered(row: string): string {
  return `coalesce(json_agg(${row}), '[]')::text`;
}

/** Each row as PostgreSQL writes rows, without the parentheses: that is CSV. */
export function gatheredCsv(row: string): string {
  return `coalesce(string_agg(substring((${row})::text, 2, length((${row})::text) - 2), e'\\n'), '')`;
}

export function readRows(rows: Rows): string {
  return `select ${gathered('r.*')} as body, count(*)::int as page from (${select(rows)}) r`;
}

export function readCsv(rows: Rows): string {
  return `select ${gatheredCsv('r.*')} as body, count(*)::int as page from (${select(rows)}) r`;
}

export interface Body {
  readonly text: string;
  readonly count: number;
}

/** The JSON of all rows, from what `readRows` gave. */
export function bodyOf([row]: readonly Row[]): Body {
  return { text: row?.['body'] as string, count: row?.['page'] as number };
}

/** A row as RETURNING gives it, where nothing but its own columns and what hangs on them is asked for. */
export function inReturning({ outputs }: Rows): string {
  return `(select row_to_json(r.*) from (select ${columns(outputs)}) r)::text as body`;
}

export function bodyOfEach(rows: readonly Row[]): Body {
  return { text: `[${rows.map((row) => row['body'] as string).join(',')}]`, count: rows.length };
}

/** One row of JSON in each row of the result. */
export function readEach(rows: Rows): string {
  return `select row_to_json(r.*)::text as body from (${select(rows)}) r`;
}

// --------------------------------------------------------------------------------------------------------- within JSON

/** A step into a document: `->` or `->>`. A whole number is an index, where there is an array. */
export function step(build: Build, sql: string, key: string, asText: boolean): string {
  const arrow = asText ? '->>' : '->';
  return `(to_jsonb(${sql}) ${arrow} ${keyParameter(build, key)})`;
}

/** The same key is the same parameter each time: so an expression is told to be the one that rows are grouped by. */
const keyParameters = new WeakMap<Build, Map<string, string>>();

function keyParameter(build: Build, key: string): string {
  let known = keyParameters.get(build);
  if (!known) keyParameters.set(build, (known = new Map<string, string>()));
  let parameter = known.get(key);
  if (parameter === undefined)
    known.set(key, (parameter = `${build.param(key)}::${/^-?\d{1,9}$/.test(key) ? 'int' : 'text'}`));
  return parameter;
}

const typeName = /^[a-z_][a-z0-9_$]*(?: precision| varying| with(?:out)? time zone)?(?:\[\])?$/i;

/** Undefined if that is no name of a type. */
export function cast(sql: string, type: string): string | undefined {
  return typeName.test(type) ? `cast(${sql} as ${type})` : undefined;
}
