// JSON of a document's fields, as MySQL and MariaDB make it.

import { document } from '../../rest/engine/documents.js';
import { object } from '../../rest/engine/json.js';
import { type Rows, clauses } from '../../rest/sql/shape.js';

export { literal, many, object, one } from '../../rest/engine/json.js';

/** Of rows that hang on no other row. */
export function grouped(rows: Rows): string {
  return document(
    `(select coalesce(json_arrayagg(${document('r.j')}), json_array()) from (select ${object(rows.outputs)} as j ${clauses(rows)}) r)`,
  );
}

/** As a string of JSON, with every digit. There are no arrays. */
export const asText: (sql: string, isArray: boolean) => string = (sql) => `cast(${sql} as char)`;

/** The condition is never NULL. It is written once, as it may have parameters. */
export function truth(condition: string): string {
  return `json_extract('[false, true]', concat('$[', (${condition}), ']'))`;
}

export function number(sql: string): string {
  return sql;
}

/** The bytes of an array's JSON, in hexadecimal digits. */
export function hex(array: string): string {
  return `lower(hex(cast(${array} as char)))`;
}

/** The last of an array of texts. */
export function lastOf(array: string): string {
  return `json_unquote(json_extract(${array}, '$[last]'))`;
}

/** A value of JSON as what the client is sent. */
export function sent(json: string): string {
  return json;
}
