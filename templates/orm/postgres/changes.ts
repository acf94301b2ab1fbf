// Changes of rows in PostgreSQL, whoever makes them: triggers (api/graphql/changes.sql) notify, and a connection of its
// own listens.
//
// The connection is there as long as some table is watched. One that breaks is opened again, and who listens is told
// that changes may have been missed meanwhile.

import { Client, type ClientConfig, type Notification } from 'pg';

import type { Change, ChangeSource, Operation } from '../runtime/changes.js';
import { InvalidQuery, InvalidValue } from '../runtime/errors.js';
import { keyColumns } from '../runtime/keys.js';
import type { Column, Table } from '../runtime/table.js';

/** The triggers' name, and that of what they notify. */
const channel = 'sqlx_changes';

/** How long to wait before each attempt to connect again, in milliseconds; the last one for all that follow. */
const pauses = [100, 500, 2000, 10_000];

type Hear = (change: Change) => void;

export function changeSource(config: ClientConfig, tables: readonly Table[]): ChangeSource {
  return new Listener(config, tables);
}

class Listener implements ChangeSource {
  readonly #config: ClientConfig;
  readonly #tables: ReadonlyMap<string, Table>;
  readonly #watched = new Set<Table>();
  #hear: Hear = () => undefined;
  #missed: () => void = () => undefined;
  #client: Promise<Client> | undefined;
  #attempts = 0;
  #timer: NodeJS.Timeout | undefined;
  #isClosed = false;

  constructor(config: ClientConfig, tables: readonly Table[]) {
    this.#config = config;
    this.#tables = new Map(tables.map((table) => [nameOf(table.schema, table.name), table]));
  }

  tell(hear: Hear): void {
    this.#hear = hear;
  }

  whenMissed(missed: () => void): void {
    this.#missed = missed;
  }

  async watch(table: Table): Promise<void> {
    this.#watched.add(table);
    const client = await this.#connected();
    if (!(await hasTrigger(client, table)))
      throw new InvalidQuery(
        `changes of ${table.name} are not told: the database lacks the triggers of api/graphql/changes.sql`,
      );
  }

  leave(table: Table): void {
    this.#watched.delete(table);
    if (this.#watched.size === 0) this.#disconnect();
  }

  close(): Promise<void> {
    this.#isClosed = true;
    this.#disconnect();
    return Promise.resolve();
  }

  // ---------------------------------------------------------------------------------------------------- the connection

  #connected(): Promise<Client> {
    return (this.#client ??= this.#connect());
  }

  async #connect(): Promise<Client> {
    const client = new Client({ ...this.#config, keepAlive: true, fallback_application_name: channel });
    const lost = (): void => this.#lost(client);
    client.on('error', lost).on('end', lost);
    client.on('notification', (notification) => this.#notified(notification));
    try {
      await client.connect();
      await client.query(`listen ${channel}`);
    } catch (error) {
      this.#client = undefined;
      client.removeListener('end', lost);
      client.end().catch(() => undefined);
      throw error;
    }
    this.#attempts = 0;
    return client;
  }

  #disconnect(): void {
    clearTimeout(this.#timer);
    const ended = this.#client;
    this.#client = undefined;
    ended?.then((client) => client.removeAllListeners('end').end()).catch(() => undefined);
  }

  #lost(client: Client): void {
    const current = this.#client;
    current
      ?.then((one) => {
        if (one !== client || this.#client !== current) return;
        this.#client = undefined;
        client.end().catch(() => undefined);
        this.#again();
      })
      .catch(() => undefined);
  }

  /** Nobody knows what happened since, until somebody listens again. */
  #again(): void {
    if (this.#isClosed || this.#watched.size === 0) return;
    const pause = pauses[Math.min(this.#attempts++, pauses.length - 1)] ?? 0;
    this.#timer = setTimeout(() => {
      this.#connected().then(
        () => this.#missed(),
        () => this.#again(),
      );
    }, pause);
  }

  // ----------------------------------------------------------------------------------------------- what is heard on it

  #notified({ payload = '' }: Notification): void {
    // A key that is too long to be told.
    if (payload === 'missed') return this.#missed();
    const change = this.#changeIn(payload);
    if (change && this.#watched.has(change.table)) this.#hear(change);
  }

  /** Whoever may connect to the database may notify: what is no change of ours is not looked at. */
  #changeIn(payload: string): Change | undefined {
    const [schema, name, operation, key] = listIn(payload);
    const table =
      typeof schema === 'string' && typeof name === 'string' ? this.#tables.get(nameOf(schema, name)) : undefined;
    if (!table || !isOperation(operation) || typeof key !== 'object' || key === null) return undefined;
    const parts = keyColumns(table).map(
      (column) => [column.field, valueOf(column, (key as Record<string, unknown>)[column.name])] as const,
    );
    return parts.some(([, value]) => value === undefined)
      ? undefined
      : { table, operation, key: Object.fromEntries(parts) };
  }
}

function nameOf(schema: string, name: string): string {
  return JSON.stringify([schema, name]);
}

async function hasTrigger(client: Client, { schema, name }: Table): Promise<boolean> {
  const text = `select from pg_trigger t join pg_class c on c.oid = t.tgrelid join pg_namespace n on n.oid = c.relnamespace
    where t.tgname = $1 and t.tgenabled in ('O', 'A') and n.nspname = $2 and c.relname = $3`;
  return ((await client.query({ text, values: [channel, schema, name] })).rowCount ?? 0) > 0;
}

function listIn(payload: string): readonly unknown[] {
  try {
    const value: unknown = JSON.parse(payload);
    return Array.isArray(value) ? value : [];
  } catch {
    return [];
  }
}

const operations: ReadonlySet<unknown> = new Set(['INSERT', 'UPDATE', 'DELETE']);

function isOperation(value: unknown): value is Operation {
  return operations.has(value);
}

/** The column's value, from its text: as it is, as a number, or as bytes, whichever the column takes. */
function valueOf(column: Column, text: unknown): unknown {
  if (typeof text !== 'string') return undefined;
  const readings: readonly (() => unknown)[] = [
    () => text,
    () => BigInt(text),
    () => Number(text),
    () => text === 'true',
    () => Buffer.from(text.replace(/^\\x/, ''), 'hex'),
  ];
  for (const read of readings) {
    try {
      const value = read();
      column.codec.encode(value);
      return value;
    } catch (error) {
      if (!(error instanceof InvalidValue || error instanceof SyntaxError)) throw error;
    }
  }
  return undefined;
}
