// Written rows. An update gives none back, so they are read again by their key. New rows are in inserts.ts.

import { UniqueViolation } from '../runtime/errors.js';
import { keyOf, rowOf } from '../runtime/read.js';
import type { Scope } from '../runtime/scope.js';
import type { Row } from '../runtime/selection.js';
import type { Table } from '../runtime/table.js';
import { assignments, deleteByKey, insertRows, newRow, updateByKey } from '../runtime/write.js';

export { createRow } from './inserts.js';

export async function updateRow(scope: Scope, table: Table, key: unknown, data: unknown): Promise<Row | undefined> {
  const { affected } = await scope.run(updateByKey(table, key, data));
  return affected === 0 ? undefined : rowOf(scope, table, movedKey(table, key, data));
}

/** The key behind an update, which may have changed it. */
function movedKey(table: Table, key: unknown, data: unknown): Row {
  const [given, changed] = [key as Row, data as Row];
  return Object.fromEntries(keyOf(table, key).fields.map((field) => [field, changed[field] ?? given[field]]));
}

export async function deleteRow(scope: Scope, table: Table, key: unknown): Promise<Row | undefined> {
  const row = await rowOf(scope, table, key);
  if (!row) return undefined;
  const { affected } = await scope.run(deleteByKey(table, key));
  return affected === 0 ? undefined : row;
}

/**
 * Not by ON DUPLICATE KEY UPDATE, which would change whatever row has any one of the new row's keys. If another one
 * inserts the row between our two statements, it is there to be updated.
 */
export async function upsert(
  scope: Scope,
  table: Table,
  key: unknown,
  create: unknown,
  update: unknown,
): Promise<Row | undefined> {
  const row = newRow(table, key, create);
  const found = await change(scope, table, key, update);
  if (found) return found;
  try {
    await scope.run(insertRows(table, [row]));
  } catch (error) {
    const late = error instanceof UniqueViolation ? await change(scope, table, key, update) : undefined;
    if (late) return late;
    throw error;
  }
  return rowOf(scope, table, key);
}

function change(scope: Scope, table: Table, key: unknown, update: unknown): Promise<Row | undefined> {
  return assignments(table, update).length > 0 ? updateRow(scope, table, key, update) : rowOf(scope, table, key);
}
