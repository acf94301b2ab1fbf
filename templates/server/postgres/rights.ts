// Rights of callers that PostgreSQL itself checks, by its roles, grants and row-level security.
//
// Each statement, or each transaction, begins by becoming the caller's role and by telling the claims to
// `current_setting('request.jwt.claims')`, as PostgREST does it; both end with the transaction. The role of
// DATABASE_URL must be a member of the callers' roles.

import type { Caller } from '../../api/runtime/caller.js';
import type { Outcome, TransactionOptions } from '../../orm/runtime/driver.js';
import type { Statement } from '../../orm/runtime/build.js';
import { PermissionDenied, ValueRefused } from '../../orm/runtime/errors.js';
import type { Scope } from '../../orm/runtime/scope.js';
import type { Row } from '../../orm/runtime/selection.js';
import { handOver } from '../hand-over.js';

class CallerScope implements Scope {
  readonly #scope: Scope;
  readonly #caller: Caller;
  readonly #introduction: Statement;

  constructor(scope: Scope, caller: Caller) {
    this.#scope = scope;
    this.#caller = caller;
    this.#introduction = {
      text: "select set_config('role', $1, true), set_config('request.jwt.claims', $2, true)",
      values: [caller.role, JSON.stringify({ ...caller.claims, role: caller.role })],
    };
  }

  run(statement: Statement): Promise<Outcome> {
    return this.transaction((tx) => tx.run(statement));
  }

  stream(statement: Statement): AsyncGenerator<Row> {
    return handOver((give) =>
      this.transaction(async (tx) => {
        for await (const row of tx.stream(statement)) await give(row);
      }),
    );
  }

  transaction<R>(work: (scope: Scope) => Promise<R>, options?: TransactionOptions): Promise<R> {
    return this.#scope.transaction(async (tx) => {
      await this.#introduce(tx);
      return work(tx);
    }, options);
  }

  async #introduce(tx: Scope): Promise<void> {
    // To PostgreSQL that is no role, but the way back to the one that the program connects as.
    if (this.#caller.role === 'none') throw new PermissionDenied('role "none" does not exist', undefined);
    try {
      await tx.run(this.#introduction);
    } catch (error) {
      // There is no such role.
      throw error instanceof ValueRefused
        ? new PermissionDenied(error.message, error, error.told && { ...error.told, state: '42501' })
        : error;
    }
  }

  close(): Promise<void> {
    return this.#scope.close();
  }
}

export const callerScope: ((scope: Scope, caller: Caller) => Scope) | undefined = (scope, caller) =>
  new CallerScope(scope, caller);
