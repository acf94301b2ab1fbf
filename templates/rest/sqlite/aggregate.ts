// Aggregates, as SQLite gives them.

import type { Column } from '../../../orm/runtime/table.js';
import { value } from './json.js';
import type { Aggregate } from '../query/tree.js';

/** The least and the greatest are written as the column is. */
export function aggregateValue(aggregate: Aggregate, sql: string, column: Column | undefined): string {
  const made = `${aggregate}(${sql})`;
  return column && (aggregate === 'min' || aggregate === 'max') ? value(column, made) : made;
}
