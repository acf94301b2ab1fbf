// The key that a row is told by where its table has several: the primary key, or else one that no row lacks.

import type { Column, Table } from './table.js';

export function keyColumns({ keys, columns }: Table): readonly Column[] {
  const sure =
    keys.find(({ primary }) => primary) ??
    keys.find(({ fields }) => fields.every((field) => columns.get(field)?.nullable === false));
  return (sure?.fields ?? []).flatMap((field) => columns.get(field) ?? []);
}
