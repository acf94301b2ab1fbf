// The types of MySQL and MariaDB, and how their values travel.
//
// The client gives numbers of 64 bits, decimals, dates and JSON as text, bytes as a Buffer. Whole numbers go out as
// bigint: a number would be sent as floating point, and compared as such.

import {
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
import type { Reader } from '../runtime/selection.js';

const asText = (sql: string): string => `cast(${sql} as char)`;
const hex = (sql: string): string => `hex(${sql})`;
const readBoolean = (wire: unknown): boolean => Number(wire) !== 0;
const readBigint = (wire: unknown): bigint => BigInt(wire as string);
const readJson = (wire: unknown): unknown => JSON.parse(wire as string);
const readHex = (json: unknown): Buffer => Buffer.from(json as string, 'hex');

function encodeBigint(value: unknown): bigint {
  return BigInt(encodeInteger(value));
}

// There is neither NaN nor infinity.
function encodeFloat(value: unknown): number {
  const given = encodeNumber(value);
  return Number.isFinite(given) ? given : refuse('a finite number', value);
}

/** The shortest number that is the same with 32 bits: 0.1, not 0.10000000149. */
function readFloat32(wire: unknown): number {
  const value = Number(wire);
  for (let digits = 6; digits < 9; ++digits) {
    const short = Number(value.toPrecision(digits));
    if (Math.fround(short) === Math.fround(value)) return short;
  }
  return value;
}

/** 12:34:56.500000 and 12:34:56.5 are one time. */
function withoutZeros(text: string): string {
  return text.includes('.') ? text.replace(/\.?0+$/, '') : text;
}

const readTime = (wire: unknown): string => withoutZeros(wire as string);
const readMoment = (wire: unknown): string => withoutZeros((wire as string).replace(' ', 'T'));
const readInstant = (wire: unknown): string => `${readMoment(wire)}+00:00`;

const isUtc = /^(?:Z|[+-]00:?00)$/i;
const zoned = /^(\d{4,}-\d\d-\d\d)[T ](\d\d:\d\d(?::\d\d)?)(\.\d+)?(Z|[+-]\d\d:?\d\d)$/i;

/** As the server reads it, in UTC: it takes no zone, and the connection's is UTC. */
function encodeMoment(value: unknown): string {
  if (value instanceof Date) return inUtc(value).slice(0, -1).replace('T', ' ');
  const given = encodeText(value);
  const [, day, clock, fraction = '', zone] = zoned.exec(given) ?? [];
  if (day === undefined || clock === undefined || zone === undefined) return given.replace('T', ' ');
  // The server may keep days such as 2024-00-00, which are of no time zone.
  if (/-00/.test(day) && isUtc.test(zone)) return `${day} ${clock}${fraction}`;
  return (
    inUtc(new Date(`${day}T${clock}${zone}`))
      .slice(0, 19)
      .replace('T', ' ') + fraction
  );
}

/** 23:59:60, for one, is no time. */
function inUtc(moment: Date): string {
  return Number.isNaN(moment.getTime()) ? refuse('a date and time', moment) : moment.toISOString();
}

/** A number, which bits can be compared with; bytes, where it would lose some. */
function encodeBits(value: unknown): number | Buffer {
  if (typeof value !== 'string' || !/^[01]{1,64}$/.test(value)) refuse('a string of up to 64 bits', value);
  const bits = BigInt(`0b${value}`);
  return bits <= BigInt(Number.MAX_SAFE_INTEGER)
    ? Number(bits)
    : Buffer.from(bits.toString(16).padStart(16, '0'), 'hex');
}

function readBits(wire: unknown): string {
  return BigInt(`0x0${(wire as Buffer).toString('hex')}`).toString(2);
}

export const boolean: Codec = {
  family: 'plain',
  encode: (value) => (encodeBoolean(value) ? 1n : 0n),
  decode: readBoolean,
  fromJson: readBoolean,
};
export const integer: Codec = { family: 'number', encode: encodeBigint };
export const bigint: Codec = {
  family: 'number',
  encode: encodeBigint,
  decode: readBigint,
  toJson: asText,
  fromJson: readBigint,
};
export const float: Codec = { family: 'number', encode: encodeFloat };
/** What is kept of 1.1 is not 1.1. */
export const float32: Codec = {
  family: 'number',
  encode: encodeFloat,
  decode: readFloat32,
  fromJson: readFloat32,
  compared: (parameter) => `cast(${parameter} as float)`,
};
export const decimal: Codec = { family: 'number', encode: encodeDecimal, toJson: asText };
export const text: Codec = { family: 'text', encode: encodeText };
/**
 * In another character set than the connection's: what JSON is made of is to be in that one, as the functions of JSON
 * take not all, and MariaDB keeps bytes as they are.
 */
export const recodedText: Codec = { ...text, toJson: (sql) => `convert(${sql} using utf8mb4)` };
export const bytes: Codec = { family: 'plain', encode: encodeBytes, toJson: hex, fromJson: readHex };
export const date: Codec = { family: 'plain', encode: encodeText, toJson: asText };
export const time: Codec = {
  family: 'plain',
  encode: encodeText,
  decode: readTime,
  toJson: asText,
  fromJson: readTime,
};
export const timestamp: Codec = {
  family: 'plain',
  encode: encodeMoment,
  decode: readMoment,
  toJson: asText,
  fromJson: readMoment,
};
export const timestamptz: Codec = {
  family: 'plain',
  encode: encodeMoment,
  decode: readInstant,
  toJson: asText,
  fromJson: readInstant,
};
export const json: Codec = { family: 'json', encode: encodeJson, decode: readJson, toJson: asText, fromJson: readJson };
export const uuid: Codec = { family: 'plain', encode: encodeText, toJson: asText };
/** Sets, addresses, and what else is read from text. */
export const other: Codec = { ...uuid };

/** Without zeros at its beginning: 1010. */
export const bits: Codec = {
  family: 'plain',
  encode: encodeBits,
  decode: readBits,
  toJson: (sql) => `bin(${sql})`,
  compared: (parameter) => `cast(conv(hex(${parameter}), 16, 10) as unsigned)`, // bytes are equal to no bits
};

/** The bytes that the server keeps, in hexadecimal digits: the number of the reference system, and WKB. */
export const geometry: Codec = {
  family: 'plain',
  encode: (value) => Buffer.from(encodeText(value), 'hex'),
  decode: (wire) => (wire as Buffer).toString('hex').toUpperCase(),
  toJson: hex,
};

const enumerations = new WeakSet<Codec>();

export function label(labels: readonly string[]): Codec {
  const codec: Codec = { family: 'plain', encode: encodeLabel(labels), toJson: asText };
  enumerations.add(codec);
  return codec;
}

/** An enumeration is sorted by the numbers of its labels, but compared as text. */
export function isLabel(codec: Codec): boolean {
  return enumerations.has(codec);
}

// ---------------------------------------------------------------------------------------------------------- aggregates

export const counted: Reader = Number;

/** Sums of whole numbers are decimals. */
export function summed(codec: Codec): Reader | undefined {
  if (codec === integer || codec === float32) return Number;
  return codec.decode;
}

export function average(codec: Codec): Reader | undefined {
  return codec === integer || codec === float || codec === float32 ? Number : undefined;
}

/** A value in SQL of one's own, where no column tells its type. */
export function encodeParameter(value: unknown): unknown {
  if (Number.isSafeInteger(value) && !Object.is(value, -0)) return BigInt(value as number);
  if (value instanceof Date) return encodeMoment(value);
  if (value instanceof Uint8Array) return encodeBytes(value);
  return typeof value === 'object' && value !== null ? encodeJson(value) : value;
}
