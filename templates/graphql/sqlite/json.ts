// JSON of a document's fields, as SQLite makes it.

import { many } from '../../rest/engine/json.js';
import type { Rows } from '../../rest/sql/shape.js';

export { literal, many, object, one } from '../../rest/engine/json.js';

export const grouped: (rows: Rows) => string = many;

/** As a string of JSON, with every digit. There are no arrays. */
export const asText: (sql: string, isArray: boolean) => string = (sql) => `cast(${sql} as text)`;

export function truth(condition: string): string {
  return `json(case when ${condition} then 'true' else 'false' end)`;
}

export function number(sql: string): string {
  return sql;
}

/** The bytes of an array's JSON, in hexadecimal digits. */
export function hex(array: string): string {
  return `lower(hex(${array}))`;
}

/** The last of an array of texts. */
export function lastOf(array: string): string {
  return `(${array} ->> '$[#-1]')`;
}

/** A value of JSON as what the client is sent. */
export function sent(json: string): string {
  return json;
}
