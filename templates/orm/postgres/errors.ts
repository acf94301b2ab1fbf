// What PostgreSQL's errors mean, by their SQLSTATE.

import { DatabaseError as ServerError } from 'pg';

import {
  CheckViolation,
  ConnectionLost,
  DatabaseError,
  ExclusionViolation,
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
  ['23502', NotNullViolation],
  ['23503', ForeignKeyViolation],
  ['23505', UniqueViolation],
  ['23514', CheckViolation],
  ['23P01', ExclusionViolation],
]);

/** By state, or by its class: the first two letters. */
const others = new Map([
  ['08', ConnectionLost],
  ['0A', ValueRefused], // a composite value in a condition, for one
  ['22', ValueRefused],
  ['28', ConnectionLost],
  ['40', TransactionConflict],
  ['42501', PermissionDenied],
  ['53300', ConnectionLost],
  ['54', ValueRefused], // an array of seven dimensions
  ['55P03', StatementTimeout],
  ['57014', StatementTimeout],
  ['57P', ConnectionLost],
]);

/** A prepared statement whose table has changed since. Nothing was done, and nothing will be under that name. */
export function isStale(error: unknown): boolean {
  return error instanceof ServerError && error.code === '0A000' && error.routine === 'RevalidateCachedQuery';
}

/** The error as a program can handle it. What is none of the database passes through. */
export function explain(error: unknown, tables: readonly Table[]): unknown {
  if (error instanceof OrmError || !(error instanceof Error)) return error;
  if (!(error instanceof ServerError)) return isLost(error) ? new ConnectionLost(error.message, error) : error;
  if (isStale(error)) return new TransactionConflict('a table was changed while the transaction ran', error);
  const state = stateOf(error);
  const Violated = violations.get(state);
  const told = toldBy(error, state);
  if (Violated) return new Violated(error.message, error, violationOf(error), tables, told);
  const Known = others.get(state) ?? others.get(state.slice(0, 3)) ?? others.get(state.slice(0, 2)) ?? DatabaseError;
  return new Known(error.message, error, told);
}

/** Types of extensions that say "internal error" of a text that is no value of theirs: hstore, up to PostgreSQL 15. */
const unsure = new Set(['hstore_io.c']);

function stateOf({ code = '', file = '' }: ServerError): string {
  return code === 'XX000' && unsure.has(file) ? '22P02' : code;
}

/** About values, constraints and names, or raised by a function of the schema. */
const speaksToClients = /^(0A|2[123]|44|42|54|25006|P0001|PT|PGRST)/;

/**
 * A mistake in a statement has its place there, and is ours; without one it is in a value that has a language of its
 * own, as searches have.
 */
function isOurs({ position, internalPosition }: ServerError, state: string): boolean {
  return state === '42601' && (position !== undefined || internalPosition !== undefined);
}

function toldBy(error: ServerError, state: string): Told | undefined {
  const { message, detail, hint } = error;
  if (!speaksToClients.test(state) || isOurs(error, state)) return undefined;
  // The whole row has columns that the client may not see.
  const details = detail?.startsWith('Failing row contains') === true ? undefined : detail;
  return { state, message, ...(details !== undefined && { details }), ...(hint !== undefined && { hint }) };
}

/** Of the network, or of the client that noticed. */
function isLost(error: Error): boolean {
  const { code } = error as NodeJS.ErrnoException;
  return (
    (code?.startsWith('E') ?? false) ||
    /^(Connection terminated|timeout exceeded|Client (was closed|has encountered))/.test(error.message)
  );
}

function violationOf({ schema, table, constraint, column }: ServerError): Violation {
  return {
    ...(schema !== undefined && { schema }),
    ...(table !== undefined && { table }),
    ...(constraint !== undefined && { constraint }),
    ...(column !== undefined && { columns: [column] }),
  };
}
