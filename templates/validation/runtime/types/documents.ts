// JSON: whatever JavaScript can write as such, and reads back the same.

import type { ColumnType, Place } from './type.js';

const deepest = 500;

/** `refuses` names what the database does not take inside of a text. */
export function document(refuses?: RegExp): ColumnType<unknown> {
  return {
    read(input, place) {
      return isDocument(input, place, 0, refuses) ? { value: input, kept: input } : undefined;
    },
  };
}

function isDocument(input: unknown, place: Place, depth: number, refuses: RegExp | undefined): boolean {
  if (depth > deepest) return told(place, 'is nested too deeply');
  if (input === null || typeof input === 'boolean') return true;
  if (typeof input === 'number') return Number.isFinite(input) || told(place, 'must be a finite number');
  if (typeof input === 'string') return isText(input, place, refuses);
  if (Array.isArray(input))
    return input.every((item: unknown, index) => isDocument(item, place.inside(index), depth + 1, refuses));
  return isObject(input, place, depth, refuses);
}

function isText(input: string, place: Place, refuses: RegExp | undefined): boolean {
  return !/[\ud800-\udfff]/u.test(input) && !(refuses?.test(input) ?? false)
    ? true
    : told(place, 'has a character that the database does not take');
}

function isObject(input: unknown, place: Place, depth: number, refuses: RegExp | undefined): boolean {
  if (typeof input !== 'object' || input === null) return told(place, 'must be a JSON value');
  const prototype: unknown = Object.getPrototypeOf(input);
  if (prototype !== Object.prototype && prototype !== null)
    return told(place, 'must be a plain object, an array, a text, a number, a boolean or null');
  return Object.entries(input).every(
    ([key, value]: [string, unknown]) =>
      isText(key, place, refuses) && isDocument(value, place.inside(key), depth + 1, refuses),
  );
}

function told(place: Place, message: string): boolean {
  place.report('format', message);
  return false;
}
