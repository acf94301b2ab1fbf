// What the runtime needs of a database's client library; engine/driver.ts provides it.

import type { Statement } from './build.js';
import type { ChangeSource } from './changes.js';
import type { Row } from './selection.js';
import type { Table } from './table.js';

export interface Outcome {
  readonly rows: Row[];
  /** How many rows were written, or matched. */
  readonly affected: number;
  /** The number that the database gave to the inserted row, where its client says so. */
  readonly inserted?: number | bigint;
}

export type Isolation = 'read uncommitted' | 'read committed' | 'repeatable read' | 'serializable';

export interface TransactionOptions {
  readonly isolation?: Isolation;
  readonly readOnly?: boolean;
  /** How often to begin again when the transaction loses against another one; 0 if not said. */
  readonly retries?: number;
}

/** One connection, held for a transaction. */
export interface Connection {
  readonly run: (statement: Statement) => Promise<Outcome>;
  readonly begin: (options: TransactionOptions) => Promise<void>;
  readonly commit: () => Promise<void>;
  readonly stream: (statement: Statement) => AsyncGenerator<Row>;
  /** Gives it back; a broken one is thrown away. */
  readonly release: (broken: boolean) => void;
}

/**
 * What a server says of its connections; engine/driver.ts turns it into its client's own options. Times are in
 * milliseconds.
 */
export interface PoolSettings {
  readonly url: string;
  /** The most connections at a time. */
  readonly connections: number;
  /** How long to wait for one. */
  readonly connectTimeout: number;
  /** How long a statement may take; 0: as long as it wants. */
  readonly statementTimeout: number;
}

/** The pool at this moment. */
export interface PoolState {
  readonly most: number;
  /** Connections that run a statement or a transaction. */
  readonly used: number;
  /** Statements and transactions that wait for one. */
  readonly waiting: number;
}

export interface Driver {
  readonly run: (statement: Statement) => Promise<Outcome>;
  readonly stream: (statement: Statement) => AsyncGenerator<Row>;
  readonly reserve: () => Promise<Connection>;
  readonly pool: () => PoolState;
  /** What tells of changes of these tables, once they are committed. */
  readonly changes?: (tables: readonly Table[]) => ChangeSource;
  readonly close: () => Promise<void>;
}
