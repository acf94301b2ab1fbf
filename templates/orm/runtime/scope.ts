// Where statements run: on the pool, or in a transaction.
//
// A transaction is found again without being passed on: whatever is asked of the same database while its callback runs
// takes part in it, so a function that is called from there cannot write outside by mistake, nor wait for a connection
// that its caller holds. A transaction within a transaction is a savepoint.

import { AsyncLocalStorage } from 'node:async_hooks';

import { explain } from '../engine/errors.js';
import type { Statement } from './build.js';
import type { Connection, Driver, Outcome, TransactionOptions } from './driver.js';
import { ConnectionLost, InvalidQuery, OrmError, TransactionConflict } from './errors.js';
import type { Row } from './selection.js';
import type { Table } from './table.js';

export interface Scope {
  run(statement: Statement): Promise<Outcome>;
  stream(statement: Statement): AsyncGenerator<Row>;
  transaction<R>(work: (scope: Scope) => Promise<R>, options?: TransactionOptions): Promise<R>;
  close(): Promise<void>;
}

export class PoolScope implements Scope {
  readonly #driver: Driver;
  readonly #tables: readonly Table[];
  readonly #around = new AsyncLocalStorage<TransactionScope>();

  constructor(driver: Driver, tables: readonly Table[]) {
    this.#driver = driver;
    this.#tables = tables;
  }

  async run(statement: Statement): Promise<Outcome> {
    const transaction = this.#around.getStore();
    if (transaction) return transaction.run(statement);
    try {
      return await this.#driver.run(statement);
    } catch (error) {
      throw explain(error, this.#tables);
    }
  }

  async *stream(statement: Statement): AsyncGenerator<Row> {
    const transaction = this.#around.getStore();
    try {
      yield* transaction ? transaction.stream(statement) : this.#driver.stream(statement);
    } catch (error) {
      throw explain(error, this.#tables);
    }
  }

  async transaction<R>(work: (scope: Scope) => Promise<R>, options: TransactionOptions = {}): Promise<R> {
    const transaction = this.#around.getStore();
    if (transaction) return transaction.transaction(work, options);
    for (let attempt = 0; ; ++attempt) {
      try {
        return await this.#attempt(work, options);
      } catch (error) {
        if (!(error instanceof TransactionConflict) || attempt >= (options.retries ?? 0)) throw error;
      }
    }
  }

  async #attempt<R>(work: (scope: Scope) => Promise<R>, options: TransactionOptions): Promise<R> {
    const connection = await this.#reserve();
    const transaction = new TransactionScope(connection, this.#tables, this.#around);
    let broken = true;
    try {
      const result = await transaction.lead(work, options);
      broken = false;
      return result;
    } catch (error) {
      broken = error instanceof ConnectionLost || transaction.broken;
      throw error;
    } finally {
      connection.release(broken);
    }
  }

  async #reserve(): Promise<Connection> {
    try {
      return await this.#driver.reserve();
    } catch (error) {
      throw explain(error, this.#tables);
    }
  }

  close(): Promise<void> {
    return this.#driver.close();
  }
}

class TransactionScope implements Scope {
  readonly #connection: Connection;
  readonly #tables: readonly Table[];
  readonly #around: AsyncLocalStorage<TransactionScope>;
  readonly #depth: number;
  #open = true;
  /** The savepoint that is open, if one is: the next one waits for its end. */
  #inner: Promise<unknown> = Promise.resolve();
  /** It could not be rolled back, so nobody knows what state the connection is in. */
  broken = false;

  constructor(
    connection: Connection,
    tables: readonly Table[],
    around: AsyncLocalStorage<TransactionScope>,
    depth = 0,
  ) {
    this.#connection = connection;
    this.#tables = tables;
    this.#around = around;
    this.#depth = depth;
  }

  async run(statement: Statement): Promise<Outcome> {
    this.#check();
    return this.#do(() => this.#connection.run(statement));
  }

  async *stream(statement: Statement): AsyncGenerator<Row> {
    this.#check();
    try {
      yield* this.#connection.stream(statement);
    } catch (error) {
      throw explain(error, this.#tables);
    }
  }

  #check(): void {
    if (!this.#open) throw new OrmError('the transaction has ended: something in it was not awaited');
  }

  async #do<R>(work: () => Promise<R>): Promise<R> {
    try {
      return await work();
    } catch (error) {
      throw explain(error, this.#tables);
    }
  }

  /** The outermost transaction, from BEGIN to COMMIT. */
  async lead<R>(work: (scope: Scope) => Promise<R>, options: TransactionOptions): Promise<R> {
    await this.#do(() => this.#connection.begin(options));
    return this.#finish(work, () => this.#connection.commit(), 'rollback');
  }

  async transaction<R>(work: (scope: Scope) => Promise<R>, options: TransactionOptions = {}): Promise<R> {
    this.#check();
    if (options.isolation !== undefined || options.readOnly !== undefined) {
      throw new InvalidQuery('a transaction within a transaction has its isolation');
    }
    const around = this.#around.getStore();
    if (around && around.#depth > this.#depth) return around.transaction(work);
    const before = this.#inner;
    const mine = before.then(() => this.#savepoint(work));
    this.#inner = mine.catch(() => undefined);
    return mine;
  }

  async #savepoint<R>(work: (scope: Scope) => Promise<R>): Promise<R> {
    const inner = new TransactionScope(this.#connection, this.#tables, this.#around, this.#depth + 1);
    const name = `level_${String(this.#depth)}`;
    await this.#command(`savepoint ${name}`);
    try {
      return await inner.#finish(
        work,
        () => this.#command(`release savepoint ${name}`),
        `rollback to savepoint ${name}`,
      );
    } finally {
      this.broken ||= inner.broken;
    }
  }

  async #command(text: string): Promise<void> {
    await this.#do(() => this.#connection.run({ text, values: [] }));
  }

  async #finish<R>(work: (scope: Scope) => Promise<R>, commit: () => Promise<void>, rollback: string): Promise<R> {
    try {
      const result = await this.#around.run(this, () => work(this));
      await this.#inner;
      this.#open = false;
      await this.#do(commit);
      return result;
    } catch (error) {
      this.#open = false;
      await this.#command(rollback).catch(() => {
        this.broken = true;
      });
      throw error;
    }
  }

  close(): Promise<void> {
    throw new OrmError('a transaction is closed by its end');
  }
}
