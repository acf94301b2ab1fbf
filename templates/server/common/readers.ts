// How the text of a variable becomes a value: the kinds of settings that server/configuration.ts has.

import { createPublicKey } from 'node:crypto';

export interface Reader<T> {
  /** Nothing, if the text is none of these. */
  readonly read: (said: string) => T | undefined;
  /** Where nothing is said. */
  readonly otherwise: T;
  readonly expected: string;
  readonly example: string;
}

export function text(otherwise: string, example = otherwise): Reader<string> {
  return { read: (said) => said, otherwise, expected: 'a text', example };
}

export function choice<const T extends string>(words: readonly T[], otherwise: T): Reader<T> {
  return {
    read: (said) => words.find((word) => word === said),
    otherwise,
    expected: `one of ${words.join(', ')}`,
    example: otherwise,
  };
}

export function count(otherwise: number, least: number, most: number): Reader<number> {
  const read = (said: string): number | undefined => {
    const value = /^\d{1,15}$/.test(said) ? Number(said) : NaN;
    return value >= least && value <= most ? value : undefined;
  };
  return {
    read,
    otherwise,
    expected: `a whole number from ${String(least)} to ${String(most)}`,
    example: String(otherwise),
  };
}

export function port(otherwise: number): Reader<number> {
  return { ...count(otherwise, 0, 65_535), expected: 'a port, or 0 for any free one' };
}

const units: ReadonlyMap<string, number> = new Map([
  ['ms', 1],
  ['s', 1000],
  ['m', 60_000],
  ['h', 3_600_000],
]);

function milliseconds(said: string): number | undefined {
  const [, digits = '', unit = ''] = /^(\d{1,6})(ms|s|m|h)$/.exec(said) ?? [];
  const factor = units.get(unit);
  return factor === undefined ? undefined : Number(digits) * factor;
}

/** In milliseconds. */
export function duration(otherwise: string): Reader<number> {
  return {
    read: milliseconds,
    otherwise: milliseconds(otherwise) ?? 0,
    expected: 'a number with ms, s, m or h behind it',
    example: otherwise,
  };
}

const flags: ReadonlyMap<string, boolean> = new Map([
  ['true', true],
  ['1', true],
  ['false', false],
  ['0', false],
]);

export function flag(otherwise: boolean): Reader<boolean> {
  return {
    read: (said) => flags.get(said.toLowerCase()),
    otherwise,
    expected: 'true or false',
    example: String(otherwise),
  };
}

/** Separated by commas; nothing, if one item is nothing. */
export function list(example: string): Reader<readonly string[]>;
export function list<T>(example: string, item: (said: string) => T | undefined): Reader<readonly T[]>;
export function list(example: string, item: (said: string) => unknown = (said) => said): Reader<readonly unknown[]> {
  const read = (said: string): unknown[] | undefined => {
    const items = said
      .split(',')
      .map((part) => part.trim())
      .filter((part) => part !== '')
      .map(item);
    return items.includes(undefined) ? undefined : items;
  };
  return { read, otherwise: [], expected: 'a list with commas between its items', example };
}

/** Short ones can be guessed. */
export function secret(least: number): Reader<string> {
  const read = (said: string): string | undefined => (Buffer.byteLength(said) < least ? undefined : said);
  return {
    read,
    otherwise: '',
    expected: `at least ${String(least)} bytes long`,
    example: '$(openssl rand -base64 48)',
  };
}

/** PEM, where a line end may be written as \n, or a JWK as JSON. */
export function publicKey(): Reader<string> {
  const read = (said: string): string | undefined => {
    const key = said.replaceAll('\\n', '\n');
    try {
      createPublicKey(
        key.trimStart().startsWith('{') ? { key: JSON.parse(key) as Record<string, string>, format: 'jwk' } : key,
      );
      return key;
    } catch {
      return undefined;
    }
  };
  return {
    read,
    otherwise: '',
    expected: 'a public key as PEM or JWK',
    example: '-----BEGIN PUBLIC KEY-----\\n…\\n-----END PUBLIC KEY-----',
  };
}

export function webAddress(example: string): Reader<string> {
  const read = (said: string): string | undefined =>
    URL.canParse(said) && /^https?:$/.test(new URL(said).protocol) ? said : undefined;
  return { read, otherwise: '', expected: 'an address with https://', example };
}

/** Of outgoing mail. */
export function mailServer(): Reader<string> {
  const read = (said: string): string | undefined =>
    URL.canParse(said) && /^smtps?:$/.test(new URL(said).protocol) ? said : undefined;
  return {
    read,
    otherwise: '',
    expected: 'an address with smtp:// or smtps://',
    example: 'smtps://user:password@mail.example.com',
  };
}
