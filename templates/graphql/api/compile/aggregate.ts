// Numbers about rows, of all of them or of groups → SQL.

import { GraphQLObjectType, getNamedType, type SelectionSetNode } from 'graphql';

import { grantFor, permitted } from '../../rest/sql/context.js';
import { aggregateValue } from '../../rest/engine/aggregate.js';
import { value } from '../../rest/engine/json.js';
import type { Output } from '../../rest/sql/shape.js';
import type { Column } from '../../../orm/runtime/table.js';
import { dialect } from '../../../orm/engine/dialect.js';
import { Problem } from '../../runtime/problem.js';
import { grouped, number, object, one } from '../engine/json.js';
import type { Model } from '../model/catalog.js';
import { type Compilation, countOf } from './compilation.js';
import { type Field, selectionsOf } from './fields.js';
import { conditionSql, plainRows, rangeSql, type Source } from './lists.js';
import { typed, typeName } from './rows.js';
import type { Variables } from './variables.js';

/** What is asked of many rows, beside the rows themselves. */
export interface Asked {
  readonly model: Model;
  readonly given: Variables;
  readonly sets: readonly SelectionSetNode[];
  readonly path: readonly string[];
  /** The rows, found anew each time that they are needed. */
  readonly source: () => Source;
}

export function aggregateSql(compiling: Compilation, asked: Asked): string {
  const { model, given } = asked;
  const source = asked.source();
  const outputs = measures(compiling, asked, typeOf(compiling, model, 'aggregate'), source.alias);
  return one({
    ...plainRows(outputs, source, conditionSql(compiling, model, source, given['where'])),
    aggregated: true,
  });
}

/** The type that the fields below stand in: found by what the model's fields of that kind give. */
function typeOf(compiling: Compilation, model: Model, does: 'aggregate' | 'groupBy'): GraphQLObjectType {
  for (const [field, root] of compiling.asking.catalog.queries) {
    if (root.model !== model || root.does !== does) continue;
    const type = getNamedType(compiling.schema.getQueryType()?.getFields()[field]?.type);
    if (type instanceof GraphQLObjectType) return type;
  }
  throw new TypeError(`${model.type.name} has no field that does ${does}`);
}

const functions = ['sum', 'avg', 'min', 'max'] as const;

function measures(
  compiling: Compilation,
  { model, sets, path }: Asked,
  type: GraphQLObjectType,
  alias: string,
): readonly Output[] {
  return compiling.fields(type, sets).map((field) => {
    if (field.name === '__typename') return typeName(type, field);
    return compiling.output(type, field, path, (definition) => {
      if (field.name === 'count') return 'count(*)';
      const inner = getNamedType(definition.type) as GraphQLObjectType;
      return object(measured(compiling, model, inner, field, alias, [...path, field.key]));
    });
  });
}

/** `by`, or one of the functions, with the fields that are asked of it. */
function measured(
  compiling: Compilation,
  model: Model,
  type: GraphQLObjectType,
  asked: Field,
  alias: string,
  path: readonly string[],
): readonly Output[] {
  const name = functions.find((one) => one === asked.name);
  return compiling.fields(type, selectionsOf(asked)).map((field) => {
    if (field.name === '__typename') return typeName(type, field);
    return compiling.output(type, field, path, (definition) => {
      const column = columnOf(compiling, model, field.name);
      const own = `${alias}.${column.sql}`;
      if (name === undefined) return typed(definition.type, own, (sql) => value(column, sql));
      const isFloat = getNamedType(definition.type).name === 'Float';
      return typed(definition.type, `${name}(${own})`, () =>
        isFloat ? number(`${name}(${own})`) : aggregateValue(name, own, column),
      );
    });
  });
}

function columnOf({ context }: Compilation, { resource }: Model, field: string): Column {
  const column = resource.table.columns.get(field);
  if (!column) throw new TypeError(`${resource.name} has no field ${field}`);
  return permitted(resource, grantFor(context, resource, 'select'), column);
}

// -------------------------------------------------------------------------------------------------------------- groups

export function groupsSql(compiling: Compilation, asked: Asked): string {
  const { model, given, path } = asked;
  const source = asked.source();
  const { alias } = source;
  const type = typeOf(compiling, model, 'groupBy');
  const fields = given['by'] as readonly string[];
  if (fields.length === 0) throw new Problem(400, 'PGRST100', `${model.type.name} is grouped by at least one field`);
  const columns = fields.map((field) => columnOf(compiling, model, field));
  refuseOthers(compiling, asked, type, fields);
  const outputs = measures(compiling, { ...asked, path }, type, alias);
  const condition = conditionSql(compiling, model, source, given['where']);
  const order = groupOrder(model, alias, fields, given['orderBy']);
  const range = rangeSql(compiling, countOf(given, 'limit'), countOf(given, 'offset'));
  return grouped({
    ...plainRows(outputs, source, condition),
    aggregated: true,
    group: columns.map(({ sql }) => `${alias}.${sql}`).join(', '),
    order,
    range,
  });
}

/** What a group's rows don't have alike is no value of the group. */
function refuseOthers(
  compiling: Compilation,
  { sets }: Asked,
  type: GraphQLObjectType,
  grouping: readonly string[],
): void {
  for (const by of compiling.fields(type, sets).filter(({ name }) => name === 'by')) {
    const inner = getNamedType(type.getFields()['by']?.type) as GraphQLObjectType;
    const wrong = compiling
      .fields(inner, selectionsOf(by))
      .find(({ name }) => name !== '__typename' && !grouping.includes(name));
    if (wrong)
      throw new Problem(400, 'PGRST100', `${wrong.name} is not grouped by`, {
        hint: `Name it in \`by\`: [${[...grouping, wrong.name].join(', ')}].`,
      });
  }
}

type Ordering = 'asc' | 'desc' | { readonly direction: 'asc' | 'desc'; readonly nulls?: 'first' | 'last' };

function groupOrder({ resource }: Model, alias: string, grouping: readonly string[], orderBy: unknown): string {
  const list = (orderBy ?? []) as readonly Readonly<Record<string, unknown>>[];
  return list
    .flatMap((entry) =>
      Object.entries(entry).flatMap(([name, value]) =>
        name === 'by' ? byTerms(value) : [term('count(*)', value as Ordering)],
      ),
    )
    .join(', ');

  function byTerms(fields: unknown): string[] {
    return Object.entries((fields ?? {}) as Record<string, Ordering>).map(([field, ordering]) => {
      if (!grouping.includes(field))
        throw new Problem(400, 'PGRST100', `groups are ordered by what they are grouped by, and ${field} is not`);
      return term(`${alias}.${resource.table.columns.get(field)?.sql ?? ''}`, ordering);
    });
  }
}

function term(sql: string, ordering: Ordering): string {
  const { direction, nulls } = typeof ordering === 'string' ? { direction: ordering, nulls: undefined } : ordering;
  return dialect.order(() => sql, direction, nulls);
}
