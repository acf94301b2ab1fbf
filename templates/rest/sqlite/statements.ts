// Statements that SQLite says in its own way.

import type { Scope } from '../../../orm/runtime/scope.js';
import type { Column, Table } from '../../../orm/runtime/table.js';
import { insertRows } from '../../../orm/runtime/write.js';

/** A transaction that may write has the database for itself. */
export const locking = '';

/** What tells the rows of a table without a key. */
export const rowKey: readonly string[] = ['rowid'];

export function deleteFrom(table: string, alias: string): string {
  return `delete from ${table} as ${alias}`;
}

export async function insertKeys(
  scope: Scope,
  table: Table,
  rows: readonly [Column, unknown][][],
  key: readonly string[],
): Promise<unknown[][]> {
  const { text, values } = insertRows(table, rows);
  const returned = key.map((column, index) => `${column} as k${String(index)}`).join(', ');
  const { rows: made } = await scope.run({ text: `${text} returning ${returned}`, values });
  return made.map((row) => key.map((_, index) => row[`k${String(index)}`]));
}
