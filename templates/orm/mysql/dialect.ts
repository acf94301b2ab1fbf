// SQL as MySQL says it, from 8.0.14 on, and MariaDB, from 10.5 on. Where the two part is json.ts.

import type { Build } from '../runtime/build.js';
import { type Dialect, padded } from '../runtime/dialect.js';
import { equalJson, gather } from './json.js';
import { noLimit } from './limit.js';

function rows(build: Build, count: number, nested: boolean): string {
  return nested ? String(count) : build.param(BigInt(count));
}

export const dialect: Dialect = {
  mostParameters: 65_535,
  nullsAreLow: true,
  quote: (name) => `\`${name.replaceAll('`', '``')}\``,
  placeholder: () => '?',
  oneOf: (build, column, values, codec) => {
    const item = (value: unknown): string => codec?.compared?.(build.param(value)) ?? build.param(value);
    return `${column} in (${padded(values).map(item).join(', ')})`;
  },
  ilike: (column, pattern) => `lower(${column}) like lower(${pattern})`,
  equalJson,
  order: (write, direction, nulls) =>
    `${nulls ? `${write()} is null ${nulls === 'last' ? 'asc' : 'desc'}, ` : ''}${write()} ${direction}`,
  range: (build, limit, offset, nested) =>
    ` limit ${limit === undefined ? noLimit : rows(build, limit, nested)}${offset === undefined ? '' : ` offset ${rows(build, offset, nested)}`}`,
  jsonRow: (values) => `json_array(${values.join(', ')})`,
  gather,
  embed: (subquery) => subquery,
  // Only a copy of the rows may be read, and without a limit the server would read the table itself.
  readWhileWritten: (table) => `(select * from ${table} limit ${noLimit})`,
  insertDefaults: (table) => `insert into ${table} () values ()`,
};
