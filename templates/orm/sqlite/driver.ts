// The connection to SQLite, by better-sqlite3: one, which answers at once. A transaction has it for itself, others
// wait.

import Sqlite from 'better-sqlite3';

import type { Statement } from '../runtime/build.js';
import type { Change, ChangeSource } from '../runtime/changes.js';
import type { Connection, Driver, Outcome, PoolSettings, TransactionOptions } from '../runtime/driver.js';
import { InvalidQuery } from '../runtime/errors.js';
import type { Row } from '../runtime/selection.js';
import type { Table } from '../runtime/table.js';
import { FileChanges } from './changes.js';

/** `url` is sqlite:path, sqlite:///absolute/path or sqlite::memory:. */
export interface ConnectionOptions extends Sqlite.Options {
  readonly url?: string;
}

function fileOf(url: string | undefined): string {
  if (url === undefined) throw new InvalidQuery('DATABASE_URL does not say which file to open');
  const [path = ''] = url.replace(/^sqlite:(\/\/)?/, '').split('?');
  return decodeURIComponent(path);
}

/** A statement is prepared once; those beyond this number each time, so that memory stays bounded. */
const mostStatements = 2000;

class File {
  readonly #database: Sqlite.Database;
  readonly #statements = new Map<string, Sqlite.Statement<unknown[], Row>>();
  #streams = 0;
  #changes: FileChanges | undefined;
  #hear: (change: Change) => void = () => undefined;

  constructor({ url, ...options }: ConnectionOptions) {
    this.#database = new Sqlite(fileOf(url), options);
    this.#database.pragma('foreign_keys = on');
    this.#database.defaultSafeIntegers(true);
  }

  #prepared(text: string): Sqlite.Statement<unknown[], Row> {
    const known = this.#statements.get(text);
    if (known) return known;
    const made = this.#database.prepare<unknown[], Row>(text);
    if (this.#statements.size < mostStatements) this.#statements.set(text, made);
    return made;
  }

  run(statement: Statement): Outcome {
    const outcome = this.#do(statement);
    if (this.#changes && !this.#changes.isIdle && !this.#database.inTransaction) this.#tell(this.#changes.take());
    return outcome;
  }

  /** Who hears of them may ask something at once: that is for later. */
  #tell(changes: readonly Change[]): void {
    for (const change of changes) queueMicrotask(() => this.#hear(change));
  }

  watcher(tables: readonly Table[], hear: (change: Change) => void): FileChanges {
    this.#hear = hear;
    return (this.#changes ??= new FileChanges(this.#database, tables));
  }

  #do({ text, values }: Statement): Outcome {
    const statement = this.#prepared(text);
    if (statement.reader) {
      const rows = statement.all(...values);
      return { rows, affected: rows.length };
    }
    const { changes, lastInsertRowid } = statement.run(...values);
    return { rows: [], affected: changes, inserted: lastInsertRowid };
  }

  /** Reads while others write: which of their rows it meets is not defined, but nothing waits. */
  *stream({ text, values }: Statement): Generator<Row> {
    if (this.#streams++ === 0) this.#database.unsafeMode(true);
    try {
      yield* this.#database.prepare<unknown[], Row>(text).iterate(...values);
    } finally {
      if (--this.#streams === 0) this.#database.unsafeMode(false);
    }
  }

  close(): void {
    this.#database.close();
  }
}

/** The client answers at once, or throws at once: here as a promise. */
function promised<R>(work: () => R): Promise<R> {
  return new Promise((resolve) => {
    resolve(work());
  });
}

async function* later(rows: () => Generator<Row>): AsyncGenerator<Row> {
  await Promise.resolve();
  yield* rows();
}

function connection(file: File, release: () => void): Connection {
  const command = async (text: string): Promise<void> => {
    await promised(() => file.run({ text, values: [] }));
  };
  return {
    run: (statement) => promised(() => file.run(statement)),
    // It is serializable always. Who may write says so at once, rather than find another writer in the way later.
    begin: ({ readOnly }: TransactionOptions) => command(readOnly === true ? 'begin' : 'begin immediate'),
    commit: () => command('commit'),
    stream: (statement) => later(() => file.stream(statement)),
    release,
  };
}

/** Triggers come and go between transactions: within one, they would be undone with it. */
function changeSource(
  watcher: (hear: (change: Change) => void) => FileChanges,
  betweenTransactions: (work: () => void) => Promise<void>,
): ChangeSource {
  let hear: (change: Change) => void = () => undefined;
  const wanted = new Set<Table>();
  const settle = (table: Table): Promise<void> =>
    betweenTransactions(() => {
      const changes = watcher((change) => hear(change));
      if (wanted.has(table)) changes.watch(table);
      else changes.leave(table);
    });
  return {
    tell: (listener) => (hear = listener),
    watch: (table) => {
      wanted.add(table);
      return settle(table);
    },
    leave: (table) => {
      wanted.delete(table);
      settle(table).catch(() => undefined); // the file is closed
    },
    whenMissed: () => undefined,
    close: () => Promise.resolve(),
  };
}

/** Opens the file when it is first asked something. */
export function connect(options: ConnectionOptions): Driver {
  let opened: File | undefined;
  const file = (): File => (opened ??= new File(options));
  let transaction: Promise<void> | undefined;
  let waiting = 0;
  /**
   * The work is done in the same turn of the event loop in which no transaction is open: a moment later, another one
   * may be.
   */
  const whenFree = async <R>(work: () => R): Promise<R> => {
    ++waiting;
    while (transaction) await transaction;
    --waiting;
    return work();
  };
  const begin = (): Connection => {
    const opened = file();
    let end: () => void = () => undefined;
    transaction = new Promise((resolve) => {
      end = () => {
        transaction = undefined;
        resolve();
      };
    });
    return connection(opened, end);
  };
  return {
    run: async (statement) => (transaction ? whenFree(() => file().run(statement)) : file().run(statement)),
    stream: (statement) => later(() => file().stream(statement)),
    reserve: () => whenFree(begin),
    pool: () => ({ most: 1, used: transaction ? 1 : 0, waiting }),
    changes: (tables) => changeSource((hear) => file().watcher(tables, hear), whenFree),
    close: () => whenFree(() => opened?.close()),
  };
}

/**
 * How long it waits for another program that writes to the file. Everything else waits with it, so that is not long.
 */
const mostBusy = 1000;

/** A statement can't be stopped from within this program: see the README on long ones. */
export function pooled({ url, connectTimeout }: PoolSettings): ConnectionOptions {
  return { url, timeout: Math.min(connectTimeout, mostBusy) };
}

export function fromEnvironment(): ConnectionOptions {
  const url = process.env['DATABASE_URL'];
  return url === undefined ? {} : { url };
}
