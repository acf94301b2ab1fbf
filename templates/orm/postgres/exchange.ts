// One statement and its answer, on one connection: what node-postgres' own query does, with less work for each of many
// that are alike.
//
// A statement with a name is parsed once for each connection, and its columns are told once, too. Whatever is asked of
// a connection in one turn of the event loop is sent by one write. The methods are those that node-postgres calls when
// messages of the server arrive.

import type { EventEmitter } from 'node:events';

import { type Connection, Query } from 'pg';

import type { Statement } from '../runtime/build.js';
import type { Outcome } from '../runtime/driver.js';
import type { Row } from '../runtime/selection.js';
import { writeArray } from './literals.js';
import { wireTypes } from './types.js';

type Answered = (error: Error | null, outcome?: Outcome) => void;

/**
 * What node-postgres' class and its connections have besides what its types tell. Its pipelines take queries of that
 * class only.
 */
interface Pipelined extends EventEmitter {
  readonly hasBeenParsed: (connection: Connection) => boolean;
}
type Parsing = Connection & { readonly submittedNamedStatements: Record<string, string> };
const PipelinedQuery = Query as unknown as new (text: string) => Pipelined;

export class Exchange extends PipelinedQuery {
  readonly text: string;
  readonly name: string;
  readonly callback: Answered;
  readonly #values: readonly (string | Buffer | null)[];
  readonly #rows: Row[] = [];
  #told: Told = {};
  #affected = 0;
  #misread: Error | undefined;

  constructor({ text, values }: Statement, name: string | undefined, answered: Answered) {
    super(text);
    this.text = text;
    this.name = name ?? '';
    this.callback = answered;
    this.#values = values.map(wireValue);
  }

  submit(connection: Connection): void {
    sendAtOnce(connection);
    const { name } = this;
    if (name !== '') this.#told = toldOf(connection, name);
    if (!this.hasBeenParsed(connection)) this.#parse(connection as Parsing);
    connection.bind({ statement: name, values: [...this.#values] }, true);
    if (!this.#told.columns) connection.describe({ type: 'P' }, true);
    connection.execute(null, true);
    connection.sync();
  }

  #parse(connection: Parsing): void {
    const { name, text } = this;
    connection.parse({ name, text, types: [] }, true);
    if (name !== '') connection.submittedNamedStatements[name] = text;
  }

  handleRowDescription({ fields }: { readonly fields: readonly Field[] }): void {
    this.#told.columns = columnsOf(fields);
  }

  handleDataRow({ fields }: { readonly fields: readonly (string | null)[] }): void {
    const { columns } = this.#told;
    if (!columns || this.#misread) return;
    try {
      this.#rows.push(rowOf(columns, fields));
    } catch (error) {
      this.#misread = error as Error;
    }
  }

  /** `INSERT 0 1`, `UPDATE 3`, or no number. */
  handleCommandComplete({ text }: { readonly text: string }): void {
    this.#affected = Number(/\d+$/.exec(text)?.[0] ?? 0);
    this.#told.columns ??= columnsOf([]);
  }

  handleReadyForQuery(): void {
    if (this.#misread) this.callback(this.#misread);
    else this.callback(null, { rows: this.#rows, affected: this.#affected });
  }

  handleError(error: Error): void {
    this.callback(error);
  }
}

function sendAtOnce({ stream }: Connection): void {
  if (stream.writableCorked > 0) return;
  stream.cork();
  setImmediate(() => {
    stream.uncork();
  });
}

// -------------------------------------------------------------------------------------------------------------- values

interface Columns {
  /** A row without values, to be copied: it has the fields in their order. */
  readonly blank: Row;
  readonly names: readonly string[];
  readonly readers: readonly ((text: string) => unknown)[];
}

/** What the server has told of a statement. */
interface Told {
  columns?: Columns;
}

/** By the names of statements. */
const toldOn = new WeakMap<Connection, Map<string, Told>>();

function toldOf(connection: Connection, name: string): Told {
  let named = toldOn.get(connection);
  if (!named) toldOn.set(connection, (named = new Map<string, Told>()));
  let told = named.get(name);
  if (!told) named.set(name, (told = {}));
  return told;
}

interface Field {
  readonly name: string;
  readonly dataTypeID: number;
}

function columnsOf(fields: readonly Field[]): Columns {
  return {
    blank: Object.fromEntries(fields.map(({ name }) => [name, null])),
    names: fields.map(({ name }) => name),
    readers: fields.map(({ dataTypeID }) => wireTypes.getTypeParser(dataTypeID)),
  };
}

function rowOf({ blank, names, readers }: Columns, fields: readonly (string | null)[]): Row {
  const row = { ...blank };
  for (let at = 0; at < names.length; ++at) {
    const [name = '', text = null] = [names[at], fields[at]];
    if (text !== null) row[name] = readers[at]?.(text);
  }
  return row;
}

/** Columns encode their values (types.ts): what is left is to write numbers, truths and lists as text. */
function wireValue(value: unknown): string | Buffer | null {
  if (value === null || value === undefined) return null;
  if (typeof value === 'string' || Buffer.isBuffer(value)) return value;
  if (Array.isArray(value)) return writeArray(value);
  if (typeof value === 'number' || typeof value === 'bigint' || typeof value === 'boolean') return value.toString();
  throw new TypeError('a value of a statement is not encoded');
}
