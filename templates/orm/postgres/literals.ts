// PostgreSQL's text form of arrays and rows: {1,NULL,"a b"} and (1,,"a b").

export type Items = readonly (string | null | Items)[];

/** The items of an array, as text; nested for more than one dimension. Bounds, as in [0:1]={a,b}, are passed over. */
export function parseArray(text: string): Items {
  const reader = new Reader(text, text.indexOf('{'));
  return reader.array();
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

  array(): Items {
    const items: (string | null | Items)[] = [];
    this.#at++;
    while (this.#text[this.#at] !== '}') {
      items.push(this.#text[this.#at] === '{' ? this.array() : this.#item());
      if (this.#text[this.#at] === ',') this.#at++;
    }
    this.#at++;
    return items;
  }

  #item(): string | null {
    if (this.#text[this.#at] === '"') return this.#quoted();
    const word = this.#word(/[^,}]*/y);
    return word === 'NULL' ? null : word;
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
    const pattern = /"((?:[^"\\]|\\.|"")*)"/sy;
    pattern.lastIndex = this.#at;
    const [whole = '"', inner = ''] = pattern.exec(this.#text) ?? [];
    this.#at += whole.length;
    return inner.replace(/\\(.)|""/gs, (_, escaped: string | undefined) => escaped ?? '"');
  }
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
