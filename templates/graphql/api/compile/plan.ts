// A whole query as one statement: a column of JSON for each field at the root that asks the database something.

import {
  type GraphQLFormattedError,
  type GraphQLObjectType,
  type OperationDefinitionNode,
  Kind,
  execute,
  isNonNullType,
  type DocumentNode,
} from 'graphql';

import type { Statement } from '../../../orm/runtime/build.js';
import { searchSql } from '../../rest/engine/search.js';
import { many, one, sent } from '../engine/json.js';
import type { Root } from '../model/catalog.js';
import type { Reading } from '../model/facts.js';
import type { RootField } from '../own/own.js';
import type { Placed } from '../own/rows.js';
import { aggregateSql, type Asked, groupsSql } from './aggregate.js';
import { type Asking, Compilation, Nulled } from './compilation.js';
import { connectionSql } from './connection.js';
import { type Field, selectionsOf } from './fields.js';
import { keyFilter, listRows, oneRow, wholeSource } from './lists.js';
import { rowOutputs } from './rows.js';

/** A field of the answer. */
export interface Answered {
  /** The key with its quotes and a colon. */
  readonly key: string;
  /** Known without asking. */
  readonly text?: string;
  /** The column of the result. */
  readonly column?: string;
  readonly asks?: Root<Reading>;
  /** What answers it, where it is one's own. */
  readonly resolve?: RootField;
  readonly field: Field;
  readonly nullable: boolean;
}

export interface Plan {
  readonly answered: readonly Answered[];
  /** Absent: nothing is asked. */
  readonly statement?: Statement;
  readonly errors: readonly GraphQLFormattedError[];
  /** A field that may not be null failed. */
  readonly nothing: boolean;
  readonly backwards: readonly (readonly string[])[];
  /** The keys that lead to the rows of the fields' own tables. */
  readonly rows: readonly (readonly string[])[];
  /** Fields of one's own on rows. */
  readonly own: readonly Placed[];
  readonly personal: boolean;
}

export function planOf(
  asking: Asking,
  type: GraphQLObjectType,
  fields: readonly Field[],
  document: DocumentNode,
  operation: OperationDefinitionNode,
): Plan {
  const compiling = new Compilation(asking);
  const columns: string[] = [];
  const facts = (nothing: boolean, answered: readonly Answered[] = []): Plan => ({
    answered,
    errors: compiling.errors,
    nothing,
    backwards: compiling.backwards,
    rows: compiling.rows,
    own: compiling.own,
    personal: compiling.personal,
    ...(columns.length > 0 && !nothing && { statement: compiling.build.statement(`select ${columns.join(', ')}`) }),
  });
  try {
    return facts(
      false,
      fields.map((field, index) =>
        rootField(compiling, type, field, `d${String(index)}`, columns, document, operation),
      ),
    );
  } catch (error) {
    if (error instanceof Nulled) return facts(true);
    throw error;
  }
}

function rootField(
  compiling: Compilation,
  type: GraphQLObjectType,
  field: Field,
  column: string,
  columns: string[],
  document: DocumentNode,
  operation: OperationDefinitionNode,
): Answered {
  const key = `${JSON.stringify(field.key)}:`;
  if (field.name.startsWith('__'))
    return { key, text: aboutSchema(compiling, type, field, document, operation), field, nullable: true };
  const nullable = !isNonNullType(type.getFields()[field.name]?.type);
  const resolve = compiling.asking.catalog.own.queries?.[field.name];
  if (resolve) return { key, resolve, field, nullable };
  const root = compiling.asking.catalog.queries.get(field.name);
  if (!root) return { key, text: 'null', field, nullable: true };
  const { sql } = compiling.output(type, field, [], () => rootSql(compiling, type, root, field));
  columns.push(`${sql === 'null' ? sql : sent(sql)} as ${column}`);
  return { key, column, asks: root, field, nullable };
}

function rootSql(
  compiling: Compilation,
  type: GraphQLObjectType,
  { model, does }: Root<Reading>,
  field: Field,
): string {
  const given = compiling.argumentsOf(type, field);
  const sets = selectionsOf(field);
  const path = [field.key];
  const asked: Asked = { model, given, sets, path, source: () => wholeSource(compiling, model) };
  switch (does) {
    case 'one':
    case 'list':
    case 'search':
      return rowsSql(compiling, does, asked);
    case 'connection':
      return connectionSql(compiling, asked, type.getFields()[field.name]?.type);
    case 'aggregate':
      return aggregateSql(compiling, asked);
    case 'groupBy':
      return groupsSql(compiling, asked);
  }
}

function rowsSql(compiling: Compilation, does: 'one' | 'list' | 'search', { model, given, sets, path }: Asked): string {
  const source = wholeSource(compiling, model);
  compiling.rows.push(path);
  const outputs = (): ReturnType<typeof rowOutputs> => rowOutputs(compiling, model, source.alias, sets, path);
  if (does === 'one') return one(oneRow(compiling, model, source, outputs, keyFilter(given)));
  if (does === 'list') return many(listRows(compiling, model, source, given, outputs));
  const found = (): string => searchSql(compiling.context, model.resource, source.alias, given['query'] as string);
  return many(listRows(compiling, model, source, given, outputs, found));
}

// ------------------------------------------------------------------------------------------------------- introspection

/** `__typename`, `__schema` and `__type` are answered by the schema itself, once for each plan. */
function aboutSchema(
  compiling: Compilation,
  type: GraphQLObjectType,
  field: Field,
  document: DocumentNode,
  operation: OperationDefinitionNode,
): string {
  if (field.name === '__typename') return JSON.stringify(type.name);
  const alone: OperationDefinitionNode = {
    ...operation,
    selectionSet: { kind: Kind.SELECTION_SET, selections: field.nodes },
  };
  const definitions = document.definitions
    .map((one) => (one === operation ? alone : one))
    .filter((one) => one === alone || one.kind === Kind.FRAGMENT_DEFINITION);
  const result = execute({
    schema: compiling.schema,
    document: { kind: Kind.DOCUMENT, definitions },
    variableValues: compiling.asking.told,
  });
  compiling.personal ||= (operation.variableDefinitions?.length ?? 0) > 0;
  if (result instanceof Promise) throw new TypeError('introspection waits for nothing');
  if ('errors' in result && result.errors) throw result.errors[0] ?? new TypeError('introspection failed');
  return JSON.stringify((result as { data?: Record<string, unknown> | null }).data?.[field.key] ?? null);
}
