// JSON in which every digit counts: a number that JavaScript would round is kept as it is written.

/** A number, as the text it was written as. */
export class Digits {
  constructor(readonly text: string) {}

  toString(): string {
    return this.text;
  }
}

/**
 * Does a text have numbers that might be rounded, or written in another way? Most have none, and are read by the quick
 * reader.
 */
const suspicious = /(?:\d\.?){16}|\.\d*0(?!\d)|\d[eE]|0\.0{6}|[[:,]\s*-0(?![\d.])/;

export function parseJson(text: string): unknown {
  const quick: unknown = JSON.parse(text);
  return suspicious.test(text) ? new Exact(text).value() : quick;
}

const number = /-?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?/y;
const string = /"(?:[^"\\]|\\.)*"/sy;
const word = /true|false|null/y;
const blank = /[ \t\r\n]*/y;
const words: ReadonlyMap<string, unknown> = new Map<string, unknown>([
  ['true', true],
  ['false', false],
  ['null', null],
]);

/** Reads what JSON.parse has found to be right, so it needs no checks, and is nested no deeper than that allows. */
class Exact {
  #at = 0;

  constructor(readonly text: string) {}

  #match(pattern: RegExp): string | undefined {
    pattern.lastIndex = this.#at;
    const found = pattern.exec(this.text)?.[0];
    this.#at += found?.length ?? 0;
    return found;
  }

  #sign(): string {
    this.#match(blank);
    return this.text[this.#at] ?? '';
  }

  value(): unknown {
    switch (this.#sign()) {
      case '{':
        return this.#object();
      case '[':
        return this.#array();
      case '"':
        return this.#string();
      default: {
        const found = this.#match(word);
        return found === undefined ? numberOf(this.#match(number) ?? '') : words.get(found);
      }
    }
  }

  #string(): string {
    return JSON.parse(this.#match(string) ?? '""') as string;
  }

  #array(): unknown[] {
    const items: unknown[] = [];
    for (this.#at++; this.#sign() !== ']'; this.#comma()) items.push(this.value());
    this.#at++;
    return items;
  }

  #object(): unknown {
    const entries: [string, unknown][] = [];
    for (this.#at++; this.#sign() !== '}'; this.#comma()) entries.push(this.#entry());
    this.#at++;
    return Object.fromEntries(entries);
  }

  #entry(): [string, unknown] {
    const key = this.#string();
    this.#sign();
    this.#at++;
    return [key, this.value()];
  }

  #comma(): void {
    if (this.#sign() === ',') this.#at++;
  }
}

function numberOf(text: string): number | Digits {
  const value = Number(text);
  const isExact = String(value) === text && (Number.isSafeInteger(value) || !Number.isInteger(value));
  return isExact ? value : new Digits(text);
}

/** The text of a value; `Digits` as they were written. */
export function writeJson(value: unknown): string {
  if (value instanceof Digits) return value.text;
  if (Array.isArray(value)) return `[${value.map(writeJson).join(',')}]`;
  if (typeof value === 'bigint') return String(value);
  if (typeof value !== 'object' || value === null) return value === undefined ? 'null' : JSON.stringify(value);
  if (value instanceof Date) return JSON.stringify(value);
  const said = Object.entries(value).filter(([, inner]) => inner !== undefined);
  return `{${said.map(([key, inner]) => `${JSON.stringify(key)}:${writeJson(inner)}`).join(',')}}`;
}

/** Without the fields that are null, at any depth. */
export function stripNulls(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(stripNulls);
  if (typeof value !== 'object' || value === null || value instanceof Digits) return value;
  return Object.fromEntries(
    Object.entries(value).flatMap(([key, inner]) => (inner === null ? [] : [[key, stripNulls(inner)]])),
  );
}
