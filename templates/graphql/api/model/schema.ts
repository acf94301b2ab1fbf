// The schema as the server uses it: the text of schema.graphql, with what it cannot say: how scalars are read, and what
// the members of enums stand for.

import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

import { buildSchema, type GraphQLEnumType, type GraphQLSchema, isEnumType, isScalarType } from 'graphql';

import { extended, type Own } from '../own/own.js';
import { readScalar } from './scalars.js';

type Labels = readonly (readonly [type: string, readonly (readonly [member: string, label: string])[]])[];

/** The compiler leaves the file where it is. */
export function schemaText(): string {
  const here = fileURLToPath(new URL('..', import.meta.url));
  const beside = join(here, 'schema.graphql');
  return readFileSync(existsSync(beside) ? beside : join(here, '../../../api/graphql/schema.graphql'), 'utf8');
}

/** It was made by rules, so it is not checked again; what extends it is. */
export function readSchema(text: string, labels: Labels, own: Own): GraphQLSchema {
  const schema = extended(buildSchema(text, { assumeValid: true, assumeValidSDL: true, noLocation: true }), own);
  const known = new Map(labels.map(([type, pairs]) => [type, new Map(pairs)]));
  for (const type of Object.values(schema.getTypeMap())) {
    if (isScalarType(type)) readScalar(type);
    if (isEnumType(type)) giveValues(type, type.name === 'SortOrder' ? orders : known.get(type.name));
  }
  return schema;
}

function giveValues(type: GraphQLEnumType, values: ReadonlyMap<string, unknown> | undefined): void {
  for (const member of type.getValues()) if (values?.has(member.name) === true) member.value = values.get(member.name);
}

/** As orm/runtime/order.ts takes them. */
const orders: ReadonlyMap<string, unknown> = new Map<string, unknown>([
  ['ASC', 'asc'],
  ['ASC_NULLS_FIRST', { direction: 'asc', nulls: 'first' }],
  ['ASC_NULLS_LAST', { direction: 'asc', nulls: 'last' }],
  ['DESC', 'desc'],
  ['DESC_NULLS_FIRST', { direction: 'desc', nulls: 'first' }],
  ['DESC_NULLS_LAST', { direction: 'desc', nulls: 'last' }],
]);
