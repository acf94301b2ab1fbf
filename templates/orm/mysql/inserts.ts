// A new row. MySQL gives none back, so it is read again, by a key that is known before or that the database says.

import { InvalidQuery } from '../runtime/errors.js';
import { rowOf } from '../runtime/read.js';
import type { Scope } from '../runtime/scope.js';
import type { Row } from '../runtime/selection.js';
import type { Table } from '../runtime/table.js';
import { assignments, insertRows } from '../runtime/write.js';

/** The database counts where it is given none of these. */
const counted: readonly unknown[] = [undefined, null, 0, 0n];

/** The fields of a key that the new row is told by: given all of them, but for the one that the database counts. */
function knownKey(table: Table, data: Row): readonly string[] {
  const known = (field: string): boolean =>
    field === table.identity || (data[field] !== undefined && data[field] !== null);
  const key = table.keys.find(({ fields }) => fields.every(known));
  if (!key)
    throw new InvalidQuery(
      `a new ${table.model} needs the values of a key, to be found again; createMany does without`,
    );
  return key.fields;
}

export async function createRow(scope: Scope, table: Table, data: unknown): Promise<Row | undefined> {
  const values = assignments(table, data);
  const given = data as Row;
  const fields = knownKey(table, given);
  const { inserted } = await scope.run(insertRows(table, [values]));
  const valueOf = (field: string): unknown =>
    field === table.identity && counted.includes(given[field]) ? inserted : given[field];
  return rowOf(scope, table, Object.fromEntries(fields.map((field) => [field, valueOf(field)])));
}
