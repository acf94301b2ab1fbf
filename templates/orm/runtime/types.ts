// The types behind queries: what may be asked of a model, and what comes back.
//
// A model describes itself by an interface of `ModelTypes` in its file. Conditions are interfaces of their own there
// (UserWhere); selecting, including and ordering is derived here from the row and the relations. `Result` is the type
// of a row as a query selected it.

import type { JsonValue } from './codec.js';

// -------------------------------------------------------------------------------------------------------------- models

export interface ModelTypes {
  readonly row: object;
  readonly where: object;
  readonly relations: object;
  /** The fields that can be summed. */
  readonly numeric: PropertyKey;
}

export interface TableTypes extends ModelTypes {
  readonly create: object;
  readonly update: object;
}

export interface KeyedTypes extends TableTypes {
  /** Any one of the keys. */
  readonly key: object;
}

/** Relations, by what they give. */
export interface One<T extends ModelTypes> {
  readonly gives: 'one';
  readonly types: T;
}
export interface Optional<T extends ModelTypes> {
  readonly gives: 'optional';
  readonly types: T;
}
export interface Many<T extends ModelTypes> {
  readonly gives: 'many';
  readonly types: T;
}

// ---------------------------------------------------------------------------------------------------------- conditions

/** Operators that every type has. `null` stands for IS NULL. */
export interface Operators<V> {
  readonly eq?: V;
  readonly ne?: V;
  readonly lt?: NonNullable<V>;
  readonly lte?: NonNullable<V>;
  readonly gt?: NonNullable<V>;
  readonly gte?: NonNullable<V>;
  readonly in?: readonly NonNullable<V>[];
  readonly notIn?: readonly NonNullable<V>[];
  readonly isNull?: boolean;
}

export interface TextOperators<V> extends Operators<V> {
  readonly like?: string;
  readonly notLike?: string;
  /** `like` without regard to case. */
  readonly ilike?: string;
  readonly contains?: string;
  readonly startsWith?: string;
  readonly endsWith?: string;
}

export interface JsonOperators {
  readonly eq?: JsonValue;
  readonly ne?: JsonValue;
  readonly isNull?: boolean;
}

export interface ArrayOperators<E> {
  readonly eq?: readonly E[];
  readonly ne?: readonly E[];
  readonly has?: E;
  readonly hasEvery?: readonly E[];
  readonly hasSome?: readonly E[];
  readonly isEmpty?: boolean;
  readonly isNull?: boolean;
}

/** A condition on a column: a value that it equals, or operators that all hold. */
export type Match<V> = V | Operators<V>;
export type MatchText<V extends string | null = string> = V | TextOperators<V>;
export type MatchJson = JsonOperators;
export type MatchArray<E> = readonly E[] | ArrayOperators<E>;

/** A condition on the one row of a relation; `null`: there is none. */
export type MatchOne<W> = W | null | { readonly is: W | null } | { readonly isNot: W | null };

/** Conditions on the many rows of a relation. */
export interface MatchMany<W> {
  readonly some?: W;
  readonly every?: W;
  readonly none?: W;
}

export interface Combined<W> {
  readonly AND?: W | readonly W[];
  readonly OR?: readonly W[];
  readonly NOT?: W | readonly W[];
}

// --------------------------------------------------------------------------------------------------------------- order

export type Direction = 'asc' | 'desc';
export type Ordering = Direction | { readonly direction: Direction; readonly nulls?: 'first' | 'last' };

export type Order<T extends ModelTypes> = Readonly<Partial<Record<keyof T['row'], Ordering>>> & {
  readonly [R in keyof T['relations']]?: RelationOrder<T['relations'][R]>;
};

type RelationOrder<R> =
  R extends Many<ModelTypes>
    ? { readonly count: Direction }
    : R extends One<infer T> | Optional<infer T>
      ? Order<T>
      : never;

// ------------------------------------------------------------------------------------------------------------- queries

/** Which columns and relations of a row. */
export interface Shape<T extends ModelTypes> {
  /** These, and nothing else. */
  readonly select?: Select<T>;
  /** These relations as well. */
  readonly include?: Include<T>;
}

/** Which rows of a list. */
export interface Listing<T extends ModelTypes> {
  readonly where?: T['where'];
  readonly orderBy?: Order<T> | readonly Order<T>[];
  readonly limit?: number;
  readonly offset?: number;
  /** The row after which to go on: the values of what the list is ordered by. */
  readonly cursor?: Partial<T['row']>;
}

export interface FindMany<T extends ModelTypes> extends Listing<T>, Shape<T> {}

export type Select<T extends ModelTypes> = Readonly<Partial<Record<keyof T['row'], boolean>>> & {
  readonly [R in keyof T['relations']]?: boolean | RelationQuery<T['relations'][R]>;
};

export type Include<T extends ModelTypes> = {
  readonly [R in keyof T['relations']]?: boolean | RelationQuery<T['relations'][R]>;
};

export type RelationQuery<R> =
  R extends Many<infer T> ? FindMany<T> : R extends One<infer T> | Optional<infer T> ? Shape<T> : never;

// ------------------------------------------------------------------------------------------------------------- results

/** A row as the query selected it. */
export type Result<T extends ModelTypes, Q> = Q extends { readonly select: object } | { readonly include: object }
  ? Flat<Columns<T, Q> & Related<T, Chosen<Q, 'select'> & Chosen<Q, 'include'>>>
  : T['row'];

type Flat<T> = { [K in keyof T]: T[K] };

type Chosen<Q, Clause extends string> = Q extends Readonly<Record<Clause, infer S extends object>> ? S : unknown;

type Wanted<S> = { [K in keyof S]-?: S[K] extends false | undefined ? never : K }[keyof S];

type Columns<T extends ModelTypes, Q> = Q extends { readonly select: infer S extends object }
  ? Pick<T['row'], Extract<Wanted<S>, keyof T['row']>>
  : T['row'];

type Related<T extends ModelTypes, S> = {
  [R in Extract<Wanted<S>, keyof T['relations']>]: R extends keyof S ? RelationResult<T['relations'][R], S[R]> : never;
};

export type RelationResult<R, Q> =
  R extends Many<infer T>
    ? Result<T, Q>[]
    : R extends Optional<infer T>
      ? Result<T, Q> | null
      : R extends One<infer T>
        ? Result<T, Q>
        : never;

// -------------------------------------------------------------------------------------------------------- wrong fields

/**
 * The given query with `never` for each name that the expected one lacks. A type parameter takes an object with any
 * further properties; with this beside it a misspelled field is an error where it stands. What was declared as the
 * expected type is taken as it is.
 */
export type Exact<Given, Expected> = [NonNullable<Expected>] extends [Given] ? Given : Checked<Given, Expected>;

type Checked<Given, Expected> = Given extends Leaf
  ? Given
  : Given extends readonly unknown[]
    ? { readonly [I in keyof Given]: Exact<Given[I], Element<Expected>> }
    : { readonly [K in keyof Given]: K extends Names<Expected> ? Exact<Given[K], Property<Expected, K>> : never };

type Leaf = string | number | bigint | boolean | null | undefined | Date | Uint8Array;
type Element<T> = T extends readonly (infer E)[] ? E : never;
type Names<T> = T extends unknown ? keyof T : never;
type Property<T, K> = T extends unknown ? (K extends keyof T ? T[K] : never) : never;
