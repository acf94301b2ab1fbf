// JSON as MySQL says it. A derived table sees the query around it.

import type { Dialect } from '../runtime/dialect.js';
import { noLimit } from './limit.js';

export const equalJson: Dialect['equalJson'] = (column, value) => `${column} = cast(${value} as json)`;

export const gather: Dialect['gather'] = ({ row, from, where, order, range }) => {
  if (order === '' && range === '')
    return `(select coalesce(json_arrayagg(${row}), json_array()) from ${from} where ${where})`;
  // Without a limit the order of a derived table would be dropped.
  const ordered = `${order === '' ? '' : ` order by ${order}`}${range || ` limit ${noLimit}`}`;
  return `(select coalesce(json_arrayagg(r.j), json_array()) from (select ${row} as j from ${from} where ${where}${ordered}) r)`;
};
