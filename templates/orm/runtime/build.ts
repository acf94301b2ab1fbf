// A statement while it is written: its parameters so far, and the aliases that are taken.
//
// Values never become text. Where parameters are told by their position only, their order is that of the text: whoever writes SQL calls
// `param` from left to right.

import { dialect } from '../engine/dialect.js';

export interface Statement {
  readonly text: string;
  readonly values: readonly unknown[];
}

export class Build {
  readonly values: unknown[] = [];
  readonly #written: string | undefined;
  #aliases = 0;

  /** `written` is the quoted table that the statement changes, if it does. */
  constructor(written?: string) {
    this.#written = written;
  }

  /** A quoted table that rows are read from. */
  source(table: string): string {
    return table === this.#written ? dialect.readWhileWritten(table) : table;
  }

  param(value: unknown): string {
    return dialect.placeholder(this.values.push(value));
  }

  alias(): string {
    return `t${String(this.#aliases++)}`;
  }

  statement(text: string): Statement {
    return { text, values: this.values };
  }
}
