// Fields of one's own on rows: in their place the database's answer has an object of the columns that they need. Those
// are gathered from all rows, the resolver is asked once, and what it gives is put where they were.

import { GraphQLError, type GraphQLField, type GraphQLFormattedError, isNonNullType } from 'graphql';

import type { JsonRow } from '../../runtime/hooks.js';
import { parseJson, writeJson } from '../../rest/http/json.js';
import { type Field, type Selecting, selectionsOf } from '../compile/fields.js';
import { errorOf } from '../problems.js';
import type { RowsField, Surroundings, Values } from './own.js';
import { completed } from './value.js';

export interface Placed {
  /** The keys that lead there. */
  readonly path: readonly string[];
  readonly field: Field;
  readonly definition: GraphQLField<unknown, unknown>;
  readonly name: string;
  readonly own: RowsField;
  readonly given: Values;
  readonly selecting: Selecting;
}

/** The JSON with their values. It lies as many keys below where their paths begin. */
export async function withOwn(
  text: string,
  placed: readonly Placed[],
  surroundings: Surroundings,
  errors: GraphQLFormattedError[],
  below = 1,
): Promise<string> {
  if (placed.length === 0) return text;
  const value = parseJson(text);
  for (const one of placed) await fill(value, one, surroundings, errors, below);
  return writeJson(value);
}

async function fill(
  value: unknown,
  placed: Placed,
  surroundings: Surroundings,
  errors: GraphQLFormattedError[],
  below: number,
): Promise<void> {
  const { path, field } = placed;
  const rows = rowsAt(value, path.slice(below, -1)).filter((row) => row[field.key] !== null);
  if (rows.length === 0) return;
  try {
    const values = await resolved(
      placed,
      rows.map((row) => row[field.key] as Values),
      surroundings,
    );
    for (const [index, row] of rows.entries()) row[field.key] = values[index];
  } catch (error) {
    if (isNonNullType(placed.definition.type)) throw error;
    for (const row of rows) row[field.key] = null;
    errors.push(errorOf(error, path, field.nodes));
  }
}

async function resolved(
  { own, given, definition, field, name, selecting }: Placed,
  rows: readonly Values[],
  surroundings: Surroundings,
): Promise<unknown[]> {
  const values = await own.resolve(rows, given, surroundings);
  if (values.length !== rows.length)
    throw new GraphQLError(
      `${name} has ${String(rows.length)} rows, and its resolver gave ${String(values.length)} values.`,
    );
  return values.map((value) => completed(selecting, definition.type, value, selectionsOf(field), name));
}

/** The rows that lie where these keys lead. */
export function rowsAt(value: unknown, [key, ...rest]: readonly string[]): JsonRow[] {
  if (Array.isArray(value)) return value.flatMap((item) => rowsAt(item, key === undefined ? [] : [key, ...rest]));
  if (typeof value !== 'object' || value === null) return [];
  return key === undefined ? [value as JsonRow] : rowsAt((value as JsonRow)[key], rest);
}
