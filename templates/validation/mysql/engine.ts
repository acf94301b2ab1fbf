// The types of columns as MySQL and MariaDB have them in strict mode: ranges, and what they do with a value before they
// look at the constraints.

import type { Numeric } from './numbers.js';
import { isAscii, withoutTrailingBlanks } from './texts.js';
import {
  as,
  boolean,
  bytesOf,
  type ColumnType,
  decimalOf,
  document,
  fits,
  fitsBytes,
  float,
  int16,
  int24,
  int32,
  int64,
  int8,
  integer,
  moment,
  oneOfFolded,
  opaque,
  other,
  parseClock,
  parseDay,
  parseTimestamp,
  readText,
  uint16,
  uint24,
  uint32,
  uint64,
  uint8,
  uuid as bracedUuid,
} from './types/index.js';

export { boolean, opaque, int16, int24, int32, int64, int8, other, uint16, uint24, uint32, uint64, uint8 };
export { oneOfFolded as oneOf };

/** MariaDB's: with hyphens between groups, or without, but not in braces. */
export const uuid: ColumnType<string> = {
  read(input, place) {
    return typeof input === 'string' && input.startsWith('{')
      ? place.report('format', 'must be a UUID')
      : bracedUuid.read(input, place);
  },
};

export const float32 = float(32, false);
export const float64 = float(64, false);

export function decimal(precision = 10, scale = 0): ColumnType<Numeric> {
  return decimalOf(precision, scale);
}

interface TextOptions {
  readonly length?: number;
  /** The type's word where that tells its size. */
  readonly kind?: string;
  /** Where it is not one that has all characters. */
  readonly charset?: string;
}

const sizes: Readonly<Record<string, number>> = { tinytext: 255, text: 65_535, mediumtext: 16_777_215 };

const narrow: Readonly<Record<string, RegExp>> = {
  ascii: /^[\0-\x7f]*$/,
  latin1: /^[\0-\x7f\x81\x8d\x8f\x90\x9d\xa0-\xff€‚ƒ„…†‡ˆ‰Š‹ŒŽ‘’“”•–—˜™š›œžŸ]*$/,
  utf8: /^[\0-\uffff]*$/u,
  utf8mb3: /^[\0-\uffff]*$/u,
};

/** Whether the character set has all of a text's characters; undefined where that is not known here. */
function isIn(charset: string | undefined, value: string): boolean | undefined {
  if (charset === undefined) return true;
  return narrow[charset]?.test(value) ?? (isAscii(value) ? true : undefined);
}

export function text(options: TextOptions = {}): ColumnType<string> {
  const size = options.kind === undefined ? undefined : sizes[options.kind];
  return {
    read(input, place) {
      const value = readText(input, place);
      if (value === undefined) return undefined;
      if (isIn(options.charset, value) === false)
        return place.report('format', `has a character that ${options.charset ?? 'the column'} does not have`);
      const isShort =
        (options.length === undefined || fits(value, options.length, place)) &&
        (size === undefined || fitsBytes(value, size, place));
      if (!isShort) return undefined;
      const isWhole = options.length === undefined || value.length <= options.length;
      return { value, kept: isWhole ? value : Array.from(value).slice(0, options.length).join('') };
    },
  };
}

/** Blanks at the end are cut, whatever the length. */
export function char(options: TextOptions & { readonly length: number }): ColumnType<string> {
  const texts = text(options);
  return {
    read(input, place) {
      const reading = texts.read(input, place);
      return typeof reading?.kept === 'string'
        ? { value: reading.value, kept: withoutTrailingBlanks(reading.kept) }
        : reading;
    },
  };
}

const byteSizes: Readonly<Record<string, number>> = { tinyblob: 255, blob: 65_535, mediumblob: 16_777_215 };

export function bytes(options: { readonly length?: number; readonly kind?: string } = {}): ColumnType<Uint8Array> {
  return bytesOf(options.length ?? (options.kind === undefined ? undefined : byteSizes[options.kind]));
}

export const json = document();

const dayZero = -62_167_219_200_000_000n; // 0000-01-01
const lastDay = 253_402_300_799_999_999n; // 9999-12-31

export const date = moment({
  parse: parseDay,
  least: dayZero,
  greatest: lastDay,
  message: "must be a date, 'YYYY-MM-DD'",
});

const longest = 3_020_399_999_999n; // 838:59:59

export function time(digits = 0): ColumnType<bigint> {
  return moment({
    parse: (value) => signed(value, (clock) => stored(parseClock, clock, digits)),
    least: -longest,
    greatest: longest,
    message: "must be a time, 'HH:MM:SS'",
  });
}

/** With more digits than the column has, some engines round and some cut: `null` where that differs. */
function stored(parse: typeof parseClock, value: string, digits: number): bigint | null | undefined {
  const [rounded, cut] = [parse(value, digits), parse(value, digits, true)];
  return rounded === cut ? rounded : null;
}

function signed(value: string, parse: (clock: string) => bigint | null | undefined): bigint | null | undefined {
  const parsed = parse(value.replace(/^-/, ''));
  return typeof parsed === 'bigint' && value.startsWith('-') ? -parsed : parsed;
}

/** Some versions take an offset from UTC behind a date and time, and bring it to the session's time zone. */
const offset = /:\d\d(\.\d+)?[+-]\d\d:\d\d$/;

export function timestamp(digits = 0): ColumnType<bigint> {
  return moment({
    parse: (value) => stored(parseTimestamp, value, digits),
    special: offset,
    takesDate: true,
    least: dayZero,
    greatest: lastDay,
    message: "must be a date and time, 'YYYY-MM-DD HH:MM:SS'",
  });
}

const day = 86_400_000_000n;

/** In the session's time zone, which is not known here: near the ends of the range it is left to the database. */
export function timestamptz(digits = 0): ColumnType<bigint> {
  const texts = moment({
    parse: (value) => parseTimestamp(value, digits, true),
    special: offset,
    takesDate: true,
    least: -day,
    greatest: 2_147_483_647_000_000n + 68n * 366n * day,
    message: "must be a date and time, 'YYYY-MM-DD HH:MM:SS'",
  });
  return {
    read(input, place) {
      const reading = texts.read(input, place);
      return reading === undefined ? undefined : { value: reading.value, kept: undefined };
    },
  };
}

/** Of four digits; of two they are of this century or the last. */
export const year: ColumnType<bigint> = {
  read(input, place) {
    const reading = integer(0n, 2155n).read(input, place);
    if (typeof reading?.kept !== 'bigint') return reading;
    const kept = fullYear(reading.kept);
    return kept === 0n || kept >= 1901n
      ? { value: reading.value, kept }
      : place.report('range', 'must be between 1901 and 2155');
  },
};

function fullYear(value: bigint): bigint {
  if (value === 0n || value > 99n) return value;
  return value + (value < 70n ? 2000n : 1900n);
}

/** Any of the labels, with commas between them. */
export function setOf(labels: readonly string[]): ColumnType<string> {
  const label = oneOfFolded(labels);
  return {
    read(input, place) {
      if (typeof input !== 'string') return place.report('type', 'must be a text of labels with commas between them');
      if (input === '') return as(input);
      const taken = input.split(',').map((each) => label.read(each, place));
      return taken.includes(undefined) ? undefined : { value: input, kept: undefined };
    },
  };
}

/** A text of 0 and 1. */
export function bit(length: number): ColumnType<never> {
  return {
    read(input, place) {
      if (typeof input !== 'string') return place.report('type', 'must be a text of 0 and 1');
      if (!/^[01]+$/.test(input)) return place.report('format', 'must be a text of 0 and 1');
      const isFitting = input.replace(/^0+/, '').length <= length;
      return isFitting ? { value: input, kept: undefined } : place.report('length', `must have at most ${length} bits`);
    },
  };
}
