// Changes of rows, for programs that want to hear of them: which row of which table, after its transaction was
// committed.
//
// Where the database tells of them, engine/changes.ts listens. Elsewhere they are those that this program makes.

import type { Table } from './table.js';

export type Operation = 'INSERT' | 'UPDATE' | 'DELETE';

export interface Change {
  readonly table: Table;
  readonly operation: Operation;
  /** The row's key, by field. A key that was changed is told as the end of one row, and the change of the other. */
  readonly key: Readonly<Record<string, unknown>>;
}

export interface ChangeSource {
  /** Who hears of the changes of all tables that are watched. */
  readonly tell: (hear: (change: Change) => void) => void;
  /** Ready when no change of the table is missed any more. */
  readonly watch: (table: Table) => Promise<void>;
  readonly leave: (table: Table) => void;
  /** Changes may have been missed: the connection that told of them broke. */
  readonly whenMissed: (missed: () => void) => void;
  readonly close: () => Promise<void>;
}
