// Whole numbers by their range, decimals by their digits, floats.

import { Decimal, magnitude, parseDecimal, rounded, type Numeric } from '../numbers.js';
import { as, type ColumnType, type Place, type Reading } from './type.js';

/** A whole number out of a number, a bigint or its digits; undefined if it is none. */
function whole(input: unknown): bigint | undefined {
  if (typeof input === 'bigint') return input;
  if (typeof input === 'number') return Number.isSafeInteger(input) ? BigInt(input) : undefined;
  return typeof input === 'string' && /^[+-]?\d{1,30}$/.test(input) ? BigInt(input.replace(/^\+/, '')) : undefined;
}

/** Whole numbers of a range; those of more than 53 bits are bigints for the driver. */
export function integer(least: bigint, greatest: bigint): ColumnType<bigint> {
  const isLong = greatest > BigInt(Number.MAX_SAFE_INTEGER);
  return {
    read(input, place) {
      const value = whole(input);
      if (value === undefined) return place.report('type', 'must be a whole number');
      if (value < least || value > greatest) return place.report('range', `must be between ${least} and ${greatest}`);
      return { value: isLong ? value : Number(value), kept: value };
    },
  };
}

/** Signed, or not, of so many bits. */
function bits(size: bigint): ColumnType<bigint> {
  return integer(-(2n ** (size - 1n)), 2n ** (size - 1n) - 1n);
}

function unsigned(size: bigint): ColumnType<bigint> {
  return integer(0n, 2n ** size - 1n);
}

export const int8 = bits(8n);
export const int16 = bits(16n);
export const int24 = bits(24n);
export const int32 = bits(32n);
export const int64 = bits(64n);
export const uint8 = unsigned(8n);
export const uint16 = unsigned(16n);
export const uint24 = unsigned(24n);
export const uint32 = unsigned(32n);
export const uint64 = unsigned(64n);

function digits(input: unknown): string | undefined {
  if (typeof input === 'string') return input.trim();
  if (typeof input === 'bigint') return input.toString();
  return typeof input === 'number' && Number.isFinite(input) ? String(input) : undefined;
}

/** The number that an input is, with every digit. */
export function readDecimal(input: unknown, place: Place): Decimal | undefined {
  const text = digits(input);
  if (text === undefined) return place.report('type', 'must be a decimal number, as a text or a number');
  return parseDecimal(text) ?? place.report('format', 'must be a decimal number');
}

/** Of `precision` digits, `scale` of them after the point: more of those are rounded, more before it refused. */
export function decimalOf(precision?: number, scale = 0): ColumnType<Numeric> {
  return {
    read(input, place) {
      const value = readDecimal(input, place);
      return value === undefined ? undefined : fitted(value, input, place, precision, scale);
    },
  };
}

function fitted(
  value: Decimal,
  input: unknown,
  place: Place,
  precision: number | undefined,
  scale: number,
): Reading<Numeric> | undefined {
  const written = typeof input === 'string' ? input.trim() : value.toString();
  if (precision === undefined) return { value: written, kept: value };
  const kept = rounded(value, scale);
  if (magnitude(kept.units) < 10n ** BigInt(precision)) return { value: written, kept };
  return place.report('range', `must have at most ${precision - scale} digits before the point`);
}

const largestFloat32 = 3.4028235677973366e38; // halfway to what would come next

/** A binary float of 32 or 64 bits. */
export function float(size: 32 | 64, extremes: boolean): ColumnType<number> {
  return {
    read(input, place) {
      if (typeof input === 'bigint') return as(Number(input));
      if (typeof input !== 'number') return place.report('type', 'must be a number');
      if (!Number.isFinite(input)) return extremes ? as(input) : place.report('range', 'must be a finite number');
      if (size === 64) return as(input);
      if (Math.abs(input) >= largestFloat32) return place.report('range', 'must fit 32 bits');
      return { value: input, kept: Math.fround(input) };
    },
  };
}

export const boolean: ColumnType<boolean> = {
  read(input, place) {
    return typeof input === 'boolean' ? as(input) : place.report('type', 'must be true or false');
  },
};
