// What an API answers when it can't do what it was asked: one shape for all of them, `{code, message, details, hint}`.
//
// Codes are those that PostgREST's clients know: PGRST… for requests, SQLSTATEs for what the database refuses. A
// message has the user's own names in it and nothing of the inside: what is no one's business but ours becomes
// "internal error" here, and is only logged.

import {
  CheckViolation,
  ConnectionLost,
  DatabaseError,
  ExclusionViolation,
  ForeignKeyViolation,
  InvalidQuery,
  NotFound,
  NotNullViolation,
  PermissionDenied,
  StatementTimeout,
  type Told,
  TransactionConflict,
  UniqueViolation,
  ValueRefused,
} from '../../orm/runtime/errors.js';

export interface ProblemFacts {
  readonly details?: unknown;
  readonly hint?: string;
  readonly headers?: Readonly<Record<string, string>>;
  /** What went wrong within, for the log. */
  readonly cause?: unknown;
}

export class Problem extends Error {
  readonly details: unknown;
  readonly hint: string | null;
  readonly headers: Readonly<Record<string, string>>;

  constructor(
    readonly status: number,
    readonly code: string,
    message: string,
    facts: ProblemFacts = {},
  ) {
    super(message, { cause: facts.cause });
    this.details = facts.details ?? null;
    this.hint = facts.hint ?? null;
    this.headers = facts.headers ?? {};
  }

  body(): string {
    return JSON.stringify({ code: this.code, message: this.message, details: this.details, hint: this.hint });
  }
}

/** The problem that an error is to the client. */
export function problemOf(error: unknown): Problem {
  if (error instanceof Problem) return error;
  if (error instanceof DatabaseError) return databaseProblem(error);
  if (error instanceof NotFound) return new Problem(404, 'PGRST116', error.message);
  if (error instanceof InvalidQuery) return new Problem(400, 'PGRST100', error.message);
  return clientProblem(error) ?? internal(error);
}

export function internal(cause: unknown): Problem {
  return new Problem(500, 'PGRSTX00', 'internal error', { cause });
}

// ----------------------------------------------------------------------------------------------------- of the database

interface Meaning {
  readonly status: number;
  readonly state: string;
  /** For databases that don't say it in words that a client may see. */
  readonly message: string;
  readonly headers?: Readonly<Record<string, string>>;
}

const later = { 'retry-after': '1' };

/** By class; the first that fits. */
const meanings: readonly (readonly [new (...parts: never[]) => DatabaseError, Meaning])[] = [
  [UniqueViolation, { status: 409, state: '23505', message: 'duplicate key value violates unique constraint' }],
  [ForeignKeyViolation, { status: 409, state: '23503', message: 'the write violates foreign key constraint' }],
  [CheckViolation, { status: 400, state: '23514', message: 'the row violates check constraint' }],
  [NotNullViolation, { status: 400, state: '23502', message: 'a required value is missing' }],
  [ExclusionViolation, { status: 400, state: '23P01', message: 'conflicting key value violates exclusion constraint' }],
  [ValueRefused, { status: 400, state: '22000', message: 'a value does not fit its column' }],
  [PermissionDenied, { status: 403, state: '42501', message: 'permission denied' }],
  [
    TransactionConflict,
    {
      status: 503,
      state: '40001',
      message: 'the write lost against another one and was undone: try again',
      headers: later,
    },
  ],
  [StatementTimeout, { status: 504, state: '57014', message: 'the statement took too long and was stopped' }],
  [ConnectionLost, { status: 503, state: 'PGRST000', message: 'the database does not answer', headers: later }],
];

function databaseProblem(error: DatabaseError): Problem {
  const found = meanings.find(([Known]) => error instanceof Known);
  const told = error.told;
  if (told?.state === 'PGRST') return raised(told, error);
  if (!found)
    return told
      ? new Problem(statusOf(told.state), told.state, told.message, { ...factsOf(error), cause: error })
      : internal(error);
  const [, { status, state, message, headers }] = found;
  return new Problem(status, told?.state ?? state, told?.message ?? messageOf(error, message), {
    ...factsOf(error),
    ...(headers && { headers }),
    cause: error,
  });
}

const statuses: ReadonlyMap<string, number> = new Map([
  ['25006', 405],
  ['42883', 404],
  ['42P01', 404],
]);

/** A function of the database chooses its status with the SQLSTATE PT402, as PostgREST has it. */
function statusOf(state: string): number {
  const chosen = /^PT([45]\d\d)$/.exec(state)?.[1];
  return chosen === undefined ? (statuses.get(state) ?? 400) : Number(chosen);
}

/** With the SQLSTATE PGRST it chooses everything: its message and its detail are JSON then, as PostgREST has it. */
function raised({ message, details }: Told, cause: DatabaseError): Problem {
  const body = objectIn(message);
  const head = objectIn(details);
  const status = head?.['status'];
  if (
    typeof body?.['code'] !== 'string' ||
    typeof body['message'] !== 'string' ||
    typeof status !== 'number' ||
    status < 300 ||
    status > 599
  ) {
    return new Problem(500, 'PGRST121', 'Could not parse JSON in the "RAISE SQLSTATE \'PGRST\'" error', {
      details: 'MESSAGE is to have code and message, DETAIL a status',
      cause,
    });
  }
  const { code, message: text, details: more, hint } = body;
  return new Problem(status, code, text, {
    details: more,
    ...(typeof hint === 'string' && { hint }),
    headers: headersIn(head?.['headers']),
    cause,
  });
}

function objectIn(text: string | undefined): Readonly<Record<string, unknown>> | undefined {
  try {
    const value: unknown = JSON.parse(text ?? 'null');
    return typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : undefined;
  } catch {
    return undefined;
  }
}

function headersIn(said: unknown): Readonly<Record<string, string>> {
  const entries = Object.entries(typeof said === 'object' && said !== null ? said : {});
  return Object.fromEntries(
    entries.filter(
      ([name, value]) => /^[\w-]+$/.test(name) && typeof value === 'string' && /^[\t\x20-\x7e]*$/.test(value),
    ),
  );
}

function factsOf({ told }: DatabaseError): ProblemFacts {
  return {
    ...(told?.details !== undefined && { details: told.details }),
    ...(told?.hint !== undefined && { hint: told.hint }),
  };
}

function messageOf(error: DatabaseError, message: string): string {
  const { constraint, columns } = error as { constraint?: string; columns?: readonly string[] };
  if (constraint !== undefined && constraint !== '') return `${message} ${JSON.stringify(constraint)}`;
  return columns === undefined || columns.length === 0 ? message : `${message}: ${columns.join(', ')}`;
}

// ------------------------------------------------------------------------------------------------------- of the server

/** What the HTTP server itself refuses: its errors have a status. Their messages are fit to be seen below 500. */
function clientProblem(error: unknown): Problem | undefined {
  if (!(error instanceof Error)) return undefined;
  const { statusCode } = error as { statusCode?: unknown };
  if (typeof statusCode !== 'number' || statusCode < 400 || statusCode > 499) return undefined;
  return new Problem(statusCode, `HTTP${String(statusCode)}`, error.message, { cause: error });
}
