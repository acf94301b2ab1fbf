// Values to make rows of, by the type of the column.

import { sample, type Sample } from './sample.js';
import { zone } from './shapes.js';

export { shape } from './shapes.js';

const neighbours = (numbers: readonly string[]): number[] =>
  numbers.map(Number).flatMap((n) => [Math.trunc(n) - 1, Math.trunc(n), Math.trunc(n) + 1, -Math.trunc(n)]);

export const integer = (numbers: readonly string[] = []): Sample =>
  sample((n) => n % 30_000, [1, 0, 2, ...neighbours(numbers)]);
export const natural = (numbers: readonly string[] = []): Sample =>
  sample((n) => n % 30_000, [1, 0, 2, ...neighbours(numbers).filter((each) => each >= 0)]); // some engines wrap others around
export const tiny = (numbers: readonly string[] = []): Sample =>
  sample((n) => n % 120, [1, 0, 2, ...neighbours(numbers)]);
export const bigint = (numbers: readonly string[] = []): Sample =>
  sample((n) => BigInt(n), [1n, 0n, ...neighbours(numbers).map(BigInt)]);
export const float = (numbers: readonly string[] = []): Sample =>
  sample((n) => n / 8, [0, 1, 0.5, ...numbers.map(Number), ...neighbours(numbers)]);
export const boolean = (): Sample => sample((n) => n % 2 === 0, [true, false]);
export const uuid = (): Sample => sample((n) => `00000000-0000-4000-8000-${n.toString(16).padStart(12, '0')}`);
export const json = (): Sample => sample((n) => ({ n }), [{}, []]);
export const bytes = (): Sample => sample((n) => new TextEncoder().encode(n.toString(36)), [new Uint8Array()]);
export const money = (): Sample => sample((n) => `${String(n)}.50`);
export const interval = (): Sample => sample((n) => `${String(n % 24).padStart(2, '0')}:00:00`);
export const year = (): Sample => sample((n) => 1950 + (n % 100));
export const xml = (): Sample => sample((n) => `<n>${String(n)}</n>`);
const address = (n: number): string => `10.0.${String(n >> 8)}.${String(n % 256)}`;

export const inet = (): Sample => sample(address, ['::1']);
export const inet4 = (): Sample => sample(address, ['127.0.0.1']);
export const inet6 = (): Sample => sample((n) => `2001:db8::${n.toString(16)}`, ['::1']);
export const mac = (): Sample => sample((n) => `08:00:2b:00:00:${(n % 256).toString(16).padStart(2, '0')}`);
export const words = (): Sample => sample((n) => `word${String(n)}`);
export const bits = (length: number): Sample => sample((n) => n.toString(2).padStart(length, '0').slice(-length));
export const none = (): Sample => sample(() => undefined);

const day = (n: number): string => new Date(Date.UTC(2024, 0, 1 + (n % 700))).toISOString().slice(0, 10);

export const date = (said: readonly string[] = []): Sample =>
  sample(day, [...said, '1999-12-31', '2000-01-01', '2035-06-15']);
export const time = (said: readonly string[] = []): Sample =>
  sample((n) => `12:${String(n % 60).padStart(2, '0')}:00`, [...said, '00:00:00', '09:00:00', '23:59:59']);

const midnights = ['1999-12-31 00:00:00', '2007-02-15 00:00:00', '2022-05-15 00:00:00', '2035-06-15 00:00:00'];

export const timestamp = (said: readonly string[] = []): Sample =>
  sample((n) => `${day(n)} 12:00:00`, [...said, ...midnights]);
export const moment = (said: readonly string[] = []): Sample =>
  sample((n) => `${day(n)} 12:00:00${zone}`, [...said, ...midnights.map((each) => each + zone)]);

export function decimal(precision: number | undefined, scale: number, numbers: readonly string[] = []): Sample {
  const isFraction = precision !== undefined && precision <= scale;
  const digits = Math.max(1, Math.min(9, (precision ?? 9) - scale));
  const nth = (n: number): string => (isFraction ? `0.${String(n % 10)}` : String(n % 10 ** digits));
  return sample(nth, ['0', '1', ...numbers, ...neighbours(numbers).map(String)]);
}

export function text(
  name: string,
  length?: number,
  said: readonly string[] = [],
  numbers: readonly string[] = [],
): Sample {
  const lengths = neighbours(numbers).filter((size) => size >= 0 && size <= 200);
  const others = [
    ...said,
    ...said.map((each) => each.toUpperCase()),
    ...said.map((each) => `${each}x`),
    ...lengths.map((size) => 'a'.repeat(size)),
    '',
    'a',
    '1',
    'a@b.co',
    'ab-1',
    'A1',
  ];
  return sample(
    (n) => named(name, n, length),
    others,
    (n) => numbered(String(n), said, lengths),
  );
}

/**
 * A pattern with the number for what it leaves open, or beside it; the number in texts of those lengths, and in some
 * that checks often ask for.
 */
function numbered(n: string, said: readonly string[], lengths: readonly number[]): string[] {
  const patterns = said.flatMap((each) => [each.replaceAll('%', n), `${each}${n}`, `${n}${each}`]);
  return [...patterns, ...lengths.map((size) => n.padStart(size, 'a')), `${n}@b.co`, `ab-${n}`, `A${n}`, n];
}

/** `name 12`, or what of it fits. */
function named(name: string, n: number, length = 60): string {
  const whole = `${name} ${String(n)}`;
  return whole.length <= length ? whole : n.toString(36).slice(-Math.max(1, length));
}

export function label(labels: readonly string[]): Sample {
  return sample((n) => labels[n % labels.length], labels);
}

/** A list of it, if there is such a value. */
function listed(value: unknown): unknown {
  return value === undefined ? undefined : [value];
}

export function array(element: Sample): Sample {
  return sample(
    (n) => listed(element.nth(n)),
    [[], ...element.others.map((each) => [each])],
    (n) => element.numbered(n).map((each) => [each]),
  );
}

/** Of one value: from it, and to it. */
export function range(element: Sample): Sample {
  return sample((n) => (element.nth(n) === undefined ? undefined : ofOne(element.nth(n))), ['empty']);
}

function ofOne(value: unknown): string {
  return `["${String(value)}","${String(value)}"]`;
}

export function multirange(element: Sample): Sample {
  return sample((n) => (element.nth(n) === undefined ? undefined : `{${ofOne(element.nth(n))}}`), ['{}']);
}

export function composite(fields: Readonly<Record<string, Sample>>): Sample {
  return sample((n) =>
    Object.fromEntries(Object.entries(fields).map(([field, element]) => [field, element.nth(n) ?? null])),
  );
}
