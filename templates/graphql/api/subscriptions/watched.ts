// What the fields of `Subscription` are about: `userChanged` about one table, `tableChanges` about all, or the one that is named.

import { type FieldNode, getArgumentValues, type GraphQLSchema } from 'graphql';

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

export function wantedBy(schema: GraphQLSchema, field: FieldNode, variables: Readonly<Record<string, unknown>>, all: readonly Watched[]): Wanted {
  const definition = schema.getSubscriptionType()?.getFields()[field.name.value];
  if (!definition) throw Refusal.of('BAD_USER_INPUT', `there is no subscription ${field.name.value}`);
  const { operation, tableName, ...others } = getArgumentValues(definition, field, variables);
  const watched = all.filter((one) => (one.field === field.name.value || field.name.value === 'tableChanges') && (isNothing(tableName) || one.type === tableName));
  const key = Object.entries(others).flatMap(([name, value]) => (isNothing(value) ? [] : [[name, String(value)] as const]));
  return { watched, verb: isNothing(operation) ? undefined : (operation as Verb), key: new Map(key) };
}

function isNothing(value: unknown): boolean {
  return value === undefined || value === null;
}
