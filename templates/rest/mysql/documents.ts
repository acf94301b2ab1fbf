// What is JSON already, as a part of other JSON, in MySQL, which has a type for it.

export function document(sql: string): string {
  return sql;
}

export function truth(sql: string): string {
  return `cast(case when ${sql} then 'true' when not ${sql} then 'false' end as json)`;
}

/** The null within a document, which is no NULL. */
export const jsonNull = "cast('null' as json)";
