// JSON as MariaDB says it. A derived table cannot see the query around it, so the aggregate function itself orders and
// limits.

import type { Dialect } from '../runtime/dialect.js';

/** Of NULL the function would say that it is equal. */
export const equalJson: Dialect['equalJson'] = (column, value) =>
  `case when ${column} is not null then json_equals(${column}, ${value}) end`;

export const gather: Dialect['gather'] = ({ row, from, where, order, range }) =>
  `(select coalesce(json_arrayagg(${row}${order === '' ? '' : ` order by ${order}`}${range}), json_array()) from ${from} where ${where})`;
