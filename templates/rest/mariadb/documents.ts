// What is JSON already, as a part of other JSON, in MariaDB: JSON is a text there, and only a function of JSON says
// that it is more.

export function document(sql: string): string {
  return `json_compact(${sql})`;
}

export function truth(sql: string): string {
  return `json_compact(case when ${sql} then 'true' when not ${sql} then 'false' end)`;
}

/** The null within a document, which is no NULL. */
export const jsonNull = "'null'";
