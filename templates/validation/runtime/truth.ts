// SQL's three truth values, and a fourth.
//
// `null` is SQL's UNKNOWN. `undefined` is a value that only the database knows: of a column that was not given, or of
// an operation whose outcome depends on the server. It spreads: whatever needs it is undefined too, unless the other
// operands settle the matter. A constraint is broken only when it is `false`.

/**
 * Thrown where the database refuses the operation itself, as it does a division by zero: if it comes to that, which is
 * for the database to know, since no order of AND and OR is promised.
 */
export class Refused extends Error {}

export type Known<T> = T | null | undefined;
export type Truth = Known<boolean>;

export function not(a: Truth): Truth {
  return a === null || a === undefined ? a : !a;
}

/** False if one is, else what is least certain among them. */
export function and(...parts: readonly Truth[]): Truth {
  return settled(parts, false);
}

/** True if one is, else what is least certain among them. */
export function or(...parts: readonly Truth[]): Truth {
  return settled(parts, true);
}

function settled(parts: readonly Truth[], decisive: boolean): Truth {
  if (parts.includes(decisive)) return decisive;
  if (parts.includes(undefined)) return undefined;
  return parts.includes(null) ? null : !decisive;
}

export function xor(a: Truth, b: Truth): Truth {
  return strict(a, b, (left, right) => left !== right);
}

export function isNull(a: unknown): Truth {
  return a === undefined ? undefined : a === null;
}

export function isTrue(a: Truth): Truth {
  return a === undefined ? undefined : a === true;
}

export function isFalse(a: Truth): Truth {
  return a === undefined ? undefined : a === false;
}

/** NULL of NULL, unknown of the unknown, else what `fn` makes of the values. */
export function strict<A, B, T>(a: Known<A>, b: Known<B>, fn: (a: A, b: B) => Known<T>): Known<T> {
  if (a === undefined || b === undefined) return undefined;
  return a === null || b === null ? null : fn(a, b);
}

export function map<A, T>(a: Known<A>, fn: (a: A) => Known<T>): Known<T> {
  if (a === undefined) return undefined;
  return a === null ? null : fn(a);
}

/** CASE: the result of the first condition that is true. Nothing behind it is looked at. */
export function choose<T>(
  branches: readonly (readonly [condition: () => Truth, result: () => Known<T>])[],
  otherwise: () => Known<T>,
): Known<T> {
  for (const [condition, result] of branches) {
    const truth = condition();
    if (truth === undefined) return undefined;
    if (truth === true) return result();
  }
  return otherwise();
}

/** COALESCE: the first value that is not NULL. */
export function firstOf<T>(...values: readonly Known<T>[]): Known<T> {
  return values.find((value) => value !== null) ?? (values.includes(undefined) ? undefined : null);
}
