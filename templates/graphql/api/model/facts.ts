// What models.ts says of a model beside its table: the fields of the schema that are no columns and no relations, and
// what they do.

import type { Table } from '../../../orm/runtime/table.js';

export type Reading = 'one' | 'list' | 'search' | 'connection' | 'aggregate' | 'groupBy';
export type Writing = 'create' | 'createMany' | 'upsert' | 'update' | 'updateMany' | 'delete' | 'deleteMany';

/** What is made of a relation to many rows, beside the list of them. */
export type Derivation = 'connection' | 'aggregate';

export interface ModelFacts {
  readonly table: Table;
  /** The type of its rows. */
  readonly type: string;
  readonly queries: readonly (readonly [field: string, does: Reading])[];
  readonly mutations: readonly (readonly [field: string, does: Writing])[];
  readonly derived: readonly (readonly [field: string, relation: string, does: Derivation])[];
  /** The subscription to its changes. */
  readonly changed?: string;
}
