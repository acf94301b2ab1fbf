// What a database and a transaction have in common: models, SQL of one's own, transactions. The models are in
// ../database.ts.

import type { TransactionOptions } from './driver.js';
import type { Scope } from './scope.js';
import type { Row } from './selection.js';
import { type Sql, sqlStatement } from './sql.js';

/** What models are kept under: a symbol, so that no table's name can be it. */
export const models = Symbol('models');

/** Where the statements run, for APIs that write their own. */
export const scope = Symbol('scope');

export class Session {
  readonly #scope: Scope;
  readonly #models = new Map<unknown, unknown>();

  constructor(scope: Scope) {
    this.#scope = scope;
  }

  get [scope](): Scope {
    return this.#scope;
  }

  protected [models]<M>(Model: new (scope: Scope) => M): M {
    let made = this.#models.get(Model) as M | undefined;
    if (made === undefined) this.#models.set(Model, (made = new Model(this.#scope)));
    return made;
  }

  /**
   * Does the work in a transaction: all of it, or nothing if it throws. Within a transaction, a savepoint. Whatever
   * uses this database while the work runs takes part.
   */
  transaction<R>(work: (tx: this) => Promise<R>, options?: TransactionOptions): Promise<R> {
    const Same = this.constructor as new (scope: Scope) => this;
    return this.#scope.transaction((scope) => work(new Same(scope)), options);
  }

  /** The rows of a statement written with `sql`, as the driver gives them. */
  async query<R extends object = Row>(statement: Sql): Promise<R[]> {
    const { rows } = await this.#scope.run(sqlStatement(statement));
    return rows as R[];
  }

  /** Runs a statement written with `sql`, and says how many rows it wrote. */
  async execute(statement: Sql): Promise<number> {
    return (await this.#scope.run(sqlStatement(statement))).affected;
  }

  close(): Promise<void> {
    return this.#scope.close();
  }
}
