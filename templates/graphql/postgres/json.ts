// JSON of a document's fields, as PostgreSQL makes it.
//
// Keys are the client's. They are names of columns as long as those can be: row_to_json is quick. PostgreSQL cuts
// longer ones off, so a row that has one is made of keys that are texts.

import * as rest from '../../rest/engine/json.js';
import { type Output, type Rows, clauses } from '../../rest/sql/shape.js';

const longest = 63;

function isLong({ name }: Output): boolean {
  return name.length > longest;
}

export function literal(text: string): string {
  return `'${text.replaceAll("'", "''")}'`;
}

/** Functions take a limited number of arguments: a wide object is put together from several. */
const widest = 45;

function part(outputs: readonly Output[]): string {
  return `json_build_object(${outputs.map(({ name, sql }) => `${literal(name)}, ${sql}`).join(', ')})`;
}

export function object(outputs: readonly Output[]): string {
  if (outputs.length <= widest) return part(outputs);
  const parts: string[] = [];
  for (let at = 0; at < outputs.length; at += widest)
    parts.push(`substr(${part(outputs.slice(at, at + widest))}::text, 2)`);
  return `('{' || ${parts.map((one) => `left(${one}, -1)`).join(` || ',' || `)} || '}')::json`;
}

export function many(rows: Rows): string {
  if (!rows.outputs.some(isLong)) return rest.many(rows);
  return `(select coalesce(json_agg(r.j), '[]') from (select ${object(rows.outputs)} as j ${clauses(rows)}) r)`;
}

export function one(rows: Rows): string {
  if (!rows.outputs.some(isLong)) return rest.one(rows);
  return `(select ${object(rows.outputs)} ${clauses({ ...rows, range: ' limit 1' })})`;
}

export const grouped: (rows: Rows) => string = many;

/** As a string of JSON, with every digit. */
export function asText(sql: string, isArray: boolean): string {
  return isArray ? `${sql}::text[]` : `${sql}::text`;
}

export function truth(condition: string): string {
  return `(${condition})`;
}

export function number(sql: string): string {
  return `${sql}::float8`;
}

/** The bytes of an array's JSON, in hexadecimal digits. */
export function hex(array: string): string {
  return `encode(convert_to((${array})::text, 'UTF8'), 'hex')`;
}

/** The last of an array of texts. */
export function lastOf(array: string): string {
  return `(${array} ->> -1)`;
}

/** A value of JSON as what the client is sent. */
export function sent(json: string): string {
  return `(${json})::text`;
}
