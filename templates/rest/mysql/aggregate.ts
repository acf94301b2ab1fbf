// Aggregates, as MySQL gives them.

import * as t from '../../../orm/engine/types.js';
import { type Column, column as columnOf } from '../../../orm/runtime/table.js';
import type { Aggregate } from '../query/tree.js';
import { value } from './json.js';

const count = columnOf('count', 'count', '', t.bigint);
const number = columnOf('sum', 'sum', '', t.decimal);

/** As which column's values it is compared. */
export function aggregateColumn(aggregate: Aggregate, column: Column | undefined): Column | undefined {
  if (aggregate === 'count') return count;
  return aggregate === 'sum' || aggregate === 'avg' ? number : column;
}

/** The least and the greatest are written as the column is. */
export function aggregateValue(aggregate: Aggregate, sql: string, column: Column | undefined): string {
  const made = `${aggregate}(${sql})`;
  return column && (aggregate === 'min' || aggregate === 'max') ? value(column, made) : made;
}
