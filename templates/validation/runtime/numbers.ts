// Exact numbers: whole ones are bigints, decimals a bigint with a scale, floats what JavaScript has.
//
// Nothing here rounds: where the result of an operation has more digits than engines keep, it is left to the database;
// where the database has no result at all, `Refused` is thrown.

import { map, Refused, strict, type Known, type Truth } from './truth.js';

/** `units` divided by ten to the power of `scale`. */
export class Decimal {
  constructor(
    readonly units: bigint,
    readonly scale: number,
  ) {}

  toString(): string {
    const digits = magnitude(this.units)
      .toString()
      .padStart(this.scale + 1, '0');
    const whole = digits.slice(0, digits.length - this.scale);
    const sign = this.units < 0n ? '-' : '';
    return this.scale === 0 ? sign + whole : `${sign}${whole}.${digits.slice(-this.scale)}`;
  }
}

/** A boolean counts as 1 or 0, where an engine keeps it so. */
export type Numeric = bigint | Decimal | number | boolean;

const written = /^\s*([+-]?)(\d*)(?:\.(\d*))?(?:[eE]([+-]?\d{1,4}))?\s*$/;

/** What the text of a number says, to the last digit; nothing if it is none. */
export function parseDecimal(text: string): Decimal | undefined {
  const [match, sign = '', whole = '', fraction = '', exponent = '0'] = written.exec(text) ?? [];
  if (match === undefined || whole + fraction === '') return undefined;
  const units = BigInt(whole + fraction) * (sign === '-' ? -1n : 1n);
  const scale = fraction.length - Number(exponent);
  return scale < 0 ? new Decimal(units * 10n ** BigInt(-scale), 0) : new Decimal(units, scale);
}

/** A decimal that stands in the schema. */
export function decimal(text: string): Decimal {
  return parseDecimal(text) ?? new Decimal(0n, 0);
}

export function magnitude(a: bigint): bigint {
  return a < 0n ? -a : a;
}

/** Rounded to so many digits after the point, a half away from zero. */
export function rounded(a: Decimal, scale: number): Decimal {
  if (scale >= a.scale) return new Decimal(a.units * 10n ** BigInt(scale - a.scale), scale);
  const divisor = 10n ** BigInt(a.scale - scale);
  const half = a.units < 0n ? -divisor / 2n : divisor / 2n;
  return new Decimal((a.units + half) / divisor, scale);
}

function aligned(a: Decimal, b: Decimal): readonly [bigint, bigint, number] {
  const scale = Math.max(a.scale, b.scale);
  return [rounded(a, scale).units, rounded(b, scale).units, scale];
}

function exact(a: bigint | Decimal | boolean): Decimal {
  return a instanceof Decimal ? a : new Decimal(BigInt(a), 0);
}

function approximate(a: Numeric): number {
  return a instanceof Decimal ? Number(a.toString()) : Number(a);
}

/** Negative, zero or positive. A number that is none equals itself and is greater than all others. */
export function compareNumbers(a: Numeric, b: Numeric): number | undefined {
  if (typeof a === 'number' || typeof b === 'number') return compareFloats(a, b);
  const [left, right] = aligned(exact(a), exact(b));
  return order(left, right);
}

function compareFloats(a: Numeric, b: Numeric): number | undefined {
  if (isTooLong(a) || isTooLong(b)) return undefined;
  const [left, right] = [approximate(a), approximate(b)];
  if (Number.isNaN(left) || Number.isNaN(right)) return Number(Number.isNaN(left)) - Number(Number.isNaN(right));
  return order(left, right);
}

/** Whether a whole number has more digits than a float, so that engines disagree about their order. */
function isTooLong(a: Numeric): boolean {
  return typeof a === 'bigint' && magnitude(a) > BigInt(Number.MAX_SAFE_INTEGER);
}

function order(a: bigint | number, b: bigint | number): number {
  return a < b ? -1 : Number(a > b);
}

/** A whole number that engines can compute with, in so many bits. */
function fitting(a: bigint, bits = 64): bigint {
  if (BigInt.asIntN(bits, a) !== a) throw new Refused('a whole number is out of range');
  return a;
}

/** What was computed in whole numbers of so many bits. */
export function within(bits: number, a: Known<Numeric>): Known<Numeric> {
  return map(a, (value) => (typeof value === 'bigint' ? fitting(value, bits) : value));
}

type Operation = (a: Decimal, b: Decimal) => Decimal;

function computed(
  a: Known<Numeric>,
  b: Known<Numeric>,
  operation: Operation,
  onFloats: (a: number, b: number) => number,
): Known<Numeric> {
  return strict(a, b, (left, right) => {
    if (typeof left === 'number' || typeof right === 'number')
      return finite(onFloats(approximate(left), approximate(right)));
    const result = operation(exact(left), exact(right));
    return left instanceof Decimal || right instanceof Decimal ? result : fitting(result.units);
  });
}

function finite(a: number): number {
  if (!Number.isFinite(a)) throw new Refused('a number is out of range');
  return a;
}

export function add(a: Known<Numeric>, b: Known<Numeric>): Known<Numeric> {
  return computed(a, b, plus, (left, right) => left + right);
}

export function subtract(a: Known<Numeric>, b: Known<Numeric>): Known<Numeric> {
  return computed(
    a,
    b,
    (left, right) => plus(left, new Decimal(-right.units, right.scale)),
    (left, right) => left - right,
  );
}

export function multiply(a: Known<Numeric>, b: Known<Numeric>): Known<Numeric> {
  const result = computed(
    a,
    b,
    (left, right) => new Decimal(left.units * right.units, left.scale + right.scale),
    (left, right) => left * right,
  );
  return result instanceof Decimal && result.scale > longestFraction ? undefined : result;
}

function plus(a: Decimal, b: Decimal): Decimal {
  const [left, right, scale] = aligned(a, b);
  return new Decimal(left + right, scale);
}

export function negate(a: Known<Numeric>): Known<Numeric> {
  return subtract(0n, a);
}

export function absolute(a: Known<Numeric>): Known<Numeric> {
  return map(a, (value) => ((compareNumbers(value, 0n) ?? 0) < 0 ? negate(value) : value));
}

/** More digits after the point some engines round away. */
const longestFraction = 30;

/** Towards zero; of whole numbers only. */
export function divideInteger(a: Known<Numeric>, b: Known<Numeric>): Known<Numeric> {
  return ofWhole(a, b, (left, right) => fitting(left / right));
}

/** With the sign of the dividend. */
export function modulo(a: Known<Numeric>, b: Known<Numeric>): Known<Numeric> {
  return ofWhole(a, b, (left, right) => left % right);
}

export function bitAnd(a: Known<Numeric>, b: Known<Numeric>): Known<Numeric> {
  return strict(a, b, (left, right) =>
    typeof left === 'bigint' && typeof right === 'bigint' ? left & right : undefined,
  );
}

function ofWhole(a: Known<Numeric>, b: Known<Numeric>, fn: (a: bigint, b: bigint) => bigint): Known<Numeric> {
  return strict(a, b, (left, right) => {
    if (typeof left !== 'bigint' || typeof right !== 'bigint') return undefined;
    if (right === 0n) throw new Refused('a number is divided by zero');
    return fn(left, right);
  });
}

export function toInteger(a: Known<Numeric>): Known<Numeric> {
  return map(a, (value) => (typeof value === 'bigint' || typeof value === 'boolean' ? BigInt(value) : undefined));
}

export function toFloat(a: Known<Numeric>): Known<Numeric> {
  return map(a, approximate);
}

/** A number as a condition: true unless it is zero. */
export function isNotZero(a: Known<Numeric>): Truth {
  return map(a, (value) => (typeof value === 'boolean' ? value : map(compareNumbers(value, 0n), (sign) => sign !== 0)));
}
