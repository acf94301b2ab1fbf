// What a query reads: `select` and `include` → a list of SQL expressions, and the function that makes objects of what
// comes back.
//
// Own columns come as columns. The rows of a relation come as one JSON array of arrays, built by the database in a
// subquery: so a read is one statement, whatever its depth, and names travel once instead of in each row. `Reader`
// turns such an array back into objects.

import { dialect } from '../engine/dialect.js';
import type { Build } from './build.js';
import { InvalidQuery } from './errors.js';
import { kept } from './kept.js';
import { listed } from './listing.js';
import { relatedSource } from './relation.js';
import { type Column, inJson, type Relation, type Table } from './table.js';
import { objectOf } from './where.js';

export type Row = Record<string, unknown>;
export type Reader = (wire: unknown) => unknown;

/** What is read of a table: columns, and relations with what is asked of each. */
interface Choice {
  readonly columns: readonly Column[];
  readonly relations: readonly (readonly [Relation, unknown])[];
}

export const shapeClauses: ReadonlySet<string> = new Set(['select', 'include']);
export const listClauses: ReadonlySet<string> = new Set([
  ...shapeClauses,
  'where',
  'orderBy',
  'limit',
  'offset',
  'cursor',
]);

/** The query's clauses, all of them known. */
export function clausesOf(query: unknown, what: string, known: ReadonlySet<string>): Row {
  const entries = objectOf(query, `the query of ${what}`);
  const unknown = entries.find(([name]) => !known.has(name));
  if (unknown) throw new InvalidQuery(`this query of ${what} has no ${JSON.stringify(unknown[0])}`);
  return Object.fromEntries(entries);
}

function choose(table: Table, query: Row): Choice {
  const selected = query['select'] === undefined ? undefined : wanted(table, query['select'], 'select');
  const included = query['include'] === undefined ? [] : wanted(table, query['include'], 'include');
  const wrong = included.find(([name]) => !table.relations.has(name));
  if (wrong) throw new InvalidQuery(`${table.model} has no relation ${JSON.stringify(wrong[0])} to include`);
  return {
    columns: selected ? selected.flatMap(([name]) => table.columns.get(name) ?? []) : [...table.columns.values()],
    relations: [...(selected ?? []), ...included].flatMap(([name, value]) => {
      const relation = table.relations.get(name);
      return relation ? [[relation, value === true ? {} : value] as const] : [];
    }),
  };
}

/** The names that are asked for, all of them known. */
function wanted(table: Table, choice: unknown, clause: string): [string, unknown][] {
  return objectOf(choice, `${clause} of ${table.model}`).filter(([name, value]) => {
    const known = table.columns.has(name)
      ? typeof value === 'boolean' || value === undefined
      : table.relations.has(name);
    if (!known) throw new InvalidQuery(`${table.model} has no ${JSON.stringify(name)} to ${clause}`);
    return value !== false && value !== undefined;
  });
}

// ----------------------------------------------------------------------------------------------------------- top level

export interface Selection {
  /** What stands behind SELECT. */
  readonly columns: string;
  /** Finishes a row in place; absent where it comes finished. */
  readonly finish?: (row: Row) => void;
}

export function selection(build: Build, table: Table, alias: string, query: Row): Selection {
  if (query['select'] === undefined && query['include'] === undefined) return wholeRow(table, alias);
  const { columns, relations } = choose(table, query);
  const own = columns.map((column) => `${alias}.${column.sql} as ${dialect.quote(column.field)}`);
  const readers = columnReaders(columns);
  const related = relations.map(([relation, inner]) => {
    const { sql, read } = subquery(build, relation, alias, inner);
    readers.push([relation.field, read]);
    return `${sql} as ${dialect.quote(relation.field)}`;
  });
  if (own.length + related.length === 0) throw new InvalidQuery(`nothing of ${table.model} is selected`);
  return { columns: [...own, ...related].join(', '), ...finishing(readers) };
}

/** All columns. */
const wholeRow = kept((table, alias): Selection => {
  const columns = [...table.columns.values()];
  return {
    columns: columns.map((column) => `${alias}.${column.sql} as ${dialect.quote(column.field)}`).join(', '),
    ...finishing(columnReaders(columns)),
  };
});

export function columnReaders(columns: readonly Column[]): [string, Reader][] {
  return columns.flatMap(({ field, codec }) => (codec.decode ? [[field, codec.decode]] : []));
}

function finishing(readers: readonly [string, Reader][]): Pick<Selection, 'finish'> {
  if (readers.length === 0) return {};
  return {
    finish: (row) => {
      for (const [field, read] of readers) {
        const wire = row[field];
        if (wire !== null) row[field] = read(wire);
      }
    },
  };
}

// ----------------------------------------------------------------------------------------------------------- relations

interface Json {
  readonly sql: string;
  readonly read: Reader;
}

/** A relation as a subquery that gives JSON: an array of rows, or a row, or NULL. */
function subquery(build: Build, relation: Relation, parent: string, inner: unknown): Json {
  const target = relation.target();
  const query = clausesOf(inner, target.model, relation.many ? listClauses : shapeClauses);
  const { alias, from, on } = relatedSource(build, relation, parent);
  const { sql: row, read } = jsonRow(build, target, alias, query);
  if (!relation.many) return { sql: `(select ${row} from ${from} where ${on} limit 1)`, read };
  return {
    sql: dialect.gather({ row, from, ...listed(build, target, alias, query, on) }),
    read: (rows) => parsed(rows).map(read),
  };
}

function jsonRow(build: Build, table: Table, alias: string, query: Row): Json {
  if (query['select'] === undefined && query['include'] === undefined) return wholeJson(table, alias);
  const { columns, relations } = choose(table, query);
  const inner = relations.map(([relation, asked]) => subquery(build, relation, alias, asked));
  const values = query['select'] === undefined ? wholeValues(table, alias) : jsonValues(columns, alias);
  return {
    sql: jsonArray([...values, ...inner.map(({ sql }) => dialect.embed(sql))]),
    read: rowReader(
      [...columns.map(({ field }) => field), ...relations.map(([{ field }]) => field)],
      [...columns.map(({ codec }) => codec.fromJson), ...inner.map(({ read }) => read)],
    ),
  };
}

function jsonValues(columns: readonly Column[], alias: string): readonly string[] {
  return columns.map((column) => inJson(column, `${alias}.${column.sql}`));
}

const wholeValues = kept((table, alias) => jsonValues([...table.columns.values()], alias));

const wholeJson = kept((table, alias): Json => {
  const columns = [...table.columns.values()];
  return {
    sql: jsonArray(wholeValues(table, alias)),
    read: rowReader(
      columns.map(({ field }) => field),
      columns.map(({ codec }) => codec.fromJson),
    ),
  };
});

/** Functions take a limited number of arguments, so a wide row is an array of arrays. */
const widest = 90;

function jsonArray(values: readonly string[]): string {
  if (values.length <= widest) return dialect.jsonRow(values);
  const parts: string[] = [];
  for (let at = 0; at < values.length; at += widest)
    parts.push(dialect.embed(dialect.jsonRow(values.slice(at, at + widest))));
  return dialect.jsonRow(parts);
}

/** Some clients and databases leave JSON as text, also within JSON. */
function parsed(json: unknown): unknown[] {
  return (typeof json === 'string' ? JSON.parse(json) : json) as unknown[];
}

function rowReader(fields: readonly string[], readers: readonly (Reader | undefined)[]): Reader {
  const wide = fields.length > widest;
  const empty: Row = Object.fromEntries(fields.map((field) => [field, null]));
  return (json) => {
    const parts = parsed(json);
    const values = wide ? parts.flatMap(parsed) : parts;
    const row = { ...empty };
    let index = 0;
    for (const field of fields) {
      const value = values[index];
      const read = readers[index++];
      row[field] = read && value !== null ? read(value) : value;
    }
    return row;
  };
}
