// What the errors of MySQL and MariaDB mean, by their number. Keys and tables are named in the message only.

import {
  CheckViolation,
  ConnectionLost,
  DatabaseError,
  ForeignKeyViolation,
  NotNullViolation,
  OrmError,
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
  [1048, NotNullViolation],
  [1062, UniqueViolation],
  [1216, ForeignKeyViolation],
  [1217, ForeignKeyViolation],
  [1364, NotNullViolation],
  [1451, ForeignKeyViolation],
  [1452, ForeignKeyViolation],
  [1526, CheckViolation],
  [1586, UniqueViolation],
  [1748, CheckViolation],
  [3819, CheckViolation],
  [4025, CheckViolation],
]);

const others = new Map([
  [1020, TransactionConflict],
  [1040, ConnectionLost],
  [1044, PermissionDenied],
  [1045, ConnectionLost],
  [1053, ConnectionLost],
  [1142, PermissionDenied],
  [1143, PermissionDenied],
  [1205, StatementTimeout],
  [1213, TransactionConflict],
  [1227, PermissionDenied],
  [1264, ValueRefused],
  [1265, ValueRefused],
  [1292, ValueRefused],
  [1317, StatementTimeout],
  [1366, ValueRefused],
  [1365, ValueRefused],
  [1370, PermissionDenied],
  [1406, ValueRefused],
  [1416, ValueRefused],
  [1690, ValueRefused],
  [1927, ConnectionLost],
  [1969, StatementTimeout],
  [3024, StatementTimeout],
  [3037, ValueRefused],
  [3140, ValueRefused],
]);

/** An error of the server has a number of its own, and the statement; one of the network a code. */
interface ClientError extends Error {
  readonly code?: string;
  readonly errno?: number;
  readonly sql?: string;
  readonly sqlState?: string;
}

/** The error as a program can handle it. What is none of the database passes through. */
export function explain(error: unknown, tables: readonly Table[]): unknown {
  if (error instanceof OrmError || !(error instanceof Error)) return error;
  const { code, errno, sqlState }: ClientError = error;
  if (sqlState === undefined || errno === undefined)
    return isLost(error, code) ? new ConnectionLost(error.message, error) : error;
  const Violated = violations.get(errno);
  if (Violated) return new Violated(error.message, error, violationOf(error, errno, tables), tables);
  const Known = others.get(errno) ?? DatabaseError;
  return new Known(error.message, error, toldBy(error, errno));
}

/** By SIGNAL, in a trigger or routine of the schema, which may give it another number. */
const raised = 1644;
const raisedState = '45000';

/** What a question can be wrong in, other than its values. */
const wrongPattern: Told = { state: '2201B', message: 'invalid regular expression' };
const unsearchable: Told = {
  state: '0A000',
  message: 'words are searched for where there is a FULLTEXT index, and of that column there is none',
};

/** A view's expression may mix columns that are sorted by different rules. */
const unsortable: Told = {
  state: '42P22',
  message: 'the texts are of more than one collation, so they can be compared with none',
};
const mixedCollations = new Set([1267, 1270, 1271]);

function toldBy({ message, sqlState }: ClientError, errno: number): Told | undefined {
  if (errno === raised || sqlState === raisedState) return { state: 'P0001', message };
  if (mixedCollations.has(errno)) return unsortable;
  if (errno === 1191) return unsearchable;
  return errno === 1139 || (errno >= 3684 && errno <= 3700) ? wrongPattern : undefined;
}

function isLost(error: Error, code: string | undefined): boolean {
  return (
    (code !== undefined && /^(E[A-Z]+|PROTOCOL_[A-Z_]+)$/.test(code)) ||
    /closed state|waiting for a connection/.test(error.message)
  );
}

/** What stands in quotes at the end of the message, behind `before`. */
function lastQuoted(message: string, before: string, quote: string): string | undefined {
  const begin = message.lastIndexOf(before + quote);
  const end = message.indexOf(quote, begin + before.length + 1);
  return begin < 0 || end < 0 ? undefined : message.slice(begin + before.length + 1, end);
}

function violationOf({ message, sql }: ClientError, errno: number, tables: readonly Table[]): Violation {
  const table = tables.find((one) =>
    [`insert into ${one.sql} `, `update ${one.sql} `, `delete from ${one.sql} `].some((begin) =>
      sql?.startsWith(begin),
    ),
  );
  const named = table && { schema: table.schema, table: table.name };
  switch (violations.get(errno)) {
    case UniqueViolation: {
      // MySQL says `table.key`, MariaDB the key alone.
      const key = lastQuoted(message, 'for key ', "'");
      const own = table && key?.startsWith(`${table.name}.`) === true ? key.slice(table.name.length + 1) : key;
      return { ...named, ...(own !== undefined && { constraint: own }) };
    }
    case NotNullViolation: {
      const column = /^(?:Column|Field) '(.*)' (?:cannot be null|doesn't have a default value)$/.exec(message)?.[1];
      return { ...named, ...(column !== undefined && { columns: [column] }) };
    }
    default: {
      const constraint = lastQuoted(message, 'CONSTRAINT ', '`') ?? lastQuoted(message, 'constraint ', "'");
      return { ...named, ...(constraint !== undefined && { constraint }) };
    }
  }
}
