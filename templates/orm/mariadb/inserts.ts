// A new row, which MariaDB gives back with RETURNING; an updated one it does not.

import { Build } from '../runtime/build.js';
import type { Scope } from '../runtime/scope.js';
import { type Row, selection } from '../runtime/selection.js';
import type { Table } from '../runtime/table.js';
import { assignments, insertRows } from '../runtime/write.js';

export async function createRow(scope: Scope, table: Table, data: unknown): Promise<Row | undefined> {
  const { text, values } = insertRows(table, [assignments(table, data)]);
  const { columns, finish } = selection(new Build(), table, table.sql, {});
  const [row] = (await scope.run({ text: `${text} returning ${columns}`, values })).rows;
  if (row) finish?.(row);
  return row;
}
