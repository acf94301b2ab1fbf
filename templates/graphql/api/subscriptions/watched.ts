// What the fields of `Subscription` are about: `userChanged` about one table, `tableChanges` about all, or the one that
// is named.

import { type FieldNode, getArgumentValues, getNamedType, type GraphQLField, type GraphQLSchema } from 'graphql';

import type { Operation as Verb } from '../../../orm/runtime/changes.js';
import type { Table } from '../../../orm/runtime/table.js';
import { models } from '../models.js';
import { Refusal } from '../refusal.js';

/** A table whose changes are told: its field, and the name of its rows' type. */
export interface Watched {
  readonly field: string;
  readonly type: string;
  readonly table: Table;
}

export function watchedTables(): readonly Watched[] {
  return models.flatMap(({ changed, type, table }) => (changed === undefined ? [] : [{ field: changed, type, table }]));
}

/** What a subscription wants to hear of. */
export interface Wanted {
  readonly watched: readonly Watched[];
  readonly verb: Verb | undefined;
  /** Parts of the key that the row must have, by the key's field. */
  readonly key: ReadonlyMap<string, string>;
}

export function wantedBy(
  schema: GraphQLSchema,
  field: FieldNode,
  variables: Readonly<Record<string, unknown>>,
  all: readonly Watched[],
): Wanted {
  const definition = schema.getSubscriptionType()?.getFields()[field.name.value];
  if (!definition) throw Refusal.of('BAD_USER_INPUT', `there is no subscription ${field.name.value}`);
  const values = getArgumentValues(definition, field, variables);
  const said = (type: string): unknown => values[argumentOf(definition, type) ?? ''] ?? undefined;
  const [verb, tableName] = [said('ChangeOperation') as Verb | undefined, said('TableName')];
  const watched = all.filter(
    (one) =>
      (one.field === field.name.value || field.name.value === 'tableChanges') &&
      (tableName === undefined || one.type === tableName),
  );
  const key = Object.entries(values).filter(
    ([name, value]) => !isNothing(value) && watched[0]?.table.columns.has(name) === true,
  );
  return { watched, verb, key: new Map(key.map(([name, value]) => [name, String(value)])) };
}

/** What a key's column is called comes first, so the others may have had to step aside. */
function argumentOf({ args }: GraphQLField<unknown, unknown>, type: string): string | undefined {
  return args.find((argument) => getNamedType(argument.type).name === type)?.name;
}

function isNothing(value: unknown): boolean {
  return value === undefined || value === null;
}

/** Is a part of a key what a client has written for it? */
export function isSame(part: unknown, said: string): boolean {
  if (typeof part === 'bigint' || typeof part === 'number')
    return /^[+-]?\d+$/.test(said) && BigInt(said) === BigInt(part);
  return String(part) === said || (uuid.test(said) && String(part) === said.toLowerCase());
}

const uuid = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;
