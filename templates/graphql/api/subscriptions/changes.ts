// The changes of tables, for those who watch them: each comes once, after it was committed, from where the database
// tells of it (orm/engine/changes.ts), or else from what this server writes.

import type { Change, ChangeSource } from '../../../orm/runtime/changes.js';
import type { Table } from '../../../orm/runtime/table.js';

export type Listener = (change: Change) => void;

export class Changes {
  readonly #source: ChangeSource;
  readonly #listeners = new Map<Table, Set<Listener>>();

  constructor(source: ChangeSource) {
    this.#source = source;
    source.tell((change) => {
      for (const listener of this.#listeners.get(change.table) ?? []) listener(change);
    });
  }

  /** Ready when nothing is missed any more. */
  async watch(tables: readonly Table[], listener: Listener): Promise<void> {
    for (const table of tables) {
      const listeners = this.#listeners.get(table) ?? new Set();
      this.#listeners.set(table, listeners.add(listener));
    }
    for (const table of tables) await this.#source.watch(table);
  }

  /** A table that nobody watches any more costs nothing any more. */
  leave(tables: readonly Table[], listener: Listener): void {
    for (const table of tables) {
      const listeners = this.#listeners.get(table);
      if (!listeners?.delete(listener) || listeners.size > 0) continue;
      this.#listeners.delete(table);
      this.#source.leave(table);
    }
  }

  whenMissed(missed: () => void): void {
    this.#source.whenMissed(missed);
  }
}
