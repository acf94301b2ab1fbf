// What SQLite's errors mean, by their code. It names the columns of a key, or the check, in its message.

import Sqlite from 'better-sqlite3';

import {
  CheckViolation,
  ConnectionLost,
  DatabaseError,
  ForeignKeyViolation,
  NotNullViolation,
  PermissionDenied,
  StatementTimeout,
  type Told,
  TransactionConflict,
  UniqueViolation,
  ValueRefused,
  type Violation,
} from '../runtime/errors.js';
import type { Table } from '../runtime/table.js';

const violations = new Map([
  ['SQLITE_CONSTRAINT_CHECK', CheckViolation],
  ['SQLITE_CONSTRAINT_FOREIGNKEY', ForeignKeyViolation],
  ['SQLITE_CONSTRAINT_NOTNULL', NotNullViolation],
  ['SQLITE_CONSTRAINT_PRIMARYKEY', UniqueViolation],
  ['SQLITE_CONSTRAINT_ROWID', UniqueViolation],
  ['SQLITE_CONSTRAINT_UNIQUE', UniqueViolation],
]);

const others = new Map([
  ['SQLITE_AUTH', PermissionDenied],
  ['SQLITE_BUSY', StatementTimeout],
  ['SQLITE_BUSY_SNAPSHOT', TransactionConflict],
  ['SQLITE_CANTOPEN', ConnectionLost],
  ['SQLITE_CONSTRAINT_DATATYPE', ValueRefused],
  ['SQLITE_IOERR', ConnectionLost],
  ['SQLITE_LOCKED', StatementTimeout],
  ['SQLITE_MISMATCH', ValueRefused],
  ['SQLITE_NOTADB', ConnectionLost],
  ['SQLITE_READONLY', PermissionDenied],
  ['SQLITE_TOOBIG', ValueRefused],
]);

/** The error as a program can handle it. What is none of the database passes through. */
export function explain(error: unknown, tables: readonly Table[]): unknown {
  if (error instanceof TypeError && error.message.startsWith('Cannot open database'))
    return new ConnectionLost(error.message, error);
  if (!(error instanceof Sqlite.SqliteError)) return error;
  const Violated = violations.get(error.code);
  if (Violated) return new Violated(error.message, error, violationOf(error, tables), tables);
  const Known = others.get(error.code) ?? DatabaseError;
  return new Known(error.message, error, toldBy(error));
}

/** By RAISE, in a trigger of the schema. */
const raised = 'SQLITE_CONSTRAINT_TRIGGER';

/** What another program brings along that writes to the file, and this one does not have. */
const foreign =
  /^(?:no such collation sequence|no such module|no such function|unknown function|unknown tokenizer|no such tokenizer): [^\n]+$/;

function toldBy({ code, message }: Error & { readonly code: string }): Told | undefined {
  if (code === raised) return { state: 'P0001', message };
  return foreign.test(message) ? { state: '42704', message } : undefined;
}

function violationOf({ code, message }: Error & { readonly code: string }, tables: readonly Table[]): Violation {
  const subject = message.slice(message.indexOf(': ') + 2);
  return code === 'SQLITE_CONSTRAINT_CHECK' ? { constraint: subject } : (columnsNamed(subject, tables) ?? {});
}

/**
 * The message lists columns as `table.column, table.column`: whose list it is can be told, whatever the names are made
 * of.
 */
function columnsNamed(subject: string, tables: readonly Table[]): Violation | undefined {
  for (const table of tables) {
    const columns = [...table.columns.values()].map(({ name }) => [name]);
    const keys = table.keys.map(({ fields }) => fields.map((field) => table.columns.get(field)?.name ?? ''));
    const named = [...columns, ...keys].find(
      (names) => names.map((name) => `${table.name}.${name}`).join(', ') === subject,
    );
    if (named) return { table: table.name, columns: named };
  }
  return undefined;
}
