// Changes of rows in SQLite: those that this program makes, as no other can tell of its own.
//
// Triggers of the connection, which no other sees, write the keys of changed rows into a table of the connection. A
// transaction that is undone takes them back with it; what is there when none is open was committed, and is told. Only
// tables that are watched have triggers.

import type Sqlite from 'better-sqlite3';

import type { Change, Operation } from '../runtime/changes.js';
import { keyColumns } from '../runtime/keys.js';
import type { Table } from '../runtime/table.js';

const log = 'watched_changes';

interface Logged {
  readonly watched: bigint;
  readonly operation: Operation;
  readonly [key: `k${number}`]: unknown;
}

export class FileChanges {
  readonly #database: Sqlite.Database;
  /** By the number that their triggers write. */
  readonly #tables: readonly Table[];
  readonly #watched = new Set<Table>();
  #read: Sqlite.Statement<unknown[], Logged> | undefined;

  constructor(database: Sqlite.Database, tables: readonly Table[]) {
    this.#database = database;
    this.#tables = tables;
  }

  get isIdle(): boolean {
    return this.#watched.size === 0;
  }

  watch(table: Table): void {
    if (this.#watched.has(table)) return;
    this.#read ??= this.#begin();
    const number = this.#tables.indexOf(table);
    for (const [event, statements] of this.#triggers(table, number)) {
      this.#database.exec(
        `create temp trigger ${log}_${String(number)}_${event} after ${event} on ${table.sql} begin ${statements.join('; ')}; end`,
      );
    }
    this.#watched.add(table);
  }

  leave(table: Table): void {
    if (!this.#watched.delete(table)) return;
    const number = String(this.#tables.indexOf(table));
    for (const event of ['insert', 'update', 'delete'])
      this.#database.exec(`drop trigger temp.${log}_${number}_${event}`);
  }

  #begin(): Sqlite.Statement<unknown[], Logged> {
    const most = Math.max(...this.#tables.map((table) => keyColumns(table).length));
    const keys = Array.from({ length: most }, (_, index) => `, k${String(index)}`).join('');
    this.#database.exec(`create temp table ${log} (number integer primary key, watched, operation${keys})`);
    return this.#database.prepare<unknown[], Logged>(`select * from temp.${log} order by number`);
  }

  #triggers(table: Table, number: number): readonly (readonly [event: string, statements: readonly string[]])[] {
    const columns = keyColumns(table).map(({ sql }) => sql);
    const keys = columns.map((_, index) => `k${String(index)}`).join(', ');
    const logged = (operation: Operation, row: 'old' | 'new', condition = ''): string =>
      `insert into ${log} (watched, operation, ${keys}) select ${String(number)}, '${operation}', ${columns.map((column) => `${row}.${column}`).join(', ')}${condition}`;
    const moved = ` where ${columns.map((column) => `old.${column} is not new.${column}`).join(' or ')}`;
    return [
      ['insert', [logged('INSERT', 'new')]],
      ['update', [logged('DELETE', 'old', moved), logged('UPDATE', 'new')]],
      ['delete', [logged('DELETE', 'old')]],
    ];
  }

  /** What was committed since the last time. */
  take(): readonly Change[] {
    const logged = this.#read?.all() ?? [];
    if (logged.length > 0) this.#database.exec(`delete from temp.${log}`);
    return logged.flatMap((one) => this.#change(one));
  }

  #change(logged: Logged): Change[] {
    const table = this.#tables[Number(logged.watched)];
    if (!table) return [];
    const key = keyColumns(table).map(({ field, codec }, index) => {
      const wire = logged[`k${index}`];
      return [field, codec.decode ? codec.decode(wire) : wire] as const;
    });
    return [{ table, operation: logged.operation, key: Object.fromEntries(key) }];
  }
}
