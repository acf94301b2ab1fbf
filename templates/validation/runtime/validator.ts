// The validator itself: every field by its type, then the table's conditions over what was found.
//
// All findings come at once. A condition is only judged when its own fields are in order, and only `false` breaks it
// (truth.ts).

import type { Finding, Result } from './result.js';
import { type Known, Refused, type Truth } from './truth.js';
import { Place, type ColumnType } from './types/type.js';

export interface Column<Kept> {
  readonly type: ColumnType<Kept>;
  /** A new row must say it. */
  readonly required?: true;
  readonly nullable?: true;
  /** The database has a value for it where a new row says none. */
  readonly filled?: true;
  /** That value, where it is written in the schema. */
  readonly default?: unknown;
  /** Nobody but the database gives it a value. */
  readonly generated?: true;
  /** NULL asks the database for the next value. */
  readonly nullFills?: true;
}

export type Columns = Readonly<Record<string, Column<unknown>>>;

/** A row as conditions see it: what is not known is undefined. */
export type Row<C extends Columns> = {
  readonly [Field in keyof C]: C[Field] extends Column<infer Kept> ? Known<Kept> : never;
};

export interface Check<R> {
  readonly name: string;
  /** As the database has it. */
  readonly sql: string;
  /** The fields that it speaks of. */
  readonly fields: readonly (keyof R & string)[];
  readonly holds: (row: R) => Truth;
}

export interface Model<C extends Columns> {
  readonly columns: C;
  readonly checks: readonly Check<Row<C>>[];
  /** The names of constraints that only the database can judge. */
  readonly left: readonly string[];
}

type Kept = Record<string, unknown>;

/** What was read of an input: the values for the database, and those for conditions. */
interface Read {
  readonly values: Record<string, unknown>;
  readonly kept: Kept;
  readonly findings: Finding[];
}

export function validateCreate<T, C extends Columns>(model: Model<C>, input: unknown): Result<T> {
  const read = readFields(model.columns, input);
  if (isRecord(input)) {
    for (const [field, column] of Object.entries(model.columns)) fill(read, field, column);
  }
  return judged(model, read);
}

/** `current` is the row as it is, or what is known of it: conditions over fields that do not change need it. */
export function validateUpdate<T, C extends Columns>(
  model: Model<C>,
  input: unknown,
  current: unknown = {},
): Result<T> {
  const read = readFields(model.columns, input);
  const before = readFields(model.columns, current, true).kept;
  for (const [field, value] of Object.entries(before)) read.kept[field] = field in read.kept ? read.kept[field] : value;
  return judged(model, read);
}

function readFields(columns: Columns, input: unknown, isCurrent = false): Read {
  const read: Read = { values: {}, kept: empty(), findings: [] };
  if (!isRecord(input)) {
    read.findings.push({ path: [], code: 'type', message: 'must be an object' });
    return read;
  }
  for (const [field, value] of Object.entries(input)) {
    if (value !== undefined) readField(read, columns, field, value, isCurrent);
  }
  return read;
}

function readField(read: Read, columns: Columns, field: string, value: unknown, isCurrent: boolean): void {
  const place = new Place([field], read.findings);
  const column = Object.hasOwn(columns, field) ? columns[field] : undefined;
  if (column === undefined) {
    place.report('unknown', 'is no field of this model');
  } else if (column.generated === true && !isCurrent) {
    place.report('generated', 'is made by the database');
  } else if (value === null) {
    readNull(read, column, field, place);
  } else {
    const reading = column.type.read(value, place);
    if (reading === undefined) return;
    define(read.values, field, reading.value);
    define(read.kept, field, reading.kept);
  }
}

function readNull(read: Read, column: Column<unknown>, field: string, place: Place): void {
  if (column.nullable !== true && column.nullFills !== true) {
    place.report('required', 'must not be null');
    return;
  }
  define(read.values, field, null);
  define(read.kept, field, column.nullFills === true ? undefined : null);
}

/** What a new row has where the input says nothing. */
function fill(read: Read, field: string, column: Column<unknown>): void {
  if (Object.hasOwn(read.kept, field) || read.findings.some((finding) => finding.path[0] === field)) return;
  if (column.required === true) {
    new Place([field], read.findings).report('required', 'is required');
  } else if (column.default !== undefined) {
    define(read.kept, field, column.type.read(column.default, new Place([], []))?.kept);
  } else if (column.filled !== true && column.generated !== true) {
    define(read.kept, field, null);
  }
}

function judged<T, C extends Columns>(model: Model<C>, read: Read): Result<T> {
  const bad = new Set(read.findings.map((finding) => finding.path[0]));
  const left = [...model.left];
  for (const check of model.checks) {
    if (check.fields.some((field) => bad.has(field))) continue;
    const truth = truthOf(check, read.kept as Row<C>);
    if (truth === false) read.findings.push(broken(check.name, check.sql, check.fields));
    if (truth === undefined) left.push(check.name);
  }
  return read.findings.length === 0
    ? { ok: true, value: read.values as T, left }
    : { ok: false, findings: read.findings };
}

function truthOf<R>(check: Check<R>, row: R): Truth {
  try {
    return check.holds(row);
  } catch (error) {
    if (error instanceof Refused) return undefined;
    throw error;
  }
}

function broken(name: string, sql: string, fields: readonly string[]): Finding {
  const path = fields.length === 1 ? fields : [];
  return { path, code: 'check', message: `must satisfy ${sql}`, constraint: name };
}

function isRecord(input: unknown): input is Record<string, unknown> {
  return typeof input === 'object' && input !== null && !Array.isArray(input);
}

/** Without a prototype, so that `constructor` is a field like others. */
function empty(): Kept {
  return Object.create(null) as Kept;
}

function define(target: Record<string, unknown>, field: string, value: unknown): void {
  // To assign that one would change what the object is; for all others it is the quick way.
  if (field === '__proto__')
    Object.defineProperty(target, field, { value, enumerable: true, writable: true, configurable: true });
  else target[field] = value;
}
