// Queries put together step by step: User.queryBuilder().where('age', '>=', 18).orderBy('name').execute().
//
// Each step gives a new builder and leaves the old one as it was, so the beginning of a query can be shared.

import { type Read, readCount, readMany } from './read.js';
import type { Scope } from './scope.js';
import type { Row } from './selection.js';
import type { Table } from './table.js';
import type { Direction, FindMany, Include, ModelTypes, Order, Result } from './types.js';
import { InvalidQuery } from './errors.js';

const operators = {
  '=': 'eq',
  '!=': 'ne',
  '<': 'lt',
  '<=': 'lte',
  '>': 'gt',
  '>=': 'gte',
  in: 'in',
  'not in': 'notIn',
  like: 'like',
  ilike: 'ilike',
} as const;

export type Operator = keyof typeof operators;

/** What a column is compared with, from its condition in `where`. */
type Operand<M, O extends Operator> = M extends { readonly eq?: infer V }
  ? O extends 'in' | 'not in'
    ? readonly NonNullable<V>[]
    : O extends 'like' | 'ilike'
      ? string
      : O extends '=' | '!='
        ? V
        : NonNullable<V>
  : never;

export class QueryBuilder<T extends ModelTypes, Q extends object = object> {
  readonly #table: Table;
  readonly #scope: Scope;
  readonly #query: Row;

  constructor(table: Table, scope: Scope, query: Row = {}) {
    this.#table = table;
    this.#scope = scope;
    this.#query = query;
  }

  /** A condition that holds besides those that are there: a comparison, or whatever `where` of findMany takes. */
  where<F extends keyof T['row'] & keyof T['where'] & string, O extends Operator>(
    field: F,
    operator: O,
    value: Operand<T['where'][F], O>,
  ): QueryBuilder<T, Q>;
  where(condition: T['where']): QueryBuilder<T, Q>;
  where(first: unknown, operator?: unknown, value?: unknown): QueryBuilder<T, Q> {
    const condition = typeof first === 'string' ? { [first]: { [operatorName(operator)]: value } } : first;
    return this.#with({ where: { AND: [...conditionsOf(this.#query), condition] } });
  }

  /** A term of the order, behind those that are there. */
  orderBy(field: keyof T['row'] & string, direction: Direction = 'asc'): QueryBuilder<T, Q> {
    return this.orderByTerm({ [field]: direction } as Order<T>);
  }

  orderByTerm(term: Order<T>): QueryBuilder<T, Q> {
    return this.#with({ orderBy: [...((this.#query['orderBy'] ?? []) as readonly unknown[]), term] });
  }

  select<F extends keyof T['row'] & string>(
    ...fields: readonly F[]
  ): QueryBuilder<T, Omit<Q, 'select'> & { readonly select: Record<F, true> }> {
    return this.#with({ select: Object.fromEntries(fields.map((field) => [field, true])) });
  }

  include<const I extends Include<T>>(relations: I): QueryBuilder<T, Omit<Q, 'include'> & { readonly include: I }> {
    return this.#with({ include: relations });
  }

  limit(rows: number): QueryBuilder<T, Q> {
    return this.#with({ limit: rows });
  }

  offset(rows: number): QueryBuilder<T, Q> {
    return this.#with({ offset: rows });
  }

  after(cursor: Partial<T['row']>): QueryBuilder<T, Q> {
    return this.#with({ cursor });
  }

  async execute(): Promise<Result<T, Q>[]> {
    return this.#rows(readMany(this.#table, this.#query));
  }

  async executeFirst(): Promise<Result<T, Q> | null> {
    const [row] = await this.#rows(readMany(this.#table, { ...this.#query, limit: 1 }));
    return row ?? null;
  }

  async count(): Promise<number> {
    const { rows } = await this.#scope.run(readCount(this.#table, this.#query['where']));
    return Number(rows[0]?.['count']);
  }

  /** What it asks, for logs and curiosity. */
  toSql(): { readonly text: string; readonly values: readonly unknown[] } {
    return readMany(this.#table, this.#query).statement;
  }

  #with<R extends object>(more: FindMany<T> | Row): QueryBuilder<T, R> {
    return new QueryBuilder<T, R>(this.#table, this.#scope, { ...this.#query, ...more });
  }

  async #rows({ statement, finish }: Read): Promise<Result<T, Q>[]> {
    const { rows } = await this.#scope.run(statement);
    if (finish) for (const row of rows) finish(row);
    return rows as Result<T, Q>[];
  }
}

function operatorName(operator: unknown): string {
  const found = Object.entries(operators).find(([sign]) => sign === operator);
  if (!found) throw new InvalidQuery(`there is no operator ${JSON.stringify(operator)}`);
  return found[1];
}

function conditionsOf({ where }: Row): readonly unknown[] {
  return where === undefined ? [] : (where as { AND: readonly unknown[] }).AND;
}
