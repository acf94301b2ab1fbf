// How the values of one type travel between the program and the database.
//
// A value goes out through `encode`, which refuses what is not of the type, and comes back in one of two ways: as a
// column of its own (`decode`), or within JSON that the database builds for included relations (`toJson` is what is put
// there, `fromJson` reads it). Both ways give the same value, with every digit. The types of this database are in
// engine/types.ts.

import { InvalidValue } from './errors.js';

/** Which operators a filter on the type may use, beside those that all have. */
export type Family = 'plain' | 'text' | 'number' | 'json' | 'array';

export interface Codec {
  readonly family: Family;
  readonly encode: (value: unknown) => unknown;
  readonly decode?: (wire: unknown) => unknown;
  readonly toJson?: (sql: string) => string;
  readonly fromJson?: (json: unknown) => unknown;
  /** A parameter beside a value of the type, or a list of them, where the server would not read it as one by itself. */
  readonly compared?: (parameter: string, isList?: boolean) => string;
  /** That a value is a parameter's, where the same value may be written in several ways. */
  readonly equal?: (sql: string, parameter: string) => string;
  /** Of arrays: what they hold. */
  readonly element?: Codec;
  /** Of rows: what each of their fields is. */
  readonly fields?: ReadonlyMap<string, () => Codec>;
}

export type JsonValue =
  string | number | boolean | null | readonly JsonValue[] | { readonly [name: string]: JsonValue };

/** What a column without a type may hold. */
export type AnyValue = string | number | bigint | boolean | Uint8Array;

/** A description of a value for messages: its type, never its content. */
function kindOf(value: unknown): string {
  if (value === null) return 'null';
  if (Array.isArray(value)) return 'an array';
  return typeof value === 'object'
    ? ((value.constructor as { name?: string } | undefined)?.name ?? 'an object')
    : `a ${typeof value}`;
}

export function refuse(expected: string, value: unknown): never {
  throw new InvalidValue(`expected ${expected}, got ${kindOf(value)}`);
}

// ------------------------------------------------------------------------------------------------------------ encoding

export function encodeText(value: unknown): string {
  return typeof value === 'string' ? value : refuse('a string', value);
}

export function encodeBoolean(value: unknown): boolean {
  return typeof value === 'boolean' ? value : refuse('a boolean', value);
}

export function encodeInteger(value: unknown): number | bigint {
  return typeof value === 'bigint' || Number.isSafeInteger(value)
    ? (value as number | bigint)
    : refuse('a whole number', value);
}

export function encodeNumber(value: unknown): number {
  return typeof value === 'number' ? value : refuse('a number', value);
}

const decimal = /^[+-]?(\d+(\.\d*)?|\.\d+)(e[+-]?\d+)?$|^(NaN|-?Infinity)$/i;

export function encodeDecimal(value: unknown): string {
  if (typeof value === 'number' || typeof value === 'bigint') return String(value);
  return typeof value === 'string' && decimal.test(value) ? value : refuse('a decimal number', value);
}

/** A moment as text: a Date is written in UTC. */
export function encodeMoment(value: unknown): string {
  if (value instanceof Date && !Number.isNaN(value.getTime())) return value.toISOString();
  return typeof value === 'string' ? value : refuse('a date', value);
}

export function encodeBytes(value: unknown): Buffer {
  if (!(value instanceof Uint8Array)) refuse('bytes', value);
  return Buffer.isBuffer(value) ? value : Buffer.from(value.buffer, value.byteOffset, value.byteLength);
}

export function encodeJson(value: unknown): string {
  const text = JSON.stringify(value, (_, inner: unknown) =>
    typeof inner === 'bigint' ? refuse('JSON', inner) : inner,
  ) as string | undefined;
  return text ?? refuse('JSON', value);
}

export function encodeLabel(labels: readonly string[]): (value: unknown) => string {
  const known = new Set<unknown>(labels);
  return (value) =>
    known.has(value)
      ? (value as string)
      : refuse(`one of ${labels.map((label) => JSON.stringify(label)).join(', ')}`, value);
}
