// The number of rows, where a column is asked for: what a condition or an order on a count compares.

import { integer } from '../engine/types.js';
import type { Column } from './table.js';

export const countColumn: Column = {
  field: 'count',
  name: 'count',
  sql: 'count(*)',
  codec: integer,
  nullable: false,
  readOnly: true,
  type: undefined,
  padded: false,
};
