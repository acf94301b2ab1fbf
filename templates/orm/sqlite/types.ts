// The types of SQLite, and how their values travel.
//
// A column's type only suggests what is stored in it, so reading checks: a value that is none of its type is an error,
// never a guess. All whole numbers come from the client as bigint, which keeps them exact.

import {
  type AnyValue,
  type Codec,
  encodeBoolean,
  encodeBytes,
  encodeDecimal,
  encodeInteger,
  encodeJson,
  encodeLabel,
  encodeNumber,
  encodeText,
  refuse,
} from '../runtime/codec.js';
import { InvalidValue } from '../runtime/errors.js';
import type { Reader } from '../runtime/selection.js';

function unexpected(expected: string, wire: unknown): never {
  throw new InvalidValue(
    `the database holds ${typeof wire === 'string' ? 'text' : 'another value'} where ${expected} should be`,
  );
}

function readBoolean(wire: unknown): boolean {
  return typeof wire === 'bigint' || typeof wire === 'number' ? Number(wire) !== 0 : unexpected('a boolean', wire);
}

function readInteger(wire: unknown): number {
  const value = typeof wire === 'bigint' ? Number(wire) : wire;
  return Number.isSafeInteger(value) ? (value as number) : unexpected('a whole number', wire);
}

function readBigint(wire: unknown): bigint {
  if (typeof wire === 'bigint') return wire;
  if (typeof wire === 'string' && /^-?\d+$/.test(wire)) return BigInt(wire);
  return Number.isSafeInteger(wire) ? BigInt(wire as number) : unexpected('a whole number', wire);
}

function readFloat(wire: unknown): number {
  return typeof wire === 'bigint' || typeof wire === 'number' ? Number(wire) : unexpected('a number', wire);
}

function readText(wire: unknown): string {
  return typeof wire === 'string' ? wire : wire instanceof Uint8Array ? unexpected('text', wire) : String(wire);
}

function readBytes(wire: unknown): Uint8Array {
  return wire instanceof Uint8Array ? wire : typeof wire === 'string' ? Buffer.from(wire) : unexpected('bytes', wire);
}

function readJson(wire: unknown): unknown {
  if (typeof wire === 'string') return JSON.parse(wire);
  return typeof wire === 'bigint' || typeof wire === 'number' ? Number(wire) : unexpected('JSON', wire);
}

function encodeBigint(value: unknown): bigint {
  const given = BigInt(encodeInteger(value));
  return BigInt.asIntN(64, given) === given ? given : refuse('a whole number of 64 bits', value);
}

// SQLite would store NaN as NULL.
function encodeFloat(value: unknown): number {
  const given = encodeNumber(value);
  return Number.isNaN(given) ? refuse('a number', value) : given;
}

/** As the column would store it anyway: as text it would be greater than any number where no column is compared. */
function encodeExact(value: unknown): bigint | number {
  const given = encodeDecimal(value);
  return /^-?\d{1,18}$/.test(given) ? BigInt(given) : encodeFloat(Number(given));
}

/**
 * A Date is written as CURRENT_TIMESTAMP writes it, with its milliseconds if it has some: so text sorts as time does.
 */
function encodeMoment(value: unknown): string {
  if (!(value instanceof Date)) return encodeText(value);
  if (Number.isNaN(value.getTime())) refuse('a date', value);
  return value
    .toISOString()
    .replace('T', ' ')
    .replace(/(\.000)?Z$/, '');
}

// JSON has no bytes, and its readers lose digits of large numbers.
const hex = (sql: string): string => `case when ${sql} is not null then hex(${sql}) end`;
const wholeAsText = (sql: string): string =>
  `case typeof(${sql}) when 'integer' then cast(${sql} as text) else ${sql} end`;

function both(read: Reader): Pick<Codec, 'decode' | 'fromJson'> {
  return { decode: read, fromJson: read };
}

export const boolean: Codec = {
  family: 'plain',
  encode: (value) => (encodeBoolean(value) ? 1n : 0n),
  ...both(readBoolean),
};
export const integer: Codec = { family: 'number', encode: encodeBigint, ...both(readInteger) };
export const bigint: Codec = { family: 'number', encode: encodeBigint, toJson: wholeAsText, ...both(readBigint) };
export const float: Codec = { family: 'number', encode: encodeFloat, ...both(readFloat) };
export const float32 = float;
export const decimal: Codec = { family: 'number', encode: encodeExact, toJson: wholeAsText, ...both(readText) };
export const text: Codec = { family: 'text', encode: encodeText, ...both(readText) };
export const bytes: Codec = {
  family: 'plain',
  encode: encodeBytes,
  toJson: hex,
  decode: readBytes,
  fromJson: (json) => Buffer.from(json as string, 'hex'),
};
/** Programs write the same moment with a blank or a T in it, and with or without the zone of UTC behind it. */
function isMoment(sql: string, parameter: string): string {
  const between = `(select ' ' as between_them union all select 'T')`;
  const zones = `(select '' as zone union all select 'Z' union all select '+00:00' union all select ' +00:00' union all select '+00')`;
  const spelled = `select substr(moment, 1, 10) || between_them || substr(moment, 12) || zone from given, ${between}, ${zones} where length(moment) > 11`;
  return `${sql} in (with given(moment) as (select ${parameter}) select moment from given union all ${spelled})`;
}

export const timestamp: Codec = {
  family: 'plain',
  encode: encodeMoment,
  toJson: wholeAsText,
  equal: isMoment,
  ...both(readText),
};
export const timestamptz = timestamp;
export const json: Codec = { family: 'json', encode: encodeJson, ...both(readJson) };
export const other: Codec = { family: 'plain', encode: encodeText, toJson: wholeAsText, ...both(readText) };
export const date = other;
export const time = other;
export const uuid = other;
export const bits = other;
export const geometry = other;

/** What has no type is stored as it is given. In JSON each value carries its storage class. */
export const any: Codec = {
  family: 'plain',
  encode: encodeParameter,
  toJson: (sql) =>
    `json_array(typeof(${sql}), case typeof(${sql}) when 'blob' then hex(${sql}) when 'integer' then cast(${sql} as text) else ${sql} end)`,
  fromJson: (stored) => {
    const [kind, value] = (typeof stored === 'string' ? JSON.parse(stored) : stored) as [string, AnyValue | null];
    if (kind === 'blob') return Buffer.from(value as string, 'hex');
    return kind === 'integer' ? BigInt(value as string) : value;
  },
};

export function label(labels: readonly string[]): Codec {
  return { family: 'plain', encode: encodeLabel(labels), ...both(readText) };
}

// ---------------------------------------------------------------------------------------------------------- aggregates

export const counted: Reader = Number;

export function summed(codec: Codec): Reader | undefined {
  return codec.decode;
}

/** An average is a floating-point number; of exact numbers it is given as text. */
export function average(codec: Codec): Reader {
  return codec === integer || codec === float ? Number : String;
}

/** A value in SQL of one's own, where no column tells its type. */
export function encodeParameter(value: unknown): unknown {
  if (typeof value === 'boolean') return value ? 1n : 0n;
  if (Number.isSafeInteger(value) && !Object.is(value, -0)) return BigInt(value as number);
  if (typeof value === 'number') return encodeFloat(value);
  if (value instanceof Date) return encodeMoment(value);
  if (value instanceof Uint8Array) return encodeBytes(value);
  return typeof value === 'object' && value !== null ? encodeJson(value) : value;
}
