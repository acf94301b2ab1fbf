// Days, times and instants, kept as microseconds: of a date and time since 1970-01-01, of a time since midnight.
//
// The calendar is the proleptic Gregorian one, as databases have it. Texts are read in ISO form, to the last digit that
// a database keeps.

import { map, type Known } from './truth.js';

const second = 1_000_000n;
const day = 86_400n * second;

const dayText = /^(\d{4,6})-(\d{2})-(\d{2})$/;
const clockText = /^(\d{2,3}):(\d{2})(?::(\d{2})(?:\.(\d{1,9}))?)?$/;
const zoneText = /(?:Z|[+-]\d{2}(?::?\d{2})?(?::?\d{2})?)$/i;

/** Days since 1970-01-01; nothing if there is no such day. */
function daysOf(year: number, month: number, date: number): number | undefined {
  const moment = new Date(0);
  moment.setUTCFullYear(year, month - 1, date);
  const exists = moment.getUTCFullYear() === year && moment.getUTCMonth() === month - 1 && moment.getUTCDate() === date;
  return exists ? Math.floor(moment.getTime() / 86_400_000) : undefined;
}

export function parseDay(text: string): bigint | undefined {
  const [match, year, month, date] = dayText.exec(text) ?? [];
  if (match === undefined) return undefined;
  return map(daysOf(Number(year), Number(month), Number(date)), (days) => BigInt(days) * day) ?? undefined;
}

/** A time of day with `digits` of a second, rounded as `cut` says. */
export function parseClock(text: string, digits = 6, cut = false): bigint | undefined {
  const [match, hours = '', minutes = '', seconds = '0', fraction = ''] = clockText.exec(text) ?? [];
  if (match === undefined || Number(minutes) > 59 || Number(seconds) > 59) return undefined;
  const whole = (BigInt(hours) * 60n + BigInt(minutes)) * 60n + BigInt(seconds);
  return whole * second + fractionOf(fraction, digits, cut);
}

function fractionOf(fraction: string, digits: number, cut: boolean): bigint {
  const kept = BigInt(`${fraction.padEnd(digits, '0').slice(0, digits)}` || '0');
  const next = Number(fraction.charAt(digits) || '0');
  return (kept + (next >= 5 && !cut ? 1n : 0n)) * 10n ** BigInt(6 - digits);
}

/** A date and time as it is written, without a zone; the time may be missing. */
export function parseTimestamp(text: string, digits = 6, cut = false): bigint | undefined {
  const [date = '', clock = '00:00:00', ...rest] = text.split(/[T ]/);
  const [days, time] = [parseDay(date), parseClock(clock, digits, cut)];
  if (rest.length > 0 || days === undefined || time === undefined || time >= day + second) return undefined;
  return days + time;
}

/** The offset from UTC at the end of a text, and the text before it. */
export function splitZone(text: string): readonly [string, bigint | undefined] {
  const zone = text.includes(':') ? zoneText.exec(text) : null;
  if (zone === null) return [text, undefined];
  const digits = zone[0].slice(1).replace(/:/g, '').padEnd(6, '0');
  const seconds =
    BigInt(digits.slice(0, 2) || '0') * 3600n + BigInt(digits.slice(2, 4)) * 60n + BigInt(digits.slice(4, 6));
  const isWest = zone[0].startsWith('-');
  return [text.slice(0, zone.index).trimEnd(), zone[0].length === 1 ? 0n : seconds * (isWest ? -second : second)];
}

/** A moment in time: a text with its offset from UTC, or a Date. */
export function parseInstant(text: string, digits = 6): bigint | undefined {
  const [local, offset] = splitZone(text);
  const moment = parseTimestamp(local, digits);
  return moment === undefined || offset === undefined ? undefined : moment - offset;
}

/** Those that stand in the schema. */
export function instantAt(text: string): Known<bigint> {
  return parseInstant(text);
}

export function timestampAt(text: string): Known<bigint> {
  return parseTimestamp(text);
}

export function clockAt(text: string): Known<bigint> {
  return parseClock(text);
}

export type TimePart = 'year' | 'quarter' | 'month' | 'day' | 'hour' | 'minute' | 'dow' | 'isodow';

const parts: Readonly<Record<TimePart, (moment: Date) => number>> = {
  year: (moment) => moment.getUTCFullYear(),
  quarter: (moment) => Math.floor(moment.getUTCMonth() / 3) + 1,
  month: (moment) => moment.getUTCMonth() + 1,
  day: (moment) => moment.getUTCDate(),
  hour: (moment) => moment.getUTCHours(),
  minute: (moment) => moment.getUTCMinutes(),
  dow: (moment) => moment.getUTCDay(),
  isodow: (moment) => moment.getUTCDay() || 7,
};

/** EXTRACT, of what is written as a date and time. */
export function timePart(part: TimePart, moment: Known<bigint>): Known<bigint> {
  return map(moment, (value) => BigInt(parts[part](new Date(Number(floored(value, 1000n))))));
}

function floored(a: bigint, b: bigint): bigint {
  return a / b - (a % b < 0n ? 1n : 0n);
}

/** Whole days between two dates. */
export function daysBetween(from: Known<bigint>, to: Known<bigint>): Known<bigint> {
  return map(from, (start) => map(to, (end) => floored(end, day) - floored(start, day)));
}

/** The day of a date and time. */
export function dayOf(moment: Known<bigint>): Known<bigint> {
  return map(moment, (value) => floored(value, day) * day);
}
