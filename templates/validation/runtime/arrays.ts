// Arrays in conditions: their elements may be NULL, and they may be NULL themselves.

import { equal, isIn, type Order } from './compare.js';
import { and, map, type Known, type Truth } from './truth.js';

export type Elements<T> = Known<readonly Known<T>[]>;

/** = ANY of an array that is a value. */
export function isAmong<T>(by: Order<T>, a: Known<T>, array: Elements<T>): Truth {
  return map(array, (elements) => isIn(by, a, elements));
}

/** Whether each element of `part` is one of `whole`; NULL never is. */
export function containsAll<T>(by: Order<T>, whole: Elements<T>, part: Elements<T>): Truth {
  return map(whole, (elements) => map(part, (wanted) => and(...wanted.map((each) => isFound(by, each, elements)))));
}

function isFound<T>(by: Order<T>, wanted: Known<T>, elements: readonly Known<T>[]): Truth {
  if (wanted === undefined || elements.includes(undefined)) return undefined;
  const found = elements.map((each) => equal(by, each, wanted));
  return found.includes(true) || (found.includes(undefined) ? undefined : false);
}

/** CARDINALITY. */
export function countElements(array: Elements<unknown>): Known<bigint> {
  return map(array, (elements) => BigInt(elements.length));
}
