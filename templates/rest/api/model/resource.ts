// The tables and views as the API sees them: by the database's own names, with what leads from one to another.

import type { Column, Table } from '../../../orm/runtime/table.js';
import type { Result } from '../../../validation/runtime/result.js';
import { Problem } from '../../runtime/problem.js';
import type { Link } from './link.js';
import { closest, listed } from './suggest.js';

/** A view's column that shows a table's unchanged. */
export interface Shown {
  readonly column: string;
  readonly schema: string;
  readonly table: string;
  readonly base: string;
}

export interface ResourceFacts {
  readonly table: Table;
  /** Absent: it is only read. */
  readonly create?: (input: unknown) => Result<unknown>;
  readonly update?: (input: unknown, current?: unknown) => Result<unknown>;
  readonly shown: readonly Shown[];
  /** Columns with a full-text index over all of them together. */
  readonly searched: readonly string[];
}

export class Resource {
  readonly table: Table;
  readonly columns: ReadonlyMap<string, Column>;
  /** The columns of the primary key. */
  readonly key: readonly Column[];
  /** Functions that make a value of a row. */
  readonly computed = new Map<string, string>();
  /** What it can be embedded with; filled once all resources are there. */
  readonly links: Link[] = [];

  constructor(readonly facts: ResourceFacts) {
    this.table = facts.table;
    this.columns = new Map([...this.table.columns.values()].map((column) => [column.name, column]));
    const fields = this.table.keys.find(({ primary }) => primary === true)?.fields ?? [];
    this.key = fields.flatMap((field) => this.table.columns.get(field) ?? []);
  }

  get name(): string {
    return this.table.name;
  }

  get schema(): string {
    return this.table.schema;
  }

  get writable(): boolean {
    return this.facts.create !== undefined;
  }

  /** The column of that name, as a request reads or compares it. */
  column(name: string): Column {
    return this.columns.get(name) ?? this.#unknown(name);
  }

  #unknown(name: string): never {
    const near = closest(name, this.columns.keys());
    throw new Problem(400, '42703', `column ${this.name}.${name} does not exist`, {
      details: `the columns of ${this.name} are ${listed(this.columns.keys())}`,
      ...(near !== undefined && { hint: `Perhaps you meant to reference the column "${this.name}.${near}".` }),
    });
  }

  /** The column of that name, as a request writes it. */
  written(name: string): Column {
    const found = this.columns.get(name);
    if (found) return found;
    const near = closest(name, this.columns.keys());
    throw new Problem(400, 'PGRST204', `Could not find the '${name}' column of '${this.name}' in the schema cache`, {
      details: `the columns of ${this.name} are ${listed(this.columns.keys())}`,
      ...(near !== undefined && { hint: `Perhaps you meant '${near}'.` }),
    });
  }
}
