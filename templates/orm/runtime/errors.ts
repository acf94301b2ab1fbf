// What can go wrong, as classes: one for each thing that a program may want to handle.
//
// Errors of the database keep the driver's error as `cause`. How an engine says which one it is stands in
// engine/errors.ts.

import type { Table } from './table.js';

export class OrmError extends Error {
  override get name(): string {
    return this.constructor.name;
  }
}

/** The query makes no sense: an unknown field, an operator that the type lacks, a condition that is `undefined`. */
export class InvalidQuery extends OrmError {}

/** A value is not of its column's type. */
export class InvalidValue extends InvalidQuery {}

/** There is no such row. */
export class NotFound extends OrmError {
  constructor(readonly model: string) {
    super(`no ${model} has been found`);
  }
}

/** What the database says in words that were written for whoever asked, not for whoever runs it. */
export interface Told {
  /** The SQLSTATE. */
  readonly state: string;
  readonly message: string;
  readonly details?: string;
  readonly hint?: string;
}

/** The database refused, or could not be asked. */
export class DatabaseError extends OrmError {
  /** Absent where its words may show the statement, or the inside of the server. */
  readonly told: Told | undefined;

  constructor(message: string, cause: unknown, told?: Told) {
    super(message, { cause });
    this.told = told;
  }
}

/** What an engine tells of a violated constraint, as far as it does. */
export interface Violation {
  readonly schema?: string;
  readonly table?: string;
  readonly constraint?: string;
  readonly columns?: readonly string[];
}

export class ConstraintViolation extends DatabaseError {
  readonly model: string | undefined;
  readonly constraint: string | undefined;
  readonly fields: readonly string[];
  /** The names of `fields` in the database. */
  readonly columns: readonly string[];

  constructor(message: string, cause: unknown, violation: Violation, tables: readonly Table[], told?: Told) {
    super(message, cause, told);
    const found = tables.find(
      (table) => table.name === violation.table && (violation.schema ?? table.schema) === table.schema,
    );
    const columns = violation.columns ?? [];
    const key = found?.keys.find(
      (candidate) =>
        candidate.name === violation.constraint ||
        (columns.length > 0 && sameColumns(found, candidate.fields, columns)),
    );
    this.model = found?.model;
    this.constraint = violation.constraint ?? key?.name;
    this.fields = key?.fields ?? (found ? fieldsOf(found, columns) : []);
    this.columns = this.fields.map((field) => found?.columns.get(field)?.name ?? field);
  }
}

function fieldsOf(table: Table, columns: readonly string[]): string[] {
  return [...table.columns.values()].filter((column) => columns.includes(column.name)).map((column) => column.field);
}

function sameColumns(table: Table, fields: readonly string[], columns: readonly string[]): boolean {
  return (
    fields.length === columns.length && fields.every((field) => columns.includes(table.columns.get(field)?.name ?? ''))
  );
}

/** Another row has this key: `constraint` names it, `fields` are its fields. */
export class UniqueViolation extends ConstraintViolation {}

/** A row that is pointed to does not exist, or one that is pointed to would go. */
export class ForeignKeyViolation extends ConstraintViolation {}

/** A CHECK constraint says no. */
export class CheckViolation extends ConstraintViolation {}

/** A required value is missing: `fields` holds its field. */
export class NotNullViolation extends ConstraintViolation {}

/** Two rows exclude each other. */
export class ExclusionViolation extends ConstraintViolation {}

/** A value does not fit its column: too long, out of range, not of the type. */
export class ValueRefused extends DatabaseError {}

/** The transaction lost against another one, and may be tried again as a whole. */
export class TransactionConflict extends DatabaseError {}

/** The statement took longer than allowed, or waited too long for a lock. */
export class StatementTimeout extends DatabaseError {}

/** The connection could not be made, or broke: whether a write has happened is unknown. */
export class ConnectionLost extends DatabaseError {}

/** The role that the program connects as may not do this. */
export class PermissionDenied extends DatabaseError {}
