// Statements that MariaDB says in its own way.

import type { Scope } from '../../../orm/runtime/scope.js';
import type { Column, Table } from '../../../orm/runtime/table.js';
import { insertRows } from '../../../orm/runtime/write.js';

/** The rows stay as they were found until they are written. */
export const locking = ' for update';

/** Rows without a key are told by nothing. */
export const rowKey: readonly string[] = [];

export function deleteFrom(table: string, alias: string): string {
  return `delete ${alias} from ${table} ${alias}`;
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
