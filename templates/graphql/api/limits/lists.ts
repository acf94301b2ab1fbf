// How many rows a field may have, as its arguments say.

import { type FieldNode, type GraphQLField, isListType, isNonNullType, Kind, type ValueNode } from 'graphql';

import type { Rows } from './cost.js';

const sizes: readonly string[] = ['limit', 'first', 'last'];

export interface ListLimits {
  /** Of a list whose length is not said. */
  readonly listRows: number;
  /** No list is longer, whatever is asked. */
  readonly mostRows: number;
}

/** The values of variables that are not given. */
export type Defaults = ReadonlyMap<string, ValueNode>;

/** `paged`: the list was counted where its arguments are, as the edges of a connection are. */
export function rowsOf(
  field: FieldNode,
  definition: GraphQLField<unknown, unknown>,
  paged: boolean,
  limits: ListLimits,
  defaults: Defaults,
): Rows {
  if (isPaged(definition)) return saidRows(field, limits, defaults);
  return isList(definition) && !paged ? limits.listRows : 1;
}

export function isPaged({ args }: GraphQLField<unknown, unknown>): boolean {
  return args.some(({ name }) => sizes.includes(name));
}

export function isList({ type }: GraphQLField<unknown, unknown>): boolean {
  return isListType(isNonNullType(type) ? type.ofType : type);
}

function saidRows({ arguments: given = [] }: FieldNode, limits: ListLimits, defaults: Defaults): Rows {
  const values = given
    .filter(({ name }) => sizes.includes(name.value))
    .map(({ value }) => rowsSaid(value, limits, defaults));
  return (
    values.find((rows) => typeof rows === 'object') ?? values.find((rows) => rows !== undefined) ?? limits.listRows
  );
}

function rowsSaid(value: ValueNode, { listRows, mostRows }: ListLimits, defaults: Defaults): Rows | undefined {
  if (value.kind === Kind.INT) return Math.min(Math.max(0, Number(value.value)), mostRows);
  if (value.kind !== Kind.VARIABLE) return undefined;
  const variable = value.name.value;
  const fallback = defaults.get(variable);
  const otherwise = fallback?.kind === Kind.INT ? Math.min(Math.max(0, Number(fallback.value)), mostRows) : listRows;
  return { variable, otherwise, most: mostRows };
}
