// PostgreSQL's text form of arrays and rows: {1,NULL,"a b"} and (1,,"a b").

import { InvalidValue } from '../runtime/errors.js';

export type Items = readonly (string | null | Items)[];

/** Of PostgreSQL's arrays. */
const mostDimensions = 6;
const blanks = ' \t\r\n\v\f';

/** The items of an array, as text; nested for more than one dimension. Bounds, as in [0:1]={a,b}, are passed over. */
export function parseArray(text: string): Items {
  const [bounds = ''] = /^\s*(?:\[[^{"]*=)?/.exec(text) ?? [];
  return new Reader(text, bounds.length).whole();
}

/** The fields of a row, as text. */
export function parseRow(text: string): readonly (string | null)[] {
  return new Reader(text, 0).row();
}

class Reader {
  readonly #text: string;
  #at: number;

  constructor(text: string, at: number) {
    this.#text = text;
    this.#at = at;
  }

  whole(): Items {
    const items = this.#array(mostDimensions);
    if (this.#sign() !== undefined) malformed();
    return items;
  }

  #array(dimensions: number): Items {
    if (dimensions === 0 || !this.#passed('{')) malformed();
    const items: (string | null | Items)[] = [];
    if (this.#passed('}')) return items;
    do items.push(this.#sign() === '{' ? this.#array(dimensions - 1) : this.#item());
    while (this.#passed(','));
    if (!this.#passed('}')) malformed();
    return items;
  }

  /** The next sign that is no blank: people write them, PostgreSQL does not. */
  #sign(): string | undefined {
    let sign = this.#text[this.#at];
    while (sign !== undefined && blanks.includes(sign)) sign = this.#text[++this.#at];
    return sign;
  }

  #passed(sign: string): boolean {
    const isThere = this.#sign() === sign;
    if (isThere) this.#at++;
    return isThere;
  }

  #item(): string | null {
    if (this.#text[this.#at] === '"') return this.#quoted();
    const word = this.#word(/(?:[^,{}"\\]|\\.)*/sy).trimEnd();
    if (word === '') malformed();
    return /^null$/i.test(word) ? null : word;
  }

  row(): readonly (string | null)[] {
    const fields: (string | null)[] = [];
    do {
      this.#at++;
      fields.push(this.#field());
    } while (this.#text[this.#at] === ',');
    return fields;
  }

  #field(): string | null {
    const next = this.#text[this.#at];
    if (next === ',' || next === ')') return null;
    return next === '"' ? this.#quoted() : this.#word(/[^,)]*/y);
  }

  #word(pattern: RegExp): string {
    pattern.lastIndex = this.#at;
    const [word = ''] = pattern.exec(this.#text) ?? [];
    this.#at += word.length;
    return word.replace(/\\(.)/gs, '$1');
  }

  // Within quotes a backslash escapes what follows, and in rows two quotes are one.
  #quoted(): string {
    const pattern = /"([^"\\]*(?:(?:\\.|"")[^"\\]*)*)"/sy;
    pattern.lastIndex = this.#at;
    const [whole, inner = ''] = pattern.exec(this.#text) ?? malformed();
    this.#at += whole.length;
    return inner.replace(/\\(.)|""/gs, (_, escaped: string | undefined) => escaped ?? '"');
  }
}

function malformed(): never {
  throw new InvalidValue("expected PostgreSQL's form of an array or row");
}

/** A parameter within an array or row. */
function itemText(value: unknown): string {
  if (Buffer.isBuffer(value)) return `\\x${value.toString('hex')}`;
  return Array.isArray(value) ? writeArray(value) : String(value);
}

function quoted(text: string): string {
  return `"${text.replace(/["\\]/g, '\\$&')}"`;
}

export function writeArray(values: readonly unknown[]): string {
  const item = (value: unknown): string => {
    if (value === null) return 'NULL';
    return Array.isArray(value) ? writeArray(value) : quoted(itemText(value));
  };
  return `{${values.map(item).join(',')}}`;
}

export function writeRow(values: readonly unknown[]): string {
  return `(${values.map((value) => (value === null ? '' : quoted(itemText(value)))).join(',')})`;
}
