// Fields of one's own, beside those that come from the database's tables: app/graphql.ts says what they are called and
// what they do.
//
//   fields      of a table's rows. A field says which columns it needs, and is asked once for all rows of an answer, so
//               nothing is resolved row by row.
//   queries     at the root, and
//   mutations   too. One that gives rows of a table says which: `where`, `orderBy` and `limit` as the ORM takes them, or
//               the key where it gives one row, null for none. What a client selects of them is read with its rights,
//               by one statement.

import {
  extendSchema,
  type GraphQLField,
  type GraphQLObjectType,
  type GraphQLSchema,
  getNamedType,
  isObjectType,
  parse,
} from 'graphql';

import type { Database } from '../../../orm/database.js';
import type { Caller } from '../../runtime/caller.js';

export type Values = Readonly<Record<string, unknown>>;

/**
 * `db` is not bound by policies: who may ask is for the field to say, by throwing a Problem (api/runtime/problem.ts).
 * In a mutation it is the transaction.
 */
export interface Surroundings {
  readonly caller: Caller;
  readonly db: Database;
}

export interface RowsField {
  /** Fields of the type that are columns; the rows have them as a client would see them. */
  readonly needs: readonly string[];
  /** As many values as there are rows, in their order. */
  readonly resolve: (
    rows: readonly Values[],
    given: Values,
    surroundings: Surroundings,
  ) => readonly unknown[] | Promise<readonly unknown[]>;
}

export type RootField = (given: Values, surroundings: Surroundings) => unknown;

export interface Own {
  /** In the schema's language: `extend type Query { … }`, and types of one's own. */
  readonly schema: string;
  readonly fields?: Readonly<Record<string, Readonly<Record<string, RowsField>>>>;
  readonly queries?: Readonly<Record<string, RootField>>;
  readonly mutations?: Readonly<Record<string, RootField>>;
}

/** For app/graphql.ts: `export default graphql({ … })`. */
export function graphql(own: Own): Own {
  return own;
}

export const nothingOwn: Own = { schema: '' };

/** With the values that arguments have where none is given. */
export function withDefaults({ args }: GraphQLField<unknown, unknown>, given: Values): Values {
  const defaults = args.flatMap(({ name, defaultValue }): [string, unknown][] =>
    defaultValue === undefined ? [] : [[name, defaultValue]],
  );
  return { ...Object.fromEntries(defaults), ...given };
}

/** Throws what is wrong with it: a field without a resolver, a resolver without a field. */
export function extended(schema: GraphQLSchema, own: Own): GraphQLSchema {
  if (own.schema.trim() === '') return schema;
  const whole = extendSchema(schema, parse(own.schema));
  const resolvers = new Map<string, ReadonlySet<string>>([
    ...Object.entries(own.fields ?? {}).map(([type, fields]) => [type, new Set(Object.keys(fields))] as const),
    ['Query', new Set(Object.keys(own.queries ?? {}))],
    ['Mutation', new Set(Object.keys(own.mutations ?? {}))],
  ]);
  for (const type of Object.values(schema.getTypeMap())) {
    const now = whole.getType(type.name);
    if (isObjectType(type) && isObjectType(now) && !type.name.startsWith('__'))
      compare(type, now, resolvers.get(type.name) ?? new Set());
  }
  for (const name of resolvers.keys())
    if (!isObjectType(schema.getType(name)) && (resolvers.get(name)?.size ?? 0) > 0)
      throw new Error(`app/graphql.ts: the schema has no type ${name}`);
  for (const type of Object.values(whole.getTypeMap()))
    if (isObjectType(type) && !schema.getType(type.name)) checkNew(type, schema);
  return whole;
}

function compare(before: GraphQLObjectType, now: GraphQLObjectType, resolvers: ReadonlySet<string>): void {
  const added = Object.keys(now.getFields()).filter((name) => !Object.hasOwn(before.getFields(), name));
  for (const name of added)
    if (!resolvers.has(name)) throw new Error(`app/graphql.ts: nothing resolves ${now.name}.${name}`);
  for (const name of resolvers)
    if (!added.includes(name)) throw new Error(`app/graphql.ts: the schema is not extended by ${now.name}.${name}`);
}

/** Its values are what the resolver gives: they have no rows of tables, and nothing that takes arguments. */
function checkNew(type: GraphQLObjectType, schema: GraphQLSchema): void {
  for (const field of Object.values(type.getFields())) {
    if (field.args.length > 0)
      throw new Error(`app/graphql.ts: ${type.name}.${field.name} is a value, and takes no arguments`);
    if (isObjectType(schema.getType(getNamedType(field.type).name)))
      throw new Error(
        `app/graphql.ts: ${type.name}.${field.name} gives rows of a table; only fields of Query and Mutation can`,
      );
  }
}
