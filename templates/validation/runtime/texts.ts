// Texts as databases see them: characters are code points, and when two texts are the same is for their collation to
// say.
//
// What holds for the letters A to Z in every locale is decided here; what differs for others is left to the database.

import type { Order } from './compare.js';
import { map, strict, type Known } from './truth.js';

const ascii = /^[\x20-\x7e]*$/;

export function isAscii(text: string): boolean {
  return ascii.test(text);
}

export function countCharacters(text: string): number {
  let count = 0;
  for (const character of text) count += character.length > 0 ? 1 : 0;
  return count;
}

export function countBytes(text: string): number {
  return new TextEncoder().encode(text).length;
}

export function withoutTrailingBlanks(text: string): string {
  return text.replace(/ +$/, '');
}

/** By code points, which is also the order of UTF-8's bytes. */
export function compareCodePoints(a: string, b: string): number {
  if (a === b) return 0;
  const [left, right] = [Array.from(a), Array.from(b)];
  const at = left.findIndex((character, index) => character !== right[index]);
  if (at < 0) return -1;
  return (left[at]?.codePointAt(0) ?? -1) - (right[at]?.codePointAt(0) ?? -1);
}

const undecided = (): undefined => undefined;

function bySame(normal: (text: string) => string): Order<string> {
  return {
    same: (a, b) => normal(a) === normal(b),
    compare: (a, b) => compareCodePoints(normal(a), normal(b)),
  };
}

function lowerAscii(text: string): string {
  return text.replace(/[A-Z]+/g, (letters) => letters.toLowerCase());
}

/** Equal when every character is; ordered by code. */
export const exact = bySame((text) => text);

/** As exact, but blanks at the end do not count. */
export const padded: Order<string> = {
  same: (a, b) => withoutTrailingBlanks(a) === withoutTrailingBlanks(b),
  compare: (a, b) => comparePadded(a, b),
};

function comparePadded(a: string, b: string): number {
  const length = Math.max(a.length, b.length);
  return compareCodePoints(a.padEnd(length), b.padEnd(length));
}

/** The letters A to Z are equal to a to z. */
export const nocase = bySame(lowerAscii);

/** Equal when every character is; the order is the locale's. */
export const locale: Order<string> = { same: (a, b) => a === b, compare: undecided };

/** Ignores case, and what else the locale ignores; decided for the characters that all locales agree about. */
export const folded: Order<string> = {
  same: (a, b) => (isAscii(a) && isAscii(b) ? lowerAscii(a) === lowerAscii(b) : undefined),
  compare: undecided,
};

export const foldedPadded: Order<string> = {
  same: (a, b) => folded.same(withoutTrailingBlanks(a), withoutTrailingBlanks(b)),
  compare: undecided,
};

/** Minds case, but may take other letters for equal. */
export const cased: Order<string> = {
  same: (a, b) => (isAscii(a) && isAscii(b) ? withoutTrailingBlanks(a) === withoutTrailingBlanks(b) : undefined),
  compare: undecided,
};

export function charLength(text: Known<string>): Known<bigint> {
  return map(text, (value) => BigInt(countCharacters(value)));
}

export function byteLength(value: Known<string | Uint8Array>): Known<bigint> {
  return map(value, (known) => BigInt(typeof known === 'string' ? countBytes(known) : known.length));
}

export function trim(text: Known<string>): Known<string> {
  return map(text, (value) => value.replace(/^ +| +$/g, ''));
}

export function trimLeft(text: Known<string>): Known<string> {
  return map(text, (value) => value.replace(/^ +/, ''));
}

export function trimRight(text: Known<string>): Known<string> {
  return map(text, withoutTrailingBlanks);
}

export function toLowerAscii(text: Known<string>): Known<string> {
  return map(text, lowerAscii);
}

export function toUpperAscii(text: Known<string>): Known<string> {
  return map(text, (value) => value.replace(/[a-z]+/g, (letters) => letters.toUpperCase()));
}

/** Letters beyond A to Z are the locale's business. */
export function toLower(text: Known<string>): Known<string> {
  return map(text, (value) => (isAscii(value) ? lowerAscii(value) : undefined));
}

export function toUpper(text: Known<string>): Known<string> {
  return map(text, (value) => (isAscii(value) ? value.toUpperCase() : undefined));
}

export function concat(...parts: readonly Known<string>[]): Known<string> {
  return parts.reduce((all, part) => strict(all, part, (left, right) => left + right), '');
}

/** Characters from `start`, counted from 1. */
export function substring(text: Known<string>, start: bigint, length?: bigint): Known<string> {
  const from = Number(start) - 1;
  const end = length === undefined ? undefined : from + Number(length);
  return map(text, (value) => Array.from(value).slice(from, end).join(''));
}

/** Where the needle begins, counted from 1; 0 if it is not there. */
export function position(needle: Known<string>, text: Known<string>): Known<bigint> {
  return strict(needle, text, (wanted, value) =>
    BigInt(countCharacters(value.slice(0, Math.max(0, value.indexOf(wanted)))) + (value.includes(wanted) ? 1 : 0)),
  );
}

export function startsWith(text: Known<string>, start: Known<string>): Known<boolean> {
  return strict(text, start, (value, wanted) => value.startsWith(wanted));
}
