// The types of columns as PostgreSQL has them: ranges, and what it does with a value before it looks at the
// constraints.

import type { Decimal, Numeric } from './numbers.js';
import {
  array,
  as,
  boolean,
  bytesOf,
  type ColumnType,
  cut,
  decimalOf,
  document,
  fits,
  float,
  int16,
  int32,
  int64,
  moment,
  oneOf,
  opaque,
  other,
  parseClock,
  parseDay,
  readText,
  uint32,
  uuid,
  withoutZone,
  withZone,
} from './types/index.js';

export { array, boolean, opaque, int16, int32, int64, oneOf, other, uint32, uuid };
export type { Decimal, Numeric };

export const float32 = float(32, true);
export const float64 = float(64, true);

/** NaN is a number here. */
export function decimal(precision?: number, scale?: number): ColumnType<Numeric> {
  const numbers = decimalOf(precision, scale);
  return {
    read(input, place) {
      const isNaN = Number.isNaN(input) || (typeof input === 'string' && /^\s*nan\s*$/i.test(input));
      return isNaN ? { value: 'NaN', kept: NaN } : numbers.read(input, place);
    },
  };
}

/** Blanks beyond the length are cut, anything else is too long. */
export function text(options: { readonly length?: number } = {}): ColumnType<string> {
  return {
    read(input, place) {
      const value = readText(input, place);
      if (value === undefined) return undefined;
      if (value.includes('\0')) return place.report('format', 'must not have a NUL character');
      if (options.length === undefined) return as(value);
      return fits(value, options.length, place) ? { value, kept: cut(value, options.length) } : undefined;
    },
  };
}

/** Filled up with blanks. */
export function char(options: { readonly length?: number }): ColumnType<string> {
  const length = options.length ?? 1;
  const texts = text({ length });
  return {
    read(input, place) {
      const reading = texts.read(input, place);
      if (typeof reading?.kept !== 'string') return reading;
      return { value: reading.value, kept: reading.kept + ' '.repeat(length - Array.from(reading.kept).length) };
    },
  };
}

export const bytes = (): ColumnType<Uint8Array> => bytesOf();
export const json = document();
export const jsonb = document(/\0/);

/** Moments that conditions are not compiled for. */
const unusual = /^-?infinity$| BC$/i;

const lastDay = 9224318015999999999n * 10n; // 5874897-12-31, further than a text of a moment can say

export const date = moment({
  parse: parseDay,
  special: unusual,
  greatest: lastDay,
  message: "must be a date, 'YYYY-MM-DD'",
});

export function time(digits = 6): ColumnType<bigint> {
  return moment({
    parse: (value) => parseClock(value, digits),
    greatest: 86_400_000_000n,
    message: "must be a time, 'HH:MM:SS'",
  });
}

const lastMoment = 9224318016000000000n - 1n; // 294276-12-31

export function timestamp(digits = 6): ColumnType<bigint> {
  return moment({
    parse: (value) => withoutZone(value, digits),
    special: unusual,
    takesDate: true,
    greatest: lastMoment,
    message: "must be a date and time, 'YYYY-MM-DD HH:MM:SS'",
  });
}

export function timestamptz(digits = 6): ColumnType<bigint> {
  return moment({
    parse: (value) => withZone(value, digits),
    special: unusual,
    takesDate: true,
    greatest: lastMoment,
    message: "must be a moment, 'YYYY-MM-DD HH:MM:SS+00'",
  });
}

/** A string of 0 and 1: of exactly so many, or of at most so many. */
export function bit(length: number): ColumnType<string> {
  return bitString((size) => size === length, `must have exactly ${length} bits`);
}

export function varbit(length?: number): ColumnType<string> {
  return bitString((size) => length === undefined || size <= length, `must have at most ${length ?? 0} bits`);
}

function bitString(isFitting: (size: number) => boolean, message: string): ColumnType<string> {
  return {
    read(input, place) {
      if (typeof input !== 'string') return place.report('type', 'must be a text of 0 and 1');
      if (!/^[01]*$/.test(input)) return place.report('format', 'must be a text of 0 and 1');
      return isFitting(input.length) ? as(input) : place.report('length', message);
    },
  };
}

/** A row of a composite type, or a text as the database writes one. */
export const composite: ColumnType<unknown> = {
  read(input, place) {
    const isRow = typeof input === 'string' || (typeof input === 'object' && input !== null && !Array.isArray(input));
    return isRow ? { value: input, kept: undefined } : place.report('type', 'must be an object');
  },
};
