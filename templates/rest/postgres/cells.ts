// One row as parameters, a value each: PostgreSQL then need not read a document for it. It takes the text of a value
// just as it takes it from JSON; where that may differ, in documents, composites, lists and texts that are no UTF-8,
// there are no cells, and the row travels as JSON.

import type { Column } from '../../../orm/runtime/table.js';
import type { Row } from '../http/body.js';
import { Digits } from '../http/json.js';

export type Cell = string | null;

export function cellsOf(columns: readonly Column[], rows: readonly Row[]): readonly Cell[] | undefined {
  const [row, ...more] = rows;
  if (row === undefined || more.length > 0) return undefined;
  const cells: Cell[] = [];
  for (const { name, codec } of columns) {
    const cell =
      codec.family === 'json' || codec.fields ? undefined : cellOf(Object.hasOwn(row, name) ? row[name] : null);
    if (cell === undefined) return undefined;
    cells.push(cell);
  }
  return cells;
}

/** What neither JSON nor a parameter can hold is refused by the database, which must see it for that. */
const broken = /[\0\p{Surrogate}]/u;

function cellOf(value: unknown): Cell | undefined {
  if (value === null || value instanceof Digits) return value && value.text;
  switch (typeof value) {
    case 'string':
      return broken.test(value) ? undefined : value;
    case 'number':
      return Number.isFinite(value) ? String(value) : undefined;
    case 'boolean':
      return String(value);
    default:
      return undefined;
  }
}
