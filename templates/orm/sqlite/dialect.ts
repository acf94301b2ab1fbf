// SQL as SQLite says it.

import type { Dialect } from '../runtime/dialect.js';
import { padded } from '../runtime/dialect.js';

export const dialect: Dialect = {
  mostParameters: 32_766,
  nullsAreLow: true,
  quote: (name) => `"${name.replaceAll('"', '""')}"`,
  placeholder: () => '?',
  oneOf: (build, column, values, codec) => {
    const parameters = padded(values).map((value) => build.param(value));
    const { equal } = codec ?? {};
    return equal
      ? `(${parameters.map((parameter) => equal(column, parameter)).join(' or ')})`
      : `${column} in (${parameters.join(', ')})`;
  },
  ilike: (column, pattern) => `${column} like ${pattern}`,
  equalJson: (column, value) => `json(${column}) = json(${value})`,
  order: (write, direction, nulls) => `${write()} ${direction}${nulls ? ` nulls ${nulls}` : ''}`,
  // OFFSET needs a LIMIT before it; -1 is none.
  range: (build, limit, offset) =>
    ` limit ${build.param(BigInt(limit ?? -1))}` +
    (offset === undefined ? '' : ` offset ${build.param(BigInt(offset))}`),
  jsonRow: (values) => `json_array(${values.join(', ')})`,
  gather: ({ row, from, where, order, range }) => {
    const ordered = order === '' ? '' : ` order by ${order}`;
    if (range === '') return `(select json_group_array(${row}${ordered}) from ${from} where ${where})`;
    return `(select json_group_array(r.j) from (select ${row} as j from ${from} where ${where}${ordered}${range}) r)`;
  },
  embed: (subquery) => subquery,
  readWhileWritten: (table) => table,
  insertDefaults: (table) => `insert into ${table} default values`,
};
