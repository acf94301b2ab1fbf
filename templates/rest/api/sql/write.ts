// What a write is, before the engine says it in SQL (engine/writes.ts).

import type { Build } from '../../../orm/runtime/build.js';
import type { Column } from '../../../orm/runtime/table.js';
import type { Body } from '../engine/json.js';
import type { Row } from '../http/body.js';
import { conditionsSql, type Subject } from './condition.js';
import { type Context, grantFor, joined, permitted, rowFilter } from './context.js';
import type { Rows } from './shape.js';
import { where } from '../../../orm/runtime/where.js';
import type { JsonRow, Operation } from '../../runtime/hooks.js';
import { bodyFrom, rowsIn } from '../http/answer.js';
import type { Resource } from '../model/resource.js';
import type { Grant, Verb } from '../../runtime/access.js';
import { Problem } from '../../runtime/problem.js';

export interface Write {
  /** The table's rows, with the conditions on those that are touched. */
  readonly subject: Subject;
  /** Reads written rows, which stand in `from`; `only` finds them there. */
  readonly read: (subject: Subject, from: string, only?: () => string) => Rows;
  /** They are read in an order of their own, rather than in that in which they were given. */
  readonly ordered: boolean;
  readonly reads: boolean;
  /** It matters how many rows are new. */
  readonly creates: boolean;
  /** What every row that is left behind must meet, with the rows called by that name, as a part of that statement. */
  readonly check?: Rule | undefined;
}

/** A condition on the rows called by that name. */
export type Rule = (alias: string, build: Build) => string;

export interface Conflict {
  /** The key that tells rows apart; none: any key. */
  readonly columns: readonly Column[];
  /** A row that is there is changed, rather than left. */
  readonly update: boolean;
  /** What such a row must meet, before it is changed and after. */
  readonly rule?: Rule;
}

export interface Insertion extends Write {
  readonly columns: readonly Column[];
  readonly rows: readonly Row[];
  /** The rows as the validators read them: by field, for the codecs. */
  readonly values: readonly Row[];
  /** The rows as JSON. */
  readonly text: () => string;
  /** A column that a row does not name gets its default, rather than NULL. */
  readonly defaults: boolean;
  readonly conflict?: Conflict | undefined;
  /**
   * What its text depends on, beside the values: the same is the same text. Absent where that is more than can be said.
   */
  readonly question?: string | undefined;
}

export interface Update extends Write {
  readonly columns: readonly Column[];
  readonly row: Row;
  readonly values: Row;
  readonly text: () => string;
  readonly where: () => string;
}

export interface Deletion extends Write {
  readonly where: () => string;
}

export interface Written {
  readonly count: number;
  readonly created: number;
  /** Rows that the caller may not leave behind. */
  readonly denied: number;
  readonly body?: Body;
}

/** The rows that a request touches: some condition there must be. */
export function touched(subject: Subject, verb: Verb): () => string {
  if (subject.node.conditions.length === 0) {
    throw new Problem(400, '21000', `${verb.toUpperCase()} requires a WHERE clause`, {
      hint: 'Say which rows by a filter.',
    });
  }
  return () => {
    const grant = grantFor(subject.context, subject.resource, verb);
    return joined([
      rowFilter(subject.context, subject.resource, grant, subject.alias),
      conditionsSql(subject, subject.node.conditions),
    ]);
  };
}

// -------------------------------------------------------------- what all writes have alike, whichever API they come by

type Writer = Omit<Context, 'build'>;

/** What the rows that a write leaves behind must meet, if the caller may not write all. */
export function checkOf(writer: Writer, resource: Resource, verb: Verb): Pick<Write, 'check'> {
  const filter = verb === 'delete' ? undefined : grantFor(writer, resource, verb).where;
  if (filter === undefined) return {};
  return { check: (alias, build) => build.unhindered(() => where(build, resource.table, alias, filter)) || '1 = 1' };
}

/** Rows with such a key that are there are changed: the caller must be allowed to do that, too. */
export function changing(
  writer: Writer,
  resource: Resource,
  key: readonly Column[],
  written: readonly Column[],
): Conflict {
  checkColumns(resource, grantFor(writer, resource, 'update'), written);
  const { check: rule } = checkOf(writer, resource, 'update');
  return { columns: key, update: true, ...(rule && { rule }) };
}

/** What the client writes must be allowed to it; what a hook adds is the application's own doing. */
export function checkColumns(resource: Resource, grant: Grant, columns: readonly Column[]): void {
  for (const column of columns) permitted(resource, grant, column);
}

/**
 * Does the work with the hooks of the table around it. They are shown what is read of the written rows if that is what
 * is answered.
 */
export async function hooked(
  { service, caller }: Writer,
  { table }: Resource,
  verb: Verb,
  rows: JsonRow[],
  work: (rows: JsonRow[]) => Promise<Written>,
  answers = true,
): Promise<Written> {
  const hooks = service.hooks.get(table.model);
  const operation: Operation = { table, verb, caller, db: service.db, rows };
  await hooks?.before?.[verb]?.(operation);
  const written = await work(operation.rows);
  const after = hooks?.after?.[verb];
  if (!after) return written;
  const answer = answers && written.body ? rowsIn(written.body) : [];
  await after(operation, answer);
  return answers && written.body ? { ...written, body: bodyFrom(answer) } : written;
}

export function refuseDenied({ name }: Resource, { denied }: Written): void {
  if (denied > 0) throw new Problem(403, '42501', `new row violates row-level security policy for table "${name}"`);
}
