// Comparisons: of what kind they are, an `Order` says; that NULL compares with nothing is said here.

import { compareNumbers, type Numeric } from './numbers.js';
import { and, map, not, or, strict, type Known, type Truth } from './truth.js';

/** When two values are the same, and which comes first; undefined where only the database can tell. */
export interface Order<T> {
  same(a: T, b: T): boolean | undefined;
  compare(a: T, b: T): number | undefined;
}

export const numbers: Order<Numeric> = {
  same: (a, b) => map(compareNumbers(a, b), (sign) => sign === 0) ?? undefined,
  compare: compareNumbers,
};

/** Moments, which are kept as microseconds. */
export const moments: Order<bigint> = {
  same: (a, b) => a === b,
  compare: (a, b) => (a < b ? -1 : Number(a > b)),
};

export function equal<T>(by: Order<T>, a: Known<T>, b: Known<T>): Truth {
  return strict(a, b, (left, right) => by.same(left, right));
}

export function notEqual<T>(by: Order<T>, a: Known<T>, b: Known<T>): Truth {
  return not(equal(by, a, b));
}

function ordered<T>(by: Order<T>, a: Known<T>, b: Known<T>, holds: (sign: number) => boolean): Truth {
  return strict(a, b, (left, right) => map(by.compare(left, right), holds));
}

export function less<T>(by: Order<T>, a: Known<T>, b: Known<T>): Truth {
  return ordered(by, a, b, (sign) => sign < 0);
}

export function atMost<T>(by: Order<T>, a: Known<T>, b: Known<T>): Truth {
  return ordered(by, a, b, (sign) => sign <= 0);
}

export function greater<T>(by: Order<T>, a: Known<T>, b: Known<T>): Truth {
  return ordered(by, a, b, (sign) => sign > 0);
}

export function atLeast<T>(by: Order<T>, a: Known<T>, b: Known<T>): Truth {
  return ordered(by, a, b, (sign) => sign >= 0);
}

/** IN, and = ANY of a list. */
export function isIn<T>(by: Order<T>, a: Known<T>, items: readonly Known<T>[]): Truth {
  return or(...items.map((item) => equal(by, a, item)));
}

/** IS NOT DISTINCT FROM: NULL is the same as NULL. */
export function isSame<T>(by: Order<T>, a: Known<T>, b: Known<T>): Truth {
  if (a === undefined || b === undefined) return undefined;
  return a === null || b === null ? a === b : by.same(a, b);
}

/** NULLIF: NULL where the two are equal. */
export function unless<T>(by: Order<T>, a: Known<T>, b: Known<T>): Known<T> {
  const same = equal(by, a, b);
  return same === undefined ? undefined : same === true ? null : a;
}

export function between<T>(by: Order<T>, a: Known<T>, low: Known<T>, high: Known<T>): Truth {
  return and(atLeast(by, a, low), atMost(by, a, high));
}
