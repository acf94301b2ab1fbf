// A statement while it is written: its parameters so far, and the aliases that are taken.
//
// Values never become text. Where parameters are told by their position only, their order is that of the text: whoever
// writes SQL calls `param` from left to right.

import { dialect } from '../engine/dialect.js';
import type { Column, Table } from './table.js';
import type { Writing } from './written.js';

export interface Statement {
  readonly text: string;
  readonly values: readonly unknown[];
  /** Which rows it changes, where somebody wants to hear of that. */
  readonly writing?: Writing;
}

/**
 * What of the tables may be seen, where not everyone sees all: asked for each column that a condition or an order
 * names.
 */
export interface Sight {
  /** Throws if the column is none to look at. */
  readonly column: (table: Table, column: Column) => void;
  /** The condition on a relation's rows, called `alias`; empty: all of them. */
  readonly rows: (build: Build, table: Table, alias: string) => string;
}

export class Build {
  readonly values: unknown[] = [];
  readonly #written: string | undefined;
  readonly #sight: Sight | undefined;
  #blind = 0;
  #aliases = 0;

  /** `written` is the quoted table that the statement changes, if it does. Without `sight` everything is seen. */
  constructor(written?: string, sight?: Sight) {
    this.#written = written;
    this.#sight = sight;
  }

  /** For another statement of whom this one is for. */
  another(): Build {
    return new Build(undefined, this.#sight);
  }

  sees(table: Table, column: Column): void {
    if (this.#blind === 0) this.#sight?.column(table, column);
  }

  seen(table: Table, alias: string): string {
    return this.#blind === 0 ? (this.#sight?.rows(this, table, alias) ?? '') : '';
  }

  /** For conditions that are the rules of who sees what: they look at everything. */
  unhindered<R>(write: () => R): R {
    this.#blind++;
    try {
      return write();
    } finally {
      this.#blind--;
    }
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

/** A value that the statement is told each time that it runs; `of` finds it in what is told. */
export class Later {
  constructor(readonly of: (told: unknown) => unknown) {}
}

/** What `make` makes of the value, now or later. */
export function mapped(value: unknown, make: (value: unknown) => unknown): unknown {
  if (value instanceof Later) return new Later((told) => make(value.of(told)));
  if (!Array.isArray(value) || !value.some((item) => item instanceof Later)) return make(value);
  return new Later((told) => make((value as unknown[]).map((item) => (item instanceof Later ? item.of(told) : item))));
}

/** A statement with the values that it was written without. */
export function toldStatement({ text, values }: Statement, told: unknown): Statement {
  return { text, values: values.map((value) => toldValue(value, told)) };
}

function toldValue(value: unknown, told: unknown): unknown {
  if (value instanceof Later) return value.of(told);
  return Array.isArray(value) ? value.map((item: unknown) => (item instanceof Later ? item.of(told) : item)) : value;
}
