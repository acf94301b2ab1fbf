// SQL as PostgreSQL says it.

import type { Codec } from '../runtime/codec.js';
import type { Dialect } from '../runtime/dialect.js';

function listed(parameter: string, codec: Codec | undefined): string {
  return codec?.compared?.(parameter, true) ?? parameter;
}

export const dialect: Dialect = {
  mostParameters: 65_535,
  nullsAreLow: false,
  quote: (name) => `"${name.replaceAll('"', '""')}"`,
  placeholder: (position) => `$${String(position)}`,
  oneOf: (build, column, values, codec) => {
    // Of arrays there is no array.
    if (codec?.family === 'array')
      return values.length === 0 ? 'false' : `${column} in (${values.map((value) => build.param(value)).join(', ')})`;
    return `${column} = any(${listed(build.param(values), codec)})`;
  },
  ilike: (column, pattern) => `${column} ilike ${pattern}`,
  equalJson: (column, value) => `${column}::jsonb = ${value}::jsonb`,
  order: (write, direction, nulls) => `${write()} ${direction}${nulls ? ` nulls ${nulls}` : ''}`,
  range: (build, limit, offset) =>
    (limit === undefined ? '' : ` limit ${build.param(limit)}`) +
    (offset === undefined ? '' : ` offset ${build.param(offset)}`),
  jsonRow: (values) => `json_build_array(${values.join(', ')})`,
  gather: ({ row, from, where, order, range }) => {
    if (order === '' && range === '') return `(select coalesce(json_agg(${row}), '[]') from ${from} where ${where})`;
    const ordered = order === '' ? '' : ` order by ${order}`;
    return `(select coalesce(json_agg(r.j), '[]') from (select ${row} as j from ${from} where ${where}${ordered}${range}) r)`;
  },
  embed: (subquery) => subquery,
  readWhileWritten: (table) => table,
  insertDefaults: (table) => `insert into ${table} default values`,
};
