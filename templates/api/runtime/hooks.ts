// What the files of app/hooks/ may do before and after each operation on a table.
//
// `before` sees the rows that come in and may change them in place; `after` sees the rows that go out. Either refuses
// by throwing a Problem (api/runtime/problem.ts). Whatever they ask of `db` takes part in the operation's transaction,
// so a hook that throws undoes the write. Rows have the database's own names. A number with more digits than JavaScript
// keeps is a `Digits` (api/rest/http/json.ts).

import type { Database } from '../../orm/database.js';
import type { Table } from '../../orm/runtime/table.js';
import type { Verb } from './access.js';
import type { Caller } from './caller.js';

export type JsonRow = Record<string, unknown>;

export interface Operation {
  readonly table: Table;
  readonly verb: Verb;
  readonly caller: Caller;
  readonly db: Database;
  /** The rows of an insert, or the one set of changes of an update; empty otherwise. */
  readonly rows: JsonRow[];
}

export type Hook = (operation: Operation) => void | Promise<void>;

/** What the operation answers; empty where the client asked for no rows. */
export type AnswerHook = (operation: Operation, answer: JsonRow[]) => void | Promise<void>;

export interface TableHooks {
  readonly before?: { readonly [V in Verb]?: Hook };
  readonly after?: { readonly [V in Verb]?: AnswerHook };
}

/** By the model's name. A table without hooks is not in it, and its answers pass through unread. */
export type Hooks = ReadonlyMap<string, TableHooks>;

/** For app/hooks: `export default hooks({ before: { insert({ rows }) { … } } })`. */
export function hooks(of: TableHooks): TableHooks {
  return of;
}
