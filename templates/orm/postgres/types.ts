// The types of PostgreSQL, and how their values travel.
//
// The server sends text, and each type reads it once: `wireTypes` tells the client how, by the number of the type.
// Arrays of types that the schema defines, and its composite types, have no number that is known beforehand: their
// codecs `decode` the column.

import {
  type Codec,
  encodeBoolean,
  encodeBytes,
  encodeDecimal,
  encodeInteger,
  encodeJson,
  encodeLabel,
  encodeMoment,
  encodeNumber,
  encodeText,
  refuse,
} from '../runtime/codec.js';
import type { Reader } from '../runtime/selection.js';
import { type Items, parseArray, parseRow, writeArray, writeRow } from './literals.js';

/** A type that can be part of an array or row, where everything is text. */
interface TextCodec extends Codec {
  readonly fromText: (text: string) => unknown;
}

const same = (text: string): string => text;
const asText = (sql: string): string => `${sql}::text`;
const number = (wire: unknown): number => Number(wire);

function readBytes(text: string): Uint8Array {
  if (!text.startsWith('\\x')) throw new Error('bytea_output must be hex');
  return Buffer.from(text.slice(2), 'hex');
}

/** 2001-02-03 04:05:06.7+00 → 2001-02-03T04:05:06.7+00:00, which is what JSON has, too. */
function readMoment(text: string): string {
  const usual = text[10] === ' ' && text.at(-3) === '+';
  if (usual) return `${text.slice(0, 10)}T${text.slice(11)}:00`;
  return text.replace(' ', 'T').replace(/([+-]\d\d)(?= BC$|$)/, '$1:00');
}

function readLocalMoment(text: string): string {
  return text.replace(' ', 'T');
}

/** The client would write -0 as 0. */
function encodeFloat(value: unknown): number | string {
  const given = encodeNumber(value);
  return Object.is(given, -0) ? '-0' : given;
}

const fromJsonText = (read: (text: string) => unknown) => (json: unknown) => read(json as string);

// --------------------------------------------------------------------------------------------------------------- types

export const boolean: TextCodec = { family: 'plain', encode: encodeBoolean, fromText: (text) => text === 't' };
export const integer: TextCodec = { family: 'number', encode: encodeInteger, fromText: Number, fromJson: number };
export const bigint: TextCodec = {
  family: 'number',
  encode: encodeInteger,
  fromText: BigInt,
  toJson: asText,
  fromJson: fromJsonText(BigInt),
};
export const float: TextCodec = { family: 'number', encode: encodeFloat, fromText: Number, fromJson: number };
export const float32 = float;
export const decimal: TextCodec = { family: 'number', encode: encodeDecimal, fromText: same, toJson: asText };
export const text: TextCodec = { family: 'text', encode: encodeText, fromText: same };
export const bytes: TextCodec = {
  family: 'plain',
  encode: encodeBytes,
  fromText: readBytes,
  fromJson: fromJsonText(readBytes),
};
export const timestamp: TextCodec = { family: 'plain', encode: encodeMoment, fromText: readLocalMoment };
export const timestamptz: TextCodec = { family: 'plain', encode: encodeMoment, fromText: readMoment };
export const json: TextCodec = { family: 'json', encode: encodeJson, fromText: (wire) => JSON.parse(wire) as unknown };

/** Whatever the database writes as text and reads from it: date, uuid, inet, interval, ranges, shapes. */
export const other: TextCodec = { family: 'plain', encode: encodeText, fromText: same, toJson: asText };

export const date = other;
export const time = other;
export const uuid = other;
export const bits = other;
export const geometry = other;

export function label(labels: readonly string[]): TextCodec {
  return { family: 'plain', encode: encodeLabel(labels), fromText: same };
}

/** An array within one is another dimension of it, but where it is JSON. */
export function isDimension(item: unknown, element: Codec): item is readonly unknown[] {
  return Array.isArray(item) && element.family !== 'array' && element.family !== 'json';
}

export function array(element: TextCodec): TextCodec {
  const read = (items: Items): unknown[] =>
    items.map((item) => (item === null ? null : typeof item === 'string' ? element.fromText(item) : read(item)));
  const fromText = (wire: string): unknown => read(parseArray(wire));
  const encode = (value: unknown): unknown[] => {
    if (!Array.isArray(value)) refuse('an array', value);
    return value.map((item: unknown) =>
      item === null ? null : isDimension(item, element) ? encode(item) : element.encode(item),
    );
  };
  return {
    family: 'array',
    element,
    encode: (value) => writeArray(encode(value)),
    decode: (wire) => (typeof wire === 'string' ? fromText(wire) : wire),
    toJson: asText,
    fromJson: fromJsonText(fromText),
    fromText,
  };
}

/** A row of the composite type that SQL calls `type`: its fields in their order. */
export function composite(
  type: string,
  fields: readonly (readonly [name: string, codec: () => TextCodec])[],
): TextCodec {
  const fromText = (wire: string): unknown => {
    const values = parseRow(wire);
    return Object.fromEntries(
      fields.map(([name, codec], index) => {
        const value = values[index] ?? null;
        return [name, value === null ? null : codec().fromText(value)];
      }),
    );
  };
  const encode = (value: unknown): string => {
    if (typeof value !== 'object' || value === null) refuse('an object', value);
    const given = new Map<string, unknown>(Object.entries(value));
    return writeRow(
      fields.map(([name, codec]) => {
        const field = given.get(name) ?? null;
        return field === null ? null : codec().encode(field);
      }),
    );
  };
  return {
    family: 'plain',
    encode,
    decode: (wire) => fromText(wire as string),
    toJson: asText,
    fromJson: fromJsonText(fromText),
    fromText,
    compared: (parameter, isList) => `${parameter}::${type}${isList === true ? '[]' : ''}`,
    fields: new Map(fields),
  };
}

// ---------------------------------------------------------------------------------------------------------- aggregates

export const counted: Reader = Number;

/** Sums of whole numbers come back as int8 or numeric. */
export function summed(codec: Codec): Reader | undefined {
  if (codec === bigint) return (wire) => BigInt(wire as string | bigint);
  return codec === integer ? number : undefined;
}

/** Averages of whole numbers are decimals; of exact ones they stay exact. */
export function average(codec: Codec): Reader | undefined {
  return codec === integer ? number : undefined;
}

// ------------------------------------------------------------------------------------------------------------ the wire

/** By the number of the type, from pg_type. What is not here stays text. */
const byNumber = new Map<number, (text: string) => unknown>([
  [16, boolean.fromText],
  [17, bytes.fromText],
  [20, bigint.fromText],
  [21, integer.fromText],
  [23, integer.fromText],
  [26, integer.fromText],
  [28, integer.fromText],
  [29, integer.fromText],
  [114, json.fromText],
  [700, float.fromText],
  [701, float.fromText],
  [1114, timestamp.fromText],
  [1184, timestamptz.fromText],
  [3802, json.fromText],
  [1000, array(boolean).fromText],
  [1001, array(bytes).fromText],
  [1005, array(integer).fromText],
  [1007, array(integer).fromText],
  [1009, array(text).fromText],
  [1015, array(text).fromText],
  [1016, array(bigint).fromText],
  [1021, array(float).fromText],
  [1022, array(float).fromText],
  [1115, array(timestamp).fromText],
  [1182, array(text).fromText],
  [1185, array(timestamptz).fromText],
  [1231, array(decimal).fromText],
  [2951, array(text).fromText],
]);

export const wireTypes = {
  getTypeParser: (typeNumber: number): ((text: string) => unknown) => byNumber.get(typeNumber) ?? same,
};

/** A value in SQL of one's own, where no column tells its type. */
export function encodeParameter(value: unknown): unknown {
  if (value instanceof Date) return encodeMoment(value);
  if (value instanceof Uint8Array) return encodeBytes(value);
  if (Array.isArray(value)) return writeArray(value.map(encodeParameter));
  return typeof value === 'object' && value !== null ? encodeJson(value) : value;
}
