// Conditions: the `where` of a query → SQL.
//
// Names are looked up among the table's fields and values become parameters, so nothing from outside gets into the
// text. A condition that is `undefined` is refused: whoever wrote it meant some value, and leaving it out would mean
// all rows.

import { dialect } from '../engine/dialect.js';
import { type Build, Later, mapped } from './build.js';
import { InvalidQuery, InvalidValue } from './errors.js';
import type { Column, Relation, Table } from './table.js';
import { relatedSource } from './relation.js';

/** The condition on the rows called `alias`; empty if it asks for nothing. */
export function where(build: Build, table: Table, alias: string, filter: unknown): string {
  if (filter === undefined) return '';
  return joined(
    objectOf(filter, `where of ${table.model}`).map(([name, value]) => part(build, table, alias, name, value)),
  );
}

/** The entries of a plain object. Inherited names are none of it. */
export function objectOf(value: unknown, what: string): [string, unknown][] {
  if (typeof value !== 'object' || value === null || Array.isArray(value))
    throw new InvalidQuery(`${what} is no object`);
  return Object.entries(value);
}

function part(build: Build, table: Table, alias: string, name: string, value: unknown): string {
  if (value === undefined)
    throw new InvalidQuery(`the condition ${JSON.stringify(name)} on ${table.model} is undefined`);
  const column = table.columns.get(name);
  if (column) {
    build.sees(table, column);
    return columnCondition(build, table, column, `${alias}.${column.sql}`, value);
  }
  const relation = table.relations.get(name);
  if (relation) return relationCondition(build, relation, alias, value);
  switch (name) {
    case 'AND':
      return all(build, table, alias, value);
    case 'OR':
      return any(build, table, alias, value);
    case 'NOT':
      return `not (${all(build, table, alias, value) || '1 = 1'})`;
    default:
      throw new InvalidQuery(`${table.model} has no field ${JSON.stringify(name)}`);
  }
}

function listOf(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? (value as unknown[]) : [value];
}

function all(build: Build, table: Table, alias: string, value: unknown): string {
  return joined(listOf(value).map((filter) => where(build, table, alias, defined(table, filter))));
}

// None of no conditions holds.
function any(build: Build, table: Table, alias: string, value: unknown): string {
  if (!Array.isArray(value)) throw new InvalidQuery(`OR on ${table.model} is no array`);
  if (value.length === 0) return '1 = 0';
  return `(${value.map((filter) => where(build, table, alias, defined(table, filter)) || '1 = 1').join(' or ')})`;
}

function defined(table: Table, filter: unknown): unknown {
  if (filter === undefined) throw new InvalidQuery(`a condition on ${table.model} is undefined`);
  return filter;
}

// ------------------------------------------------------------------------------------------------------------- columns

function isOperators(value: unknown): value is object {
  if (typeof value !== 'object' || value === null) return false;
  const prototype: unknown = Object.getPrototypeOf(value);
  return prototype === Object.prototype || prototype === null;
}

function columnCondition(build: Build, table: Table, column: Column, sql: string, value: unknown): string {
  if (!isOperators(value)) return compare(build, table, column, sql, 'eq', value);
  return Object.entries(value)
    .map(([name, operand]) => compare(build, table, column, sql, name, operand))
    .join(' and ');
}

/** Encodes a value, and says for which field if it is not of the type. */
export function encoded(table: Table, column: Column, value: unknown): unknown {
  return mapped(value, (known) => encodedNow(table, column, known));
}

function encodedNow(table: Table, column: Column, value: unknown): unknown {
  try {
    return column.codec.encode(value);
  } catch (error) {
    if (error instanceof InvalidValue) throw new InvalidValue(`${table.model}.${column.field}: ${error.message}`);
    throw error;
  }
}

const comparisons: ReadonlyMap<string, string> = new Map([
  ['lt', '<'],
  ['lte', '<='],
  ['gt', '>'],
  ['gte', '>='],
]);

/** One operator of a column's condition. */
export function compare(
  build: Build,
  table: Table,
  column: Column,
  sql: string,
  operator: string,
  value: unknown,
): string {
  const wrong = (): never => {
    throw new InvalidQuery(`${table.model}.${column.field} can't be compared by ${JSON.stringify(operator)} with that`);
  };
  if (value === undefined) wrong();
  const sign = comparisons.get(operator);
  if (sign !== undefined) return `${sql} ${sign} ${typed(column, build.param(encoded(table, column, value)))}`;
  switch (operator) {
    case 'eq':
      return value === null ? `${sql} is null` : equal(build, column, sql, encoded(table, column, value));
    case 'ne':
      return value === null
        ? `${sql} is not null`
        : `not (${equal(build, column, sql, encoded(table, column, value))})`;
    case 'isNull':
      return typeof value === 'boolean' ? `${sql} is ${value ? '' : 'not '}null` : wrong();
    case 'in':
    case 'notIn':
      return Array.isArray(value) ? oneOf(build, table, column, sql, operator, value) : wrong();
    default:
      break;
  }
  if (column.codec.family === 'text' && (typeof value === 'string' || value instanceof Later))
    return textual(build, sql, operator, value) ?? wrong();
  if (column.codec.family === 'array') return arrays(build, table, column, sql, operator, value) ?? wrong();
  return wrong();
}

function equal(build: Build, column: Column, sql: string, value: unknown): string {
  const parameter = build.param(value);
  if (column.codec.equal) return column.codec.equal(sql, parameter);
  return column.codec.family === 'json' ? dialect.equalJson(sql, parameter) : `${sql} = ${typed(column, parameter)}`;
}

function typed({ codec }: Column, parameter: string): string {
  return codec.compared?.(parameter) ?? parameter;
}

// Nothing is one of no values.
function oneOf(
  build: Build,
  table: Table,
  column: Column,
  sql: string,
  operator: 'in' | 'notIn',
  values: readonly unknown[],
): string {
  if (values.length === 0) return operator === 'in' ? '1 = 0' : '1 = 1';
  const test = dialect.oneOf(
    build,
    sql,
    values.map((value) => encoded(table, column, value)),
    column.codec,
  );
  return operator === 'in' ? test : `not (${test})`;
}

/** LIKE for a part of a text, which is no pattern. Not every server escapes by a backslash, so another sign does. */
function like(build: Build, sql: string, before: string, part: string | Later, behind: string): string {
  const pattern = mapped(part, (text) => before + (text as string).replace(/[!%_]/g, '!$&') + behind);
  return `${sql} like ${build.param(pattern)} escape '!'`;
}

function textual(build: Build, sql: string, operator: string, value: string | Later): string | undefined {
  switch (operator) {
    case 'like':
      return `${sql} like ${build.param(value)}`;
    case 'notLike':
      return `${sql} not like ${build.param(value)}`;
    case 'ilike':
      return dialect.ilike(sql, build.param(value));
    case 'contains':
      return like(build, sql, '%', value, '%');
    case 'startsWith':
      return like(build, sql, '', value, '%');
    case 'endsWith':
      return like(build, sql, '%', value, '');
    default:
      return undefined;
  }
}

function arrays(
  build: Build,
  table: Table,
  column: Column,
  sql: string,
  operator: string,
  value: unknown,
): string | undefined {
  switch (operator) {
    case 'has':
      return `${sql} @> ${build.param(encoded(table, column, [value]))}`;
    case 'hasEvery':
      return `${sql} @> ${build.param(encoded(table, column, value))}`;
    case 'hasSome':
      return `${sql} && ${build.param(encoded(table, column, value))}`;
    case 'isEmpty':
      return typeof value === 'boolean' ? `cardinality(${sql}) ${value ? '=' : '>'} 0` : undefined;
    default:
      return undefined;
  }
}

/** Conditions that all hold, without those that are empty. */
export function joined(conditions: readonly string[]): string {
  return conditions.filter((condition) => condition !== '').join(' and ');
}

// ----------------------------------------------------------------------------------------------------------- relations

function relationCondition(build: Build, relation: Relation, parent: string, value: unknown): string {
  return relation.many ? manyCondition(build, relation, parent, value) : oneCondition(build, relation, parent, value);
}

function exists(build: Build, relation: Relation, parent: string, condition: (alias: string) => string): string {
  const source = relatedSource(build, relation, parent);
  return `exists (select 1 from ${source.from} where ${joined([source.on, build.seen(relation.target(), source.alias), condition(source.alias)])})`;
}

function manyCondition(build: Build, relation: Relation, parent: string, value: unknown): string {
  const target = relation.target();
  const conditions = objectOf(value, `the condition on ${relation.field}`).map(([quantifier, filter]) => {
    const matching = (alias: string): string => where(build, target, alias, defined(target, filter));
    switch (quantifier) {
      case 'some':
        return exists(build, relation, parent, matching);
      case 'none':
        return `not ${exists(build, relation, parent, matching)}`;
      case 'every':
        return `not ${exists(build, relation, parent, (alias) => `(${matching(alias) || '1 = 1'}) is not true`)}`;
      default:
        throw new InvalidQuery(
          `a condition on ${relation.field} is some, every or none, not ${JSON.stringify(quantifier)}`,
        );
    }
  });
  return conditions.join(' and ');
}

function oneCondition(build: Build, relation: Relation, parent: string, value: unknown): string {
  const target = relation.target();
  if (value === null) return `not ${exists(build, relation, parent, () => '')}`;
  const [only, ...more] = objectOf(value, `the condition on ${relation.field}`);
  if (
    only &&
    more.length === 0 &&
    (only[0] === 'is' || only[0] === 'isNot') &&
    !target.columns.has(only[0]) &&
    !target.relations.has(only[0])
  ) {
    const inner = oneCondition(build, relation, parent, defined(target, only[1]));
    return only[0] === 'is' ? inner : `not ${inner}`;
  }
  return exists(build, relation, parent, (alias) => where(build, target, alias, value));
}
