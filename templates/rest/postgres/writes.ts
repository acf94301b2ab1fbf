// Writing statements of PostgreSQL: one statement writes rows and reads what came of them, as the write is a table
// within it.
//
// Values travel as the JSON text that the client sent: the server itself reads it as rows of the table, so every type
// is written in JSON as PostgreSQL reads it, and a statement is the same for any number of rows. Of one row the values
// go alone where they can (cells.ts).

import { dialect } from '../../../orm/engine/dialect.js';
import type { Build, Statement } from '../../../orm/runtime/build.js';
import type { Outcome } from '../../../orm/runtime/driver.js';
import type { Scope } from '../../../orm/runtime/scope.js';
import type { Column, Table } from '../../../orm/runtime/table.js';
import { writeJson } from '../http/json.js';
import type { Subject } from '../sql/condition.js';
import type { Conflict, Deletion, Insertion, Update, Write, Written } from '../sql/write.js';
import type { Rows } from '../sql/shape.js';
import { type Cell, cellsOf } from './cells.js';
import { bodyOf, bodyOfEach, inReturning, readRows } from './json.js';

/** A write and what is read of it are one statement here. */
export const readsAtOnce = true;

/** Nobody's table begins with a blank. */
const written = '" written"';

export async function insert(scope: Scope, insertion: Insertion): Promise<Written> {
  const { subject, columns, rows, defaults } = insertion;
  const cells = columns.length === 0 || defaults ? undefined : cellsOf(columns, rows);
  const question = questionOf(insertion, cells);
  const known = texts.get(question ?? '');
  if (known !== undefined)
    return writtenBy(insertion, await scope.run({ text: known, values: cells ?? [insertion.text()] }));
  const { build } = subject.context;
  const table = subject.resource.table.sql;
  const values = cells ? `values (${cells.map((cell) => build.param(cell)).join(', ')})` : insertedValues(insertion);
  const names = columns.length === 0 ? '' : ` (${list(columns)})`;
  const statement = finished(
    build,
    ruled(insertion),
    `insert into ${table} as ${subject.alias}${names} ${values}${conflict(insertion)}`,
    isNew(insertion),
  );
  if (question !== undefined && statement.values.length === (cells?.length ?? 1)) keep(question, statement);
  return withoutLeft(insertion, writtenBy(insertion, await scope.run(statement)));
}

/**
 * Whether a row that was written was not there before. Rows of a partitioned table do not tell, but the statement sees
 * what was there when it began.
 */
function isNew({ subject: { alias, resource }, columns, conflict }: Insertion): string {
  if (!conflict || !changes(conflict, columns)) return 'true';
  if (resource.table.partitioned !== true) return `${alias}.xmax = 0`;
  const same = conflict.columns.map(({ sql }) => `there.${sql} = ${alias}.${sql}`);
  return `not exists (select 1 from ${resource.table.sql} there where ${same.join(' and ')})`;
}

/** Are rows that are there already changed, rather than left? */
function changes({ columns: key, update }: Conflict, columns: readonly Column[]): boolean {
  return update && key.length > 0 && columns.length > 0;
}

/** A new row must meet what new rows must, a changed one what changed rows must. */
function ruled(insertion: Insertion): Insertion {
  const { subject, conflict, check } = insertion;
  const rule = conflict?.rule;
  if (!rule) return insertion;
  const made = `${subject.alias}.${dialect.quote(madeName(subject))}`;
  return {
    ...insertion,
    check: (alias, build) => `case when ${made} then ${check?.(alias, build) ?? 'true'} else ${rule(alias, build)} end`,
  };
}

/** Rows that may not be changed are left as they are. */
function withoutLeft({ conflict, rows }: Insertion, written: Written): Written {
  return conflict?.rule ? { ...written, denied: written.denied + rows.length - written.count } : written;
}

/** What the text depends on, which is another one where values go alone. */
function questionOf({ question, columns }: Insertion, cells: readonly Cell[] | undefined): string | undefined {
  if (question === undefined || columns.length === 0) return undefined;
  return cells ? `${question}\0` : question;
}

/** The texts of inserts, by what they depend on. The oldest goes when there are more than the most. */
const texts = new Map<string, string>();
const most = 1000;

/** What has no other parameter than the rows is the same for all rows. */
function keep(question: string, { text }: Statement): void {
  const [oldest] = texts.size < most ? [] : texts.keys();
  if (oldest !== undefined) texts.delete(oldest);
  texts.set(question, text);
}

function list(columns: readonly Column[]): string {
  return columns.map(({ sql }) => sql).join(', ');
}

function insertedValues({ subject, columns, rows, text, defaults }: Insertion): string {
  const { build } = subject.context;
  const { table } = subject.resource;
  if (columns.length === 0)
    return rows.length === 1 ? 'default values' : `select from generate_series(1, ${build.param(rows.length)}::int)`;
  if (!defaults) return `select ${list(columns)} from ${recordset(table, columns, build.param(text()))}`;
  const cells = rows.map((row) => {
    const parameter = build.param(writeJson(row));
    const cell = (column: Column): string =>
      Object.hasOwn(row, column.name) ? `(select r.${column.sql} from ${record(table, column, parameter)})` : 'default';
    return `(${columns.map(cell).join(', ')})`;
  });
  return `values ${cells.join(', ')}`;
}

/**
 * The rows of a JSON text: as rows of the table, or as rows of those columns only, where others may not be left out.
 */
function recordset(table: Table, columns: readonly Column[], parameter: string): string {
  const declared = columns.flatMap(({ sql, type }) => (type === undefined ? [] : `${sql} ${type}`));
  return declared.length === 0
    ? `json_populate_recordset(null::${rowType(table)}, ${parameter}::json)`
    : `json_to_recordset(${parameter}::json) as r(${declared.join(', ')})`;
}

/** With its schema: a table may have the name of one of the server's own types, as `text` or `date`. */
function rowType({ schema, name, sql }: Table): string {
  return schema === '' ? sql : `${dialect.quote(schema)}.${dialect.quote(name)}`;
}

function record(table: Table, { sql, type }: Column, parameter: string): string {
  return type === undefined
    ? `json_populate_record(null::${rowType(table)}, ${parameter}::json) r`
    : `json_to_record(${parameter}::json) as r(${sql} ${type})`;
}

function conflict({ subject, columns, conflict }: Insertion): string {
  if (!conflict) return '';
  const target = conflict.columns.length === 0 ? '' : ` (${list(conflict.columns)})`;
  if (!changes(conflict, columns)) return ` on conflict${target} do nothing`;
  return ` on conflict${target} do update set ${columns.map(({ sql }) => `${sql} = excluded.${sql}`).join(', ')}${allowed(subject, conflict)}`;
}

function allowed({ alias, context }: Subject, { rule }: Conflict): string {
  return rule ? ` where ${rule(alias, context.build)}` : '';
}

export async function update(scope: Scope, change: Update): Promise<Written> {
  const { subject, where } = change;
  const { build } = subject.context;
  const { table } = subject.resource;
  return finish(
    scope,
    build,
    change,
    `update ${table.sql} ${subject.alias} set ${assigned(change, build)} where ${where()}`,
  );
}

function assigned({ subject, columns, row, text }: Update, build: Build): string {
  const cells = cellsOf(columns, [row]);
  if (cells) return columns.map(({ sql }, index) => `${sql} = ${build.param(cells[index])}`).join(', ');
  const set = columns.map(({ sql }) => `${sql} = p.${sql}`).join(', ');
  return `${set} from (select ${list(columns)} from ${recordset(subject.resource.table, columns, build.param(text()))}) p`;
}

export async function remove(scope: Scope, deletion: Deletion): Promise<Written> {
  const { subject } = deletion;
  return finish(
    scope,
    subject.context.build,
    deletion,
    `delete from ${subject.resource.table.sql} ${subject.alias} where ${deletion.where()}`,
  );
}

/** Runs it; what is to be read of the written rows is read in the same statement. */
async function finish(scope: Scope, build: Build, write: Write, text: string): Promise<Written> {
  return writtenBy(write, await scope.run(finished(build, write, text)));
}

/** Does it matter what was written, beside how many rows? */
function answers({ check, reads, creates }: Write): boolean {
  return reads || check !== undefined || creates;
}

function finished(build: Build, write: Write, text: string, isNewRow = ''): Statement {
  if (!answers(write)) return build.statement(text);
  const { subject, check, reads, creates } = write;
  const plain = check || creates ? undefined : plainRows(write);
  if (plain) return build.statement(`${text} returning ${inReturning(plain)}`);
  const made = creates ? `, (${isNewRow}) as ${dialect.quote(madeName(subject))}` : '';
  const returned = `with ${written} as (${text} returning ${subject.alias}.*${made})`;
  const body = reads ? ` from (${readRows(write.read(subject, `${written} ${subject.alias}`))}) a` : '';
  const denied = check
    ? `, (select count(*)::int from ${written} ${subject.alias} where (${check(subject.alias, build)}) is not true) as denied`
    : '';
  const created = creates
    ? `, (select count(*)::int from ${written} where ${dialect.quote(madeName(subject))}) as created`
    : '';
  return build.statement(
    `${returned} select ${reads ? 'a.*, ' : ''}(select count(*)::int from ${written}) as written${denied}${created}${body}`,
  );
}

function writtenBy(write: Write, { rows, affected }: Outcome): Written {
  if (!answers(write)) return { count: affected, created: affected, denied: 0 };
  const [facts] = rows;
  const count = facts?.['written'] as number | undefined;
  // Where the statement gives the written rows themselves, nothing else is told of them.
  if (count === undefined) return { count: rows.length, created: rows.length, denied: 0, body: bodyOfEach(rows) };
  return {
    count,
    created: (facts?.['created'] as number | undefined) ?? count,
    denied: (facts?.['denied'] as number | undefined) ?? 0,
    ...(write.reads && { body: bodyOf(rows) }),
  };
}

/** What is read of the written rows, if it is each of them as it comes: then no table is needed to read it from. */
function plainRows({ subject, read }: Write): Rows | undefined {
  const { build } = subject.context;
  const before = build.values.length;
  const rows = read(subject, subject.alias);
  const isPlain =
    [rows.where, rows.group, rows.order, rows.range].every((clause) => clause === '') &&
    !rows.distinct &&
    !rows.aggregated &&
    rows.outputs.length > 0;
  if (!isPlain) build.values.length = before;
  return isPlain ? rows : undefined;
}

/** A name that no column has. */
function madeName({ resource }: Subject): string {
  let name = 'created';
  while (resource.columns.has(name)) name += '_';
  return name;
}
