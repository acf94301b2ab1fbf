// The connection to PostgreSQL, by node-postgres.

import { Pool, type PoolClient, type PoolConfig } from 'pg';

import type { Statement } from '../runtime/build.js';
import type { Connection, Driver, Outcome, PoolSettings, TransactionOptions } from '../runtime/driver.js';
import { TransactionConflict } from '../runtime/errors.js';
import type { Row } from '../runtime/selection.js';
import { changeSource } from './changes.js';
import { isStale } from './errors.js';
import { Exchange } from './exchange.js';
import { Lanes } from './lanes.js';
import { wireTypes } from './types.js';

/** A URL, and whatever else node-postgres knows of connections and pools. */
export interface ConnectionOptions extends PoolConfig {
  readonly url?: string;
}

/**
 * A statement is prepared once for each connection, under a name; those beyond this number are not, so that memory
 * stays bounded.
 */
const mostNames = 2000;
const names = new Map<string, string>();
let named = 0;

function nameOf(text: string): string | undefined {
  let name = names.get(text);
  if (name === undefined && names.size < mostNames) names.set(text, (name = `orm_${String(named++)}`));
  return name;
}

/** The next time it has another name, unless it has one already. */
function forget(text: string, name: string | undefined): void {
  if (names.get(text) === name) names.delete(text);
}

function ask(client: PoolClient, statement: Statement): Promise<Outcome> {
  return new Promise((resolve, reject) => {
    const name = nameOf(statement.text);
    const answered = (error: Error | null, outcome?: Outcome): void => {
      if (outcome) {
        resolve(outcome);
        return;
      }
      if (isStale(error)) forget(statement.text, name);
      reject(error ?? new Error('no answer'));
    };
    client.query(new Exchange(statement, name, answered));
  });
}

/**
 * Not in a transaction. A statement whose table was changed after it was prepared did nothing: it is prepared anew,
 * under another name.
 */
async function askAfresh(client: PoolClient, statement: Statement): Promise<Outcome> {
  try {
    return await ask(client, statement);
  } catch (error) {
    if (!isStale(error)) throw error;
    return ask(client, statement);
  }
}

const batch = 500;

/** The rows of a cursor, which lives in a transaction. */
async function* fetchAll(client: PoolClient, { text, values }: Statement): AsyncGenerator<Row> {
  const name = `orm_cursor_${String(++cursors)}`;
  await client.query({ text: `declare ${name} no scroll cursor for ${text}`, values: values as unknown[] });
  let rows: Row[];
  do {
    ({ rows } = await client.query<Row>({ text: `fetch ${String(batch)} from ${name}`, types: wireTypes }));
    yield* rows;
  } while (rows.length === batch);
  await client.query(`close ${name}`);
}

let cursors = 0;

function connection(client: PoolClient): Connection {
  return {
    run: (statement) => ask(client, statement),
    begin: async ({ isolation, readOnly }: TransactionOptions) => {
      await client.query(
        `begin${isolation === undefined ? '' : ` isolation level ${isolation}`}${readOnly === true ? ' read only' : ''}`,
      );
    },
    commit: async () => {
      // After an error that was caught, COMMIT rolls back and reports success.
      const { command } = await client.query('commit');
      if (command !== 'COMMIT')
        throw new TransactionConflict('the transaction was rolled back: a statement in it had failed', undefined);
    },
    stream: (statement) => fetchAll(client, statement),
    release: (broken) => {
      client.release(broken);
    },
  };
}

async function* streamInTransaction(lanes: Lanes, statement: Statement): AsyncGenerator<Row> {
  const client = await lanes.reserve();
  let broken = true;
  try {
    await client.query('begin read only');
    yield* fetchAll(client, statement);
    await client.query('commit');
    broken = false;
  } finally {
    // Whoever leaves the loop early leaves a cursor behind.
    if (broken)
      broken = await client.query('rollback').then(
        () => false,
        () => true,
      );
    client.release(broken);
  }
}

export function connect({ url, ...options }: ConnectionOptions): Driver {
  const config = { ...options, ...(url !== undefined && { connectionString: url }) };
  const pool = new Pool({ ...config, pipeline: true });
  const lanes = new Lanes(pool, askAfresh);
  // A connection that breaks is replaced by the pool, and a statement on it fails. Without listeners, on the pool for
  // idle ones and on each for those in use, the error would end the process besides.
  pool.on('error', () => undefined);
  pool.on('connect', (client) => client.on('error', () => undefined));
  return {
    run: (statement) => lanes.run(statement),
    stream: (statement) => streamInTransaction(lanes, statement),
    reserve: async () => connection(await lanes.reserve()),
    pool: () => ({ most: pool.options.max, used: pool.totalCount - pool.idleCount, waiting: lanes.waiting }),
    changes: (tables) => changeSource(config, tables),
    close: () => pool.end(),
  };
}

export function pooled({ url, connections, connectTimeout, statementTimeout }: PoolSettings): ConnectionOptions {
  return {
    ...(url !== '' && { url }),
    max: connections,
    connectionTimeoutMillis: connectTimeout,
    ...(statementTimeout > 0 && { statement_timeout: statementTimeout }),
    keepAlive: true,
  };
}

/** Where DATABASE_URL says; without it, where PGHOST and the other variables of libpq say. */
export function fromEnvironment(): ConnectionOptions {
  const url = process.env['DATABASE_URL'];
  return url === undefined ? {} : { url };
}
