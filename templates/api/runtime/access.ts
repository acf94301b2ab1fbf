// What a caller may do with a table. The rules are data in server/policies.ts; APIs ask here before they write SQL.
//
// A grant's filter is a `where` of the ORM with the caller's claims filled in, so it is compiled like any other
// (orm/runtime/where.ts). It holds for every row that the caller meets: those that are read, embedded and counted,
// those that are changed or deleted, and the rows that an insert or an update leaves behind.

import type { Table } from '../../orm/runtime/table.js';
import type { Caller } from './caller.js';

export type Verb = 'select' | 'insert' | 'update' | 'delete';

export interface Grant {
  /** Names of columns, as the database has them; absent: all. */
  readonly columns?: ReadonlySet<string>;
  /** Which rows; absent: all. */
  readonly where?: object;
}

export interface Access {
  /** Nothing, if the caller may not do that at all. */
  readonly of: (caller: Caller, table: Table, verb: Verb) => Grant | undefined;
  /** May functions of the database be called: those that only read, or others? */
  readonly calls: (caller: Caller, reads: boolean) => boolean;
}
