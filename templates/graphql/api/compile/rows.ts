// What is read of a row: columns, and relations with all that is asked of them → the columns of a SELECT.

import {
  GraphQLEnumType,
  type GraphQLObjectType,
  getNamedType,
  getNullableType,
  type GraphQLOutputType,
  isListType,
  type SelectionSetNode,
} from 'graphql';

import * as t from '../../../orm/engine/types.js';
import type { Statement } from '../../../orm/runtime/build.js';
import { relatedSource } from '../../../orm/runtime/relation.js';
import type { Column, Relation } from '../../../orm/runtime/table.js';
import { grantFor, permitted } from '../../rest/sql/context.js';
import { value } from '../../rest/engine/json.js';
import type { Output } from '../../rest/sql/shape.js';
import { asText, literal, many, object, one, sent } from '../engine/json.js';
import type { Model } from '../model/catalog.js';
import { settled } from '../model/scalars.js';
import { type Values, withDefaults } from '../own/own.js';
import type { Placed } from '../own/rows.js';
import { aggregateSql } from './aggregate.js';
import { type Asking, Compilation } from './compilation.js';
import { connectionSql } from './connection.js';
import { type Field, selectionsOf } from './fields.js';
import { keyFilter, listRows, oneRow, type Source, wholeSource } from './lists.js';

export function rowOutputs(
  compiling: Compilation,
  model: Model,
  alias: string,
  sets: readonly SelectionSetNode[],
  path: readonly string[],
): readonly Output[] {
  return compiling.fields(model.type, sets).map((field) => {
    if (field.name === '__typename') return typeName(model.type, field);
    return compiling.output(model.type, field, path, ({ type }) =>
      fieldSql(compiling, model, alias, field, type, [...path, field.key]),
    );
  });
}

export function typeName({ name }: GraphQLObjectType, { key }: Field): Output {
  return { name: key, sql: `'${name}'` };
}

function fieldSql(
  compiling: Compilation,
  model: Model,
  alias: string,
  field: Field,
  type: GraphQLOutputType,
  path: readonly string[],
): string {
  if (model.resource.table.columns.has(field.name)) return columnSql(compiling, model, alias, field.name, type);
  const relation = model.table.relations.get(field.name);
  if (relation) return relationSql(compiling, model, alias, relation, field, path);
  const derived = model.derived.get(field.name);
  if (!derived) return ownSql(compiling, model, alias, field, path);
  const given = compiling.argumentsOf(model.type, field);
  const target = compiling.modelOf(derived.relation.target());
  const source = (): Source => relatedSource(compiling.build, derived.relation, alias);
  const made = { model: target, given, sets: selectionsOf(field), path, source };
  return derived.does === 'connection' ? connectionSql(compiling, made) : aggregateSql(compiling, made);
}

function relationSql(
  compiling: Compilation,
  model: Model,
  alias: string,
  relation: Relation,
  field: Field,
  path: readonly string[],
): string {
  const target = compiling.modelOf(relation.target());
  const source = relatedSource(compiling.build, relation, alias);
  const outputs = (): readonly Output[] => rowOutputs(compiling, target, source.alias, selectionsOf(field), path);
  if (!relation.many) return one(oneRow(compiling, target, source, outputs));
  return many(listRows(compiling, target, source, compiling.argumentsOf(model.type, field), outputs));
}

/** In its place, the columns that its resolver needs (own/rows.ts). */
function ownSql(compiling: Compilation, model: Model, alias: string, field: Field, path: readonly string[]): string {
  const name = `${model.type.name}.${field.name}`;
  const fields = model.type.getFields();
  const definition = fields[field.name];
  const { catalog, fragments, variables } = compiling.asking;
  const own = catalog.ownField(model.type.name, field.name);
  if (!own || !definition) throw new TypeError(`${name} means nothing`);
  const needed = own.needs.map((need): Output => ({
    name: need,
    sql: columnSql(compiling, model, alias, need, fields[need]?.type ?? definition.type),
  }));
  compiling.own.push({
    path,
    field,
    definition,
    name,
    own,
    given: withDefaults(definition, settled(compiling.argumentsOf(model.type, field)) as Values),
    selecting: { fragments, variables },
  });
  return object(needed);
}

// ------------------------------------------------------------------------------------------------------------- columns

function columnSql(
  compiling: Compilation,
  { resource }: Model,
  alias: string,
  name: string,
  type: GraphQLOutputType,
): string {
  const column = resource.table.columns.get(name);
  if (!column) throw new TypeError(`${resource.name} has no field ${name}`);
  permitted(resource, grantFor(compiling.context, resource, 'select'), column);
  return typed(type, `${alias}.${column.sql}`, (sql) => written(column, sql));
}

/**
 * A type that is a text to programs may have a JSON of its own, as an object, where the database is left to write it.
 */
function written(column: Column, sql: string): string {
  const json = value(column, sql);
  return column.codec === t.other && json === sql ? asText(sql, false) : json;
}

/** Scalars that have digits to lose are strings in the answer. */
const texts = new Set(['ID', 'BigInt', 'Decimal']);

/** A value as its type in the schema wants it; `write` is how the REST API has it. */
export function typed(type: GraphQLOutputType, sql: string, write: (sql: string) => string): string {
  const named = getNamedType(type);
  if (texts.has(named.name)) return asText(sql, isListType(getNullableType(type)));
  return named instanceof GraphQLEnumType ? member(named, sql, write) : write(sql);
}

/**
 * A label as the schema calls it, where that differs. As a text, since the type's own comparisons do not know a domain
 * over it.
 */
function member(type: GraphQLEnumType, sql: string, write: (sql: string) => string): string {
  const renamed = type.getValues().filter((one) => one.value !== one.name);
  if (renamed.length === 0) return write(sql);
  const cases = type.getValues().map((one) => `when ${literal(one.value as string)} then '${one.name}'`);
  return `case ${asText(sql, false)} ${cases.join(' ')} end`;
}

// ---------------------------------------------------------------------------------------------------- a row by its key

/** The selection of the row with that key, as `d0`. */
export function rowStatement(
  asking: Asking,
  model: Model,
  sets: readonly SelectionSetNode[],
  key: Readonly<Record<string, unknown>>,
): { readonly statement: Statement; readonly own: readonly Placed[] } {
  const compiling = new Compilation(asking);
  const source = wholeSource(compiling, model);
  const sql = one(
    oneRow(compiling, model, source, () => rowOutputs(compiling, model, source.alias, sets, []), keyFilter(key)),
  );
  return { statement: compiling.build.statement(`select ${sent(sql)} as d0`), own: compiling.own };
}
