// Days, times and moments as texts in ISO form; a Date where a moment is meant.

import { parseClock, parseDay, parseInstant, parseTimestamp, splitZone } from '../moments.js';
import { parseDecimal } from '../numbers.js';
import type { Known } from '../truth.js';
import { as, type ColumnType, type Reading } from './type.js';

/** How a text is read, and what it must look like. */
interface Form {
  readonly parse: (text: string) => Known<bigint>;
  /** Forms that are the database's own: 'infinity'. */
  readonly special?: RegExp;
  readonly takesDate?: boolean;
  readonly least?: bigint;
  readonly greatest?: bigint;
  readonly message: string;
}

export function moment(form: Form): ColumnType<bigint> {
  return {
    read(input, place) {
      if (input instanceof Date && form.takesDate === true)
        return ofDate(input) ?? place.report('format', 'must be a valid date');
      if (typeof input !== 'string') return place.report('type', form.message);
      if (form.special?.test(input) === true) return { value: input, kept: undefined };
      const kept = form.parse(input);
      if (kept === undefined) return place.report('format', form.message);
      if (isOutside(kept, form)) return place.report('range', 'is outside of what the database can store');
      return { value: input, kept: kept === null ? undefined : kept };
    },
  };
}

function ofDate(date: Date): Reading<bigint> | undefined {
  return Number.isNaN(date.getTime()) ? undefined : { value: date, kept: BigInt(date.getTime()) * 1000n };
}

function isOutside(kept: Known<bigint>, form: Form): boolean {
  if (typeof kept !== 'bigint') return false;
  return (form.least !== undefined && kept < form.least) || (form.greatest !== undefined && kept > form.greatest);
}

/** A date and time whose zone, if it has one, counts for nothing. */
export function withoutZone(text: string, digits: number, cut = false): bigint | undefined {
  return parseTimestamp(splitZone(text)[0], digits, cut);
}

/** An instant: `null` if the text says no zone, so that the session's counts. */
export function withZone(text: string, digits: number): Known<bigint> {
  const instant = parseInstant(text, digits);
  return instant ?? (parseTimestamp(text, digits) === undefined ? undefined : null);
}

export { parseClock, parseDay, parseTimestamp };

/** A moment of an engine that stores texts: kept as it is written, unless it looks like a number. */
export const momentText: ColumnType<string> = {
  read(input, place) {
    if (input instanceof Date)
      return Number.isNaN(input.getTime())
        ? place.report('format', 'must be a valid date')
        : { value: input, kept: undefined };
    if (typeof input !== 'string') return place.report('type', 'must be a date or time, as a text');
    return parseDecimal(input) === undefined ? as(input) : { value: input, kept: undefined };
  },
};
