// Aggregates, as MySQL gives them.

import type { Column } from '../../../orm/runtime/table.js';
import type { Aggregate } from '../query/tree.js';
import { value } from './json.js';

/** The least and the greatest are written as the column is. */
export function aggregateValue(aggregate: Aggregate, sql: string, column: Column | undefined): string {
  const made = `${aggregate}(${sql})`;
  return column && (aggregate === 'min' || aggregate === 'max') ? value(column, made) : made;
}
