// Aggregates, as PostgreSQL gives them: it knows how to write what comes out.

import type { Column } from '../../../orm/runtime/table.js';
import type { Aggregate } from '../query/tree.js';

/** As which column's values it is compared: PostgreSQL finds that out itself. */
export const aggregateColumn: (aggregate: Aggregate, column: Column | undefined) => Column | undefined = () =>
  undefined;

export const aggregateValue: (aggregate: Aggregate, sql: string, column: Column | undefined) => string = (
  aggregate,
  sql,
) => `${aggregate}(${sql})`;
