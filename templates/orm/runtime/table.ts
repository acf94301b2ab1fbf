// What the runtime knows of a table or view: the data behind a model, written out in its file.
//
// Everything that goes into a statement as a name stands here, quoted as the database wants it. A field that is not in
// these maps does not
// exist: that is how names from outside are refused.

import type { Codec } from './codec.js';
import { InvalidQuery } from './errors.js';

export interface Column {
  readonly field: string;
  readonly name: string;
  /** The name, quoted. */
  readonly sql: string;
  readonly codec: Codec;
  readonly nullable: boolean;
  /** The database fills it: it can't be written. */
  readonly readOnly: boolean;
  /**
   * How it is declared, where rows cannot be read from a part of their columns by the table's own type: a domain takes
   * no NULL.
   */
  readonly type: string | undefined;
  /** Its numbers are shown with zeros before them. */
  readonly padded: boolean;
}

/** How the rows at the two ends of a relation find each other: pairs of quoted columns, near end first. */
export type Pairs = readonly (readonly [near: string, far: string])[];

export interface Relation {
  readonly field: string;
  readonly many: boolean;
  readonly target: () => Table;
  /** The foreign key's constraint; many to many: the one of the join table that points to the own rows. */
  readonly key: string;
  /** The foreign key is the own table's. */
  readonly own: boolean;
  /** Own columns and the target's; with `through`, own columns and the join table's. */
  readonly on: Pairs;
  /** Many to many: the join table, and its columns with the target's. */
  readonly through?: Through;
}

export interface Through {
  readonly schema: string;
  readonly name: string;
  /** The name with its schema, quoted. */
  readonly sql: string;
  /** Its foreign key's constraint that points to the target. */
  readonly key: string;
  readonly on: Pairs;
}

export interface Key {
  /** The constraint or index, as errors of the database name it. */
  readonly name: string;
  readonly fields: readonly string[];
  readonly primary?: true;
}

export interface Table {
  readonly model: string;
  readonly schema: string;
  readonly name: string;
  /** The name with its schema, quoted. */
  readonly sql: string;
  readonly columns: ReadonlyMap<string, Column>;
  readonly relations: ReadonlyMap<string, Relation>;
  /** Whatever tells a row from all others; the primary key first, where there is one. */
  readonly keys: readonly Key[];
  /** A column that numbers its rows itself. */
  readonly identity?: string;
  /** It is a view, which is only read. */
  readonly view?: true;
  /** Its rows lie in tables of their own, each with what its bounds say. */
  readonly partitioned?: true;
}

export interface ColumnFacts {
  readonly nullable?: true;
  readonly readOnly?: true;
  readonly type?: string;
  readonly padded?: true;
}

export interface TableFacts {
  readonly model: string;
  readonly schema: string;
  readonly name: string;
  readonly sql: string;
  readonly columns: readonly Column[];
  readonly relations: readonly Relation[];
  readonly keys: readonly Key[];
  readonly identity?: string;
  readonly view?: true;
  readonly partitioned?: true;
}

export function column(field: string, name: string, sql: string, codec: Codec, facts: ColumnFacts = {}): Column {
  return {
    field,
    name,
    sql,
    codec,
    nullable: facts.nullable ?? false,
    readOnly: facts.readOnly ?? false,
    type: facts.type,
    padded: facts.padded ?? false,
  };
}

/** What is put into JSON where SQL has a value of the column; in JSON numbers have no zeros before them. */
export function inJson({ codec, padded }: Column, sql: string): string {
  const value = padded ? `(${sql} + 0)` : sql;
  return codec.toJson?.(value) ?? value;
}

export function table(facts: TableFacts): Table {
  return { ...facts, columns: byField(facts.columns), relations: byField(facts.relations) };
}

function byField<T extends { readonly field: string }>(items: readonly T[]): ReadonlyMap<string, T> {
  return new Map(items.map((item) => [item.field, item]));
}

/** The column of that field, or an error that says what there is. */
export function columnOf(table: Table, field: string): Column {
  const found = table.columns.get(field);
  if (!found) throw new InvalidQuery(`${table.model} has no column ${JSON.stringify(field)}`);
  return found;
}
