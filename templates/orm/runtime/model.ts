// Models: what can be asked of a view, a table, a table with a key. A model's file makes a class of one of these, with
// its finders.

import { createRow, deleteRow, updateRow, upsert } from '../engine/writes.js';
import { type Aggregate, type Group, type GroupBy, type Measured, aggregate, groupBy } from './aggregate.js';
import { NotFound } from './errors.js';
import { QueryBuilder } from './query-builder.js';
import { type Read, readCount, readExists, readMany, readOne } from './read.js';
import type { Scope } from './scope.js';
import type { Row } from './selection.js';
import type { Table } from './table.js';
import type {
  Exact,
  FindMany,
  KeyedTypes,
  Listing,
  ModelTypes,
  RelationQuery,
  RelationResult,
  Result,
  Shape,
  TableTypes,
} from './types.js';
import { batches, deleteMany, insertRows, updateMany } from './write.js';

/** What can be read. */
export abstract class ReadModel<T extends ModelTypes> {
  protected readonly scope: Scope;
  protected abstract readonly table: Table;

  constructor(scope: Scope) {
    this.scope = scope;
  }

  async findMany<const Q extends FindMany<T>>(query?: Q & Exact<Q, FindMany<T>>): Promise<Result<T, Q>[]> {
    return this.rows(readMany(this.table, query ?? {}));
  }

  async findFirst<const Q extends FindMany<T>>(query?: Q & Exact<Q, FindMany<T>>): Promise<Result<T, Q> | null> {
    const [row] = await this.rows<Result<T, Q>>(readMany(this.table, { ...query, limit: 1 }));
    return row ?? null;
  }

  async findFirstOrThrow<const Q extends FindMany<T>>(query?: Q & Exact<Q, FindMany<T>>): Promise<Result<T, Q>> {
    const [row] = await this.rows<Result<T, Q>>(readMany(this.table, { ...query, limit: 1 }));
    return row ?? this.missing();
  }

  /** Row by row, in constant memory, however many there are. */
  async *stream<const Q extends FindMany<T>>(query?: Q & Exact<Q, FindMany<T>>): AsyncGenerator<Result<T, Q>> {
    const { statement, finish } = readMany(this.table, query ?? {});
    for await (const row of this.scope.stream(statement)) {
      finish?.(row);
      yield row as Result<T, Q>;
    }
  }

  async count(query: Pick<Listing<T>, 'where'> = {}): Promise<number> {
    const { rows } = await this.scope.run(readCount(this.table, query.where));
    return Number(rows[0]?.['count']);
  }

  async exists(query: Pick<Listing<T>, 'where'> = {}): Promise<boolean> {
    const { rows } = await this.scope.run(readExists(this.table, query.where));
    return rows.length > 0;
  }

  async aggregate<const Q extends Aggregate<T>>(query: Q & Exact<Q, Aggregate<T>>): Promise<Measured<T, Q>> {
    const [row] = await this.rows<Measured<T, Q>>(aggregate(this.table, query));
    return row ?? this.missing();
  }

  async groupBy<const Q extends GroupBy<T>>(query: Q & Exact<Q, GroupBy<T>>): Promise<Group<T, Q>[]> {
    return this.rows(groupBy(this.table, query));
  }

  /** The same queries, put together step by step. */
  queryBuilder(): QueryBuilder<T> {
    return new QueryBuilder(this.table, this.scope);
  }

  protected async rows<R>({ statement, finish }: Read): Promise<R[]> {
    const { rows } = await this.scope.run(statement);
    if (finish) for (const row of rows) finish(row);
    return rows as R[];
  }

  protected missing(): never {
    throw new NotFound(this.table.model);
  }
}

/** Which rows a write touches. Every one of them only if that is said. */
export type Touching<T extends ModelTypes> = { readonly where: T['where'] } | { readonly all: true };

/** What can be written as well. */
export abstract class TableModel<T extends TableTypes> extends ReadModel<T> {
  /** Inserts all rows, or none; says how many. */
  async createMany(rows: readonly T['create'][]): Promise<number> {
    const parts = batches(this.table, rows);
    const insert = async (scope: Scope): Promise<number> => {
      let count = 0;
      for (const part of parts) count += (await scope.run(insertRows(this.table, part))).affected;
      return count;
    };
    return parts.length > 1 ? this.scope.transaction(insert) : insert(this.scope);
  }

  /** Changes all rows that the condition holds for; says how many. */
  async updateMany(query: Touching<T> & { readonly data: T['update'] }): Promise<number> {
    return (await this.scope.run(updateMany(this.table, query, query.data))).affected;
  }

  async deleteMany(query: Touching<T>): Promise<number> {
    return (await this.scope.run(deleteMany(this.table, query))).affected;
  }
}

/** What has a key. */
export abstract class KeyedModel<T extends KeyedTypes> extends TableModel<T> {
  /** The row with this key, or null. */
  async find<const Q extends Shape<T>>(key: T['key'], shape?: Q & Exact<Q, Shape<T>>): Promise<Result<T, Q> | null> {
    const [row] = await this.rows<Result<T, Q>>(readOne(this.table, key, shape ?? {}));
    return row ?? null;
  }

  async findOrThrow<const Q extends Shape<T>>(key: T['key'], shape?: Q & Exact<Q, Shape<T>>): Promise<Result<T, Q>> {
    const [row] = await this.rows<Result<T, Q>>(readOne(this.table, key, shape ?? {}));
    return row ?? this.missing();
  }

  /** Inserts a row, and gives it as the database made it. */
  async create<const Q extends Shape<T>>(
    query: { readonly data: T['create'] } & Q & Exact<Q, Shape<T> & { data: T['create'] }>,
  ): Promise<Result<T, Q>> {
    return this.written(await createRow(this.scope, this.table, query.data), query);
  }

  /** Changes the row with this key, and gives it as it is now; an error if there is none. */
  async update<const Q extends Shape<T>>(
    query: { readonly where: T['key']; readonly data: T['update'] } & Q &
      Exact<Q, Shape<T> & { where: T['key']; data: T['update'] }>,
  ): Promise<Result<T, Q>> {
    return this.written(await updateRow(this.scope, this.table, query.where, query.data), query);
  }

  /** Inserts a row, or changes the one that has this key already. */
  async upsert<const Q extends Shape<T>>(
    query: { readonly where: T['key']; readonly create: T['create']; readonly update: T['update'] } & Q &
      Exact<Q, Shape<T> & { where: T['key']; create: T['create']; update: T['update'] }>,
  ): Promise<Result<T, Q>> {
    return this.written(await upsert(this.scope, this.table, query.where, query.create, query.update), query);
  }

  /** Deletes the row with this key, and gives what it was; an error if there is none. */
  async delete(query: { readonly where: T['key'] }): Promise<T['row']> {
    return (await deleteRow(this.scope, this.table, query.where)) ?? this.missing();
  }

  /** The rows of a relation, for a row that was read without them. */
  async load<R extends keyof T['relations'] & string, const Q extends RelationQuery<T['relations'][R]>>(
    key: T['key'],
    relation: R,
    query?: Q & Exact<Q, RelationQuery<T['relations'][R]>>,
  ): Promise<RelationResult<T['relations'][R], Q>> {
    const [row] = await this.rows<Row>(readOne(this.table, key, { select: { [relation]: query ?? true } }));
    return (row ?? this.missing())[relation] as RelationResult<T['relations'][R], Q>;
  }

  private async written<Q>(row: Row | undefined, query: Shape<T>): Promise<Result<T, Q>> {
    if (!row) this.missing();
    if (query.select === undefined && query.include === undefined) return row as Result<T, Q>;
    const shape = { ...(query.select && { select: query.select }), ...(query.include && { include: query.include }) };
    const [shaped] = await this.rows<Result<T, Q>>(readOne(this.table, primaryKeyOf(this.table, row), shape));
    return shaped ?? this.missing();
  }
}

/** The first key that the row has all values of. */
function primaryKeyOf(table: Table, row: Row): Row {
  const key = table.keys.find(({ fields }) => fields.every((field) => row[field] !== null));
  return Object.fromEntries((key?.fields ?? []).map((field) => [field, row[field]]));
}
