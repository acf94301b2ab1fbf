// A text that is read from left to right, and the errors that say where it went wrong.

import { Problem } from '../../runtime/problem.js';

export class Reader {
  #at = 0;
  #depth = 0;

  constructor(
    readonly text: string,
    /** What it is, for messages: `select parameter`. */
    readonly what: string,
  ) {}

  get ended(): boolean {
    return this.#at >= this.text.length;
  }

  get next(): string {
    return this.text[this.#at] ?? '';
  }

  looksAt(word: string): boolean {
    return this.text.startsWith(word, this.#at);
  }

  lookedAt(pattern: RegExp): boolean {
    pattern.lastIndex = this.#at;
    return pattern.test(this.text);
  }

  take(word: string): boolean {
    if (!this.looksAt(word)) return false;
    this.#at += word.length;
    return true;
  }

  /** What the pattern, which is sticky, finds here; undefined if nothing. */
  match(pattern: RegExp): string | undefined {
    pattern.lastIndex = this.#at;
    const found = pattern.exec(this.text)?.[0];
    if (found !== undefined) this.#at += found.length;
    return found;
  }

  expect(word: string): void {
    if (!this.take(word)) this.fail(JSON.stringify(word));
  }

  end(): void {
    if (!this.ended) this.fail('the end of input');
  }

  fail(expected: string): never {
    const found = this.ended
      ? 'end of input'
      : JSON.stringify(String.fromCodePoint(this.text.codePointAt(this.#at) ?? 0));
    throw new Problem(
      400,
      'PGRST100',
      `"failed to parse ${this.what} (${this.text})" (line 1, column ${String(this.#at + 1)})`,
      {
        details: `unexpected ${found} expecting ${expected}`,
      },
    );
  }

  /** Items with commas between them. */
  list<T>(item: () => T): T[] {
    const items = [item()];
    while (this.take(',')) items.push(item());
    return items;
  }

  /** Nothing may be nested deeper than this: each level of the text is one of the program's, too. */
  nested<T>(read: () => T): T {
    if (++this.#depth > mostNested) this.fail(`at most ${String(mostNested)} levels`);
    const result = read();
    this.#depth--;
    return result;
  }

  // ------------------------------------------------------------------------------------------------------------- names

  /** A name, in quotes if it has signs of the language in it. */
  name(): string {
    if (this.next === '"') return this.quoted();
    const found = this.match(/(?:[^"(),.:!*>-]|-(?!>))+/uy)?.trim() ?? '';
    return found === '' ? this.fail('field name (* or [a..z0..9_$])') : found;
  }

  /** Within quotes a backslash takes away the meaning of what follows. */
  quoted(): string {
    const found = this.match(/"(?:[^"\\]|\\.)*"/suy);
    return found === undefined ? this.fail('closing quote') : found.slice(1, -1).replace(/\\(.)/gsu, '$1');
  }
}

const mostNested = 50;
