// What a request asks for, as PostgREST's query language says it: the tree that the parsers of this folder make and
// sql/ turns into SQL.
//
// Names are the client's own here. Nothing is looked up yet: that a name means a column or a relation is found out
// where SQL is written.

/** `data->a->>b`: a column, and steps into its JSON; the last one may ask for text. */
export interface Field {
  readonly name: string;
  readonly steps: readonly Step[];
}

export interface Step {
  readonly key: string;
  readonly asText: boolean;
}

export const aggregates = ['avg', 'count', 'max', 'min', 'sum'] as const;
export type Aggregate = (typeof aggregates)[number];

export interface FieldItem {
  readonly kind: 'field';
  /** Absent in `count()`. */
  readonly field?: Field;
  readonly alias?: string;
  readonly cast?: string;
  readonly aggregate?: Aggregate;
  readonly resultCast?: string;
}

export interface EmbedItem {
  readonly kind: 'embed';
  readonly relation: string;
  readonly alias?: string;
  readonly hint?: string;
  /** Rows without such a relation are left out. */
  readonly inner: boolean;
  /** Its columns become those of the row around it. */
  readonly spread: boolean;
  readonly node: Node;
}

export type Item = { readonly kind: 'all' } | FieldItem | EmbedItem;

export type Quantifier = 'any' | 'all';

export interface Test {
  readonly kind: 'test';
  readonly field: Field;
  readonly not: boolean;
  readonly operator: string;
  readonly quantifier?: Quantifier;
  /** The language of a full-text search. */
  readonly argument?: string;
  readonly value: string | readonly string[];
}

export interface Logic {
  readonly kind: 'logic';
  readonly not: boolean;
  readonly operator: 'and' | 'or';
  readonly conditions: readonly Condition[];
}

export type Condition = Test | Logic;

export interface OrderTerm {
  /** Of a related row, which is embedded under this name. */
  readonly relation?: string;
  readonly field: Field;
  readonly descending: boolean;
  readonly nulls?: 'first' | 'last';
}

/** What is read of a table, or of a relation's rows. */
export interface Node {
  readonly items: readonly Item[];
  readonly conditions: Condition[];
  /** On groups. */
  readonly having: Condition[];
  order: readonly OrderTerm[];
  limit?: number;
  offset?: number;
}

/** A whole query string. */
export interface Query {
  readonly root: Node;
  readonly columns?: readonly string[];
  readonly onConflict?: readonly string[];
  /** Whatever was said besides, for functions: their arguments. */
  readonly others: readonly (readonly [name: string, value: string])[];
  readonly distinct: boolean;
  /** The cursor of a page; empty: of the first one. */
  readonly after?: string;
}

export function nodeOf(items: readonly Item[]): Node {
  return { items, conditions: [], having: [], order: [] };
}

/** What an embedded relation is called in the rest of the query. */
export function nameOf(item: EmbedItem): string {
  return item.alias ?? item.relation;
}
