// Texts: what characters they may have, and how many.

import { countBytes, countCharacters, withoutTrailingBlanks } from '../texts.js';
import { as, type ColumnType, type Place } from './type.js';

/** A text without halves of characters, which no database can store. */
export function readText(input: unknown, place: Place): string | undefined {
  if (typeof input !== 'string') return place.report('type', 'must be a text');
  return isWhole(input)
    ? input
    : place.report('format', 'must not have half of a character (a surrogate without its other half)');
}

function isWhole(text: string): boolean {
  return !/[\ud800-\udfff]/u.test(text);
}

/** Whether it is at most so long; blanks at the end do not count, since the database cuts them. */
export function fits(text: string, length: number, place: Place): boolean {
  if (text.length <= length) return true;
  const size = countCharacters(withoutTrailingBlanks(text));
  if (size > length) place.report('length', `must have at most ${length} characters, and has ${size}`);
  return size <= length;
}

export function fitsBytes(text: string, length: number, place: Place): boolean {
  const size = text.length * 3 <= length ? 0 : countBytes(withoutTrailingBlanks(text));
  if (size > length) place.report('length', `must have at most ${length} bytes, and has ${size}`);
  return size <= length;
}

/** The first `length` characters. */
export function cut(text: string, length: number): string {
  return text.length <= length ? text : Array.from(text).slice(0, length).join('');
}

/** A text in a form that only the database reads: an address, an interval, a shape. */
export const other: ColumnType<string> = {
  read(input, place) {
    const value = readText(input, place);
    return value === undefined ? undefined : { value, kept: undefined };
  },
};

/** A value whose form is the driver's business. */
export const opaque: ColumnType<never> = {
  read: (input) => ({ value: input, kept: undefined }),
};

const uuidText = /^(?:[0-9a-f]{4}-?){7}[0-9a-f]{4}$/i;

/** In any of the forms with hyphens between groups of four digits, or without, perhaps in braces. */
export const uuid: ColumnType<string> = {
  read(input, place) {
    if (typeof input !== 'string') return place.report('type', 'must be a UUID, as a text');
    const inner = /^\{(.*)\}$/.exec(input)?.[1] ?? input;
    return uuidText.test(inner) ? as(input) : place.report('format', 'must be a UUID');
  },
};
