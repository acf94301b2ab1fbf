// Values as JSON and query strings write them → as the ORM's models take them. What cannot be read stays as it is, for
// the validators to refuse.

import { Digits } from './json.js';

export type Kind = 'boolean' | 'integer' | 'bigint' | 'float' | 'decimal' | 'bytes';

const truths: ReadonlyMap<string, boolean> = new Map<string, boolean>([
  ...['true', 't', 'yes', 'y', 'on', '1'].map((word) => [word, true] as const),
  ...['false', 'f', 'no', 'n', 'off', '0'].map((word) => [word, false] as const),
]);
const whole = /^\s*[+-]?\d+\s*$/;
const real = /^\s*[+-]?(?:\d+\.?\d*|\.\d+)(?:e[+-]?\d+)?\s*$/i;
const hex = /^\\x(?:[0-9a-f]{2})*$/i;

function integer(text: string): unknown {
  return whole.test(text) ? BigInt(text.trim().replace(/^\+/, '')) : text;
}

const readers: Readonly<Record<Kind, (text: string) => unknown>> = {
  boolean: (text) => truths.get(text.trim().toLowerCase()) ?? text,
  integer: (text) => (whole.test(text) && Number.isSafeInteger(Number(text)) ? Number(text) : integer(text)),
  bigint: integer,
  float: (text) => (real.test(text) ? Number(text) : text),
  decimal: (text) => text.trim(),
  bytes: (text) => (hex.test(text) ? new Uint8Array(Buffer.from(text.slice(2), 'hex')) : text),
};

export function fromText(kind: Kind | undefined, text: string): unknown {
  return kind === undefined ? text : readers[kind](text);
}

/** `family` is the codec's. */
export function asModel(kind: Kind | undefined, family: string, value: unknown): unknown {
  if (family === 'json') return plain(value);
  if (typeof value === 'string') return fromText(kind, value);
  if (value instanceof Digits) return fromText(kind, value.text);
  if (typeof value === 'number')
    return kind === undefined || kind === 'boolean' ? fromText(kind, String(value)) : value;
  if (typeof value === 'boolean') return kind === 'boolean' ? value : kind === undefined ? String(value) : value;
  return family === 'text' && value !== null ? JSON.stringify(value) : value;
}

/** Within a document a number is what JavaScript makes of it. */
function plain(value: unknown): unknown {
  if (value instanceof Digits) return Number(value.text);
  if (Array.isArray(value)) return value.map(plain);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, plain(inner)]));
}
