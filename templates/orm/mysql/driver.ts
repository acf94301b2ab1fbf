// The connection to MySQL or MariaDB, by mysql2.

import {
  type Pool as CorePool,
  type PoolConnection as CoreConnection,
  type PoolOptions,
  type ResultSetHeader,
  createPool,
} from 'mysql2';
import type { PoolConnection } from 'mysql2/promise';

import type { Statement } from '../runtime/build.js';
import type { Connection, Driver, Outcome, PoolSettings, TransactionOptions } from '../runtime/driver.js';
import type { Row } from '../runtime/selection.js';
import { telling } from '../runtime/written.js';
import { timeLimit } from './limits.js';

/** A URL, and whatever else mysql2 knows of connections and pools. */
export interface ConnectionOptions extends PoolOptions {
  readonly url?: string;
  /** How long a statement may take, in milliseconds; 0: as long as it wants. */
  readonly statementTimeout?: number;
}

// What the codecs rely on: exact values arrive as text, points in time are UTC, JSON is never cut off, and what does
// not fit is an error. Texts are compared as their column's collation says; where that is a view's own text, a
// parameter of any other collation but a binary one is an error.
const exact: PoolOptions = {
  charset: 'UTF8MB4_BIN',
  supportBigNumbers: true,
  bigNumberStrings: true,
  dateStrings: true,
  jsonStrings: true,
  typeCast: (field, next) => (field.type === 'GEOMETRY' ? field.buffer() : next()),
};
const session =
  "set time_zone = '+00:00', group_concat_max_len = 4294967295, " +
  "sql_mode = concat(replace(@@sql_mode, 'NO_BACKSLASH_ESCAPES', ''), ',STRICT_ALL_TABLES')";

function parameters(values: readonly unknown[]): (string | number | bigint | boolean | Buffer | null)[] {
  return values as (string | number | bigint | boolean | Buffer | null)[];
}

async function ask(client: PoolConnection, { text, values }: Statement): Promise<Outcome> {
  const [result] = await client.execute(text, parameters(values));
  if (Array.isArray(result)) return { rows: result as Row[], affected: result.length };
  const { affectedRows, insertId } = result as ResultSetHeader;
  return { rows: [], affected: affectedRows, inserted: BigInt(insertId) };
}

/**
 * In a transaction they are fetched first: while rows arrive, the connection can do nothing else, and the loop over
 * them may ask it something.
 */
async function* fetched(client: PoolConnection, statement: Statement): AsyncGenerator<Row> {
  yield* (await ask(client, statement)).rows;
}

function connection(client: PoolConnection, reservations: Reservations): Connection {
  return {
    run: (statement) => ask(client, statement),
    begin: async ({ isolation, readOnly }: TransactionOptions) => {
      if (isolation !== undefined) await client.query(`set transaction isolation level ${isolation}`);
      await client.query(`start transaction${readOnly === true ? ' read only' : ''}`);
    },
    commit: () => client.commit(),
    stream: (statement) => fetched(client, statement),
    release: (broken) => {
      reservations.give(client, broken);
    },
  };
}

/** Connections as they come and go; the client counts none of it. */
class Reservations {
  readonly #pool: CorePool;
  readonly #patience: number;
  used = 0;
  waiting = 0;

  constructor(pool: CorePool, patience: number) {
    this.#pool = pool;
    this.#patience = patience;
  }

  /** A connection, or an error when none is free in time. */
  take(): Promise<CoreConnection> {
    ++this.waiting;
    return new Promise((resolve, reject) => {
      let late: Error | undefined;
      const timer = setTimeout(() => {
        --this.waiting;
        reject((late = new Error('timeout exceeded when waiting for a connection')));
      }, this.#patience);
      this.#pool.getConnection((error, client) => {
        clearTimeout(timer);
        if (late) {
          client?.release();
          return;
        }
        --this.waiting;
        if (error) reject(error);
        else resolve(this.#counted(client));
      });
    });
  }

  #counted(client: CoreConnection): CoreConnection {
    ++this.used;
    return client;
  }

  give(client: CoreConnection | PoolConnection, broken: boolean): void {
    --this.used;
    if (broken) client.destroy();
    else client.release();
  }
}

/** The rows as they arrive, on a connection of their own; who leaves the loop early leaves it unusable. */
async function* arriving(reservations: Reservations, { text, values }: Statement): AsyncGenerator<Row> {
  const client = await reservations.take();
  let broken = true;
  try {
    const rows = client.execute(text, parameters(values)).stream({ highWaterMark: 100 });
    for await (const row of rows) yield row as Row;
    broken = false;
  } finally {
    reservations.give(client, broken);
  }
}

/** On any connection. One whose statement failed is as good as before, unless it has ended. */
async function askPool(reservations: Reservations, statement: Statement): Promise<Outcome> {
  const client = await reservations.take();
  let broken = false;
  try {
    return await ask(client.promise(), statement);
  } catch (error) {
    broken = (error as { readonly sqlState?: string }).sqlState === undefined;
    throw error;
  } finally {
    reservations.give(client, broken);
  }
}

const longestWait = 2 ** 31 - 1;

export function connect({ url, statementTimeout = 0, ...options }: ConnectionOptions): Driver {
  const core = createPool({ ...options, ...exact, ...(url !== undefined && { uri: url }) });
  core.on('connection', (client) => {
    client.query(session);
    if (statementTimeout > 0) client.query(`set session ${timeLimit(statementTimeout)}`);
  });
  const reservations = new Reservations(core, options.connectTimeout ?? longestWait);
  return telling({
    run: (statement) => askPool(reservations, statement),
    stream: (statement) => arriving(reservations, statement),
    reserve: async () => connection((await reservations.take()).promise(), reservations),
    pool: () => ({ most: options.connectionLimit ?? 10, used: reservations.used, waiting: reservations.waiting }),
    close: () => core.promise().end(),
  });
}

/** `socket` in the URL is the path of the server's socket. */
export function pooled({ url, connections, connectTimeout, statementTimeout }: PoolSettings): ConnectionOptions {
  const plain = new URL(url);
  const socket = plain.searchParams.get('socket');
  plain.searchParams.delete('socket');
  return {
    url: plain.href,
    connectionLimit: connections,
    connectTimeout,
    statementTimeout,
    ...(socket !== null && { socketPath: socket }),
  };
}

export function fromEnvironment(): ConnectionOptions {
  const url = process.env['DATABASE_URL'];
  return url === undefined ? {} : { url };
}
