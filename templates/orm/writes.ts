// Written rows, which the database gives back with RETURNING.

import { Build, type Statement } from '../runtime/build.js';
import { keyOf, rowOf } from '../runtime/read.js';
import type { Scope } from '../runtime/scope.js';
import { type Row, selection } from '../runtime/selection.js';
import { type Table, columnOf } from '../runtime/table.js';
import { assignments, deleteByKey, insertRows, newRow, updateByKey } from '../runtime/write.js';

async function returning(scope: Scope, table: Table, { text, values }: Statement): Promise<Row | undefined> {
  const { columns, finish } = selection(new Build(), table, table.sql, {});
  const [row] = (await scope.run({ text: `${text} returning ${columns}`, values })).rows;
  if (row) finish?.(row);
  return row;
}

export function createRow(scope: Scope, table: Table, data: unknown): Promise<Row | undefined> {
  return returning(scope, table, insertRows(table, [assignments(table, data)]));
}

export function updateRow(scope: Scope, table: Table, key: unknown, data: unknown): Promise<Row | undefined> {
  return returning(scope, table, updateByKey(table, key, data));
}

export function deleteRow(scope: Scope, table: Table, key: unknown): Promise<Row | undefined> {
  return returning(scope, table, deleteByKey(table, key));
}

/** With nothing to update, a row that is there already is not touched, and so not returned. */
export async function upsert(
  scope: Scope,
  table: Table,
  key: unknown,
  create: unknown,
  update: unknown,
): Promise<Row | undefined> {
  const row = await returning(scope, table, upsertRow(table, key, create, update));
  return row ?? rowOf(scope, table, key);
}

function upsertRow(table: Table, key: unknown, create: unknown, update: unknown): Statement {
  const build = new Build();
  const { fields } = keyOf(table, key);
  const insert = insertRows(table, [newRow(table, key, create)], build);
  const columns = fields.map((field) => columnOf(table, field).sql).join(', ');
  const set = assignments(table, update).map(([column, value]) => `${column.sql} = ${build.param(value)}`);
  const action = set.length > 0 ? `update set ${set.join(', ')}` : 'nothing';
  return build.statement(`${insert.text} on conflict (${columns}) do ${action}`);
}
