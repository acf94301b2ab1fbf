// Fields of one's own at the root. A value is answered as it is; where the field gives rows of a table, its resolver
// says which, and they are read.

import {
  GraphQLError,
  type GraphQLFormattedError,
  type GraphQLObjectType,
  getNamedType,
  getNullableType,
  isListType,
  isNonNullType,
} from 'graphql';

import type { Scope } from '../../../orm/runtime/scope.js';
import type { Service } from '../../runtime/service.js';
import { writeJson } from '../../rest/http/json.js';
import { type Asking, Compilation } from '../compile/compilation.js';
import { type Field, selectionsOf } from '../compile/fields.js';
import { listRows, oneRow, wholeSource } from '../compile/lists.js';
import { rowOutputs } from '../compile/rows.js';
import { many, one, sent } from '../engine/json.js';
import type { Model } from '../model/catalog.js';
import { type RootField, type Values, withDefaults } from './own.js';
import { withOwn } from './rows.js';
import { completed } from './value.js';

export interface Root {
  readonly asking: Asking;
  readonly type: GraphQLObjectType;
  readonly field: Field;
  readonly resolve: RootField;
  /** What its rows are read by. */
  readonly scope: Scope;
  readonly service: Service;
}

/** The field's value as JSON. */
export async function ownRoot(
  { asking, type, field, resolve, scope, service }: Root,
  errors: GraphQLFormattedError[],
): Promise<string> {
  const definition = type.getFields()[field.name];
  if (!definition) throw new TypeError(`${type.name} has no field ${field.name}`);
  const compiling = new Compilation(asking);
  const surroundings = { caller: asking.caller, db: service.db };
  const value = await resolve(withDefaults(definition, compiling.argumentsOf(type, field)), surroundings);
  const name = `${type.name}.${field.name}`;
  const model = asking.catalog.ofType(getNamedType(definition.type).name);
  if (!model) return writeJson(completed(asking, definition.type, value, selectionsOf(field), name));
  if (value === null || value === undefined) {
    if (isNonNullType(definition.type)) throw new GraphQLError(`Cannot return null for non-nullable field ${name}.`);
    return 'null';
  }
  const sql = isListType(getNullableType(definition.type))
    ? listSql(compiling, model, field, value as Values)
    : rowSql(compiling, model, field, value as Values);
  const { rows } = await scope.run(compiling.build.statement(`select ${sent(sql)} as d0`));
  errors.push(...compiling.errors);
  const text = rows[0]?.['d0'] as string | null | undefined;
  if (text === null || text === undefined) {
    if (isNonNullType(definition.type)) throw new GraphQLError(`Cannot return null for non-nullable field ${name}.`);
    return 'null';
  }
  return withOwn(text, compiling.own, surroundings, errors);
}

function listSql(compiling: Compilation, model: Model, field: Field, which: Values): string {
  const source = wholeSource(compiling, model);
  return many(
    listRows(compiling, model, source, which, () =>
      rowOutputs(compiling, model, source.alias, selectionsOf(field), [field.key]),
    ),
  );
}

function rowSql(compiling: Compilation, model: Model, field: Field, key: Values): string {
  if (Object.keys(key).length === 0)
    throw new GraphQLError(`${field.name} gives one row, and its resolver did not say which.`);
  const source = wholeSource(compiling, model);
  return one(
    oneRow(
      compiling,
      model,
      source,
      () => rowOutputs(compiling, model, source.alias, selectionsOf(field), [field.key]),
      key,
    ),
  );
}
