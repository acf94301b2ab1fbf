// What a new row is made of, taken apart: values of its own columns, and rows to hang on it.

import type { Relation } from '../../../orm/runtime/table.js';
import { Problem } from '../../runtime/problem.js';
import type { JsonRow } from '../../runtime/hooks.js';
import type { Model } from '../model/catalog.js';

export type Given = Readonly<Record<string, unknown>>;

export interface NewRow {
  /** By the database's names. */
  readonly row: JsonRow;
  readonly nested: readonly Nested[];
}

export interface Nested {
  readonly relation: Relation;
  readonly creates: readonly Given[];
  /** Keys of rows that are there. */
  readonly connects: readonly Given[];
}

export function newRow(model: Model, input: Given): NewRow {
  const row: JsonRow = {};
  const nested: Nested[] = [];
  for (const [field, value] of Object.entries(input)) {
    const column = model.resource.table.columns.get(field);
    const relation = model.table.relations.get(field);
    if (column) row[column.name] = value;
    else if (relation && value !== null) nested.push(nestedIn(relation, value as Given));
  }
  return { row, nested };
}

/** Whether no rows hang on it. */
export function isFlat({ table, resource }: Model, input: Given): boolean {
  return Object.entries(input).every(
    ([field, value]) => value === null || !table.relations.has(field) || resource.table.columns.has(field),
  );
}

/** The columns of an input that has no others. */
export function changes(model: Model, input: Given): JsonRow {
  return newRow(model, input).row;
}

function nestedIn(relation: Relation, { create, connect }: Given): Nested {
  const nested = { relation, creates: listOf(create), connects: listOf(connect) };
  if (relation.many || nested.creates.length + nested.connects.length === 1) return nested;
  throw new Problem(400, 'PGRST100', `${relation.field} is one row: it is created or connected`);
}

function listOf(value: unknown): readonly Given[] {
  if (value === undefined || value === null) return [];
  return Array.isArray(value) ? (value as Given[]) : [value as Given];
}
