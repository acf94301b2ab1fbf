// Statements that MySQL says in its own way.

import type { Scope } from '../../../orm/runtime/scope.js';
import type { Column, Table } from '../../../orm/runtime/table.js';
import { insertRows } from '../../../orm/runtime/write.js';
import { Problem } from '../../runtime/problem.js';

/** The rows stay as they were found until they are written. */
export const locking = ' for update';

/** Rows without a key are told by nothing. */
export const rowKey: readonly string[] = [];

export function deleteFrom(table: string, alias: string): string {
  return `delete ${alias} from ${table} ${alias}`;
}

/** MySQL tells of a new row only the number that it gave to it: so they are inserted one by one. */
export async function insertKeys(
  scope: Scope,
  table: Table,
  rows: readonly [Column, unknown][][],
  key: readonly string[],
): Promise<unknown[][]> {
  const keys: unknown[][] = [];
  for (const row of rows) {
    const { inserted } = await scope.run(insertRows(table, [row]));
    keys.push(key.map((sql) => keyPart(table, row, sql, inserted)));
  }
  return keys;
}

function keyPart(
  table: Table,
  row: readonly [Column, unknown][],
  sql: string,
  inserted: number | bigint | undefined,
): unknown {
  const given = row.find(([column]) => column.sql === sql)?.[1];
  if (given !== undefined && given !== null) return given;
  if (table.identity !== undefined && table.columns.get(table.identity)?.sql === sql && inserted !== undefined)
    return inserted;
  throw new Problem(400, 'PGRST100', `a new row of ${table.name} needs the value of its key to be read back`, {
    hint: 'Give it, or ask for return=minimal.',
  });
}
