// The types of columns as SQLite has them: a column takes any value, and its declared type says how the value is kept.
// What the application's types promise is asked of every value all the same.

import { parseDecimal, type Numeric } from './numbers.js';
import {
  as,
  boolean,
  bytesOf,
  type ColumnType,
  document,
  float,
  int64,
  momentText,
  oneOf,
  opaque,
  readDecimal,
  readText,
} from './types/index.js';

export { boolean, opaque, int64, oneOf };

export const float32 = float(64, true);
export const float64 = float(64, true);

/** Kept as a whole number where it is one, else as a float. */
export function decimal(): ColumnType<Numeric> {
  return {
    read(input, place) {
      const value = readDecimal(input, place);
      if (value === undefined) return undefined;
      const isWhole = value.scale === 0 && BigInt.asIntN(64, value.units) === value.units;
      return {
        value: typeof input === 'string' ? input.trim() : value.toString(),
        kept: isWhole ? value.units : Number(value.toString()),
      };
    },
  };
}

/** Conditions see a text up to its first NUL character, or all of it; which, is left to the database. */
export function text(): ColumnType<string> {
  return {
    read(input, place) {
      const value = readText(input, place);
      if (value === undefined) return undefined;
      return value.includes('\0') ? { value, kept: undefined } : as(value);
    },
  };
}

/** A column whose type SQLite does not know keeps what looks like a number as one. */
export const other: ColumnType<string> = {
  read(input, place) {
    const reading = text().read(input, place);
    if (typeof reading?.kept !== 'string' || parseDecimal(reading.kept) === undefined) return reading;
    return { value: reading.value, kept: undefined };
  },
};

export const char = text;
export const bytes = (): ColumnType<Uint8Array> => bytesOf();
export const json = document();
export const jsonb = json;
export const date = momentText;
export const time = (): ColumnType<string> => momentText;
export const timestamp = (): ColumnType<string> => momentText;
export const timestamptz = (): ColumnType<string> => momentText;
export const uuid = other;

/** Anything that SQLite stores. */
export const any: ColumnType<unknown> = {
  read(input, place) {
    const isValue =
      typeof input === 'string' ||
      typeof input === 'number' ||
      typeof input === 'bigint' ||
      typeof input === 'boolean' ||
      input instanceof Uint8Array;
    return isValue ? { value: input, kept: undefined } : place.report('type', 'must be a text, a number or bytes');
  },
};
