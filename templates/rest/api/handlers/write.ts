// POST, PATCH, PUT and DELETE of a table.

import type { Scope } from '../../../orm/runtime/scope.js';
import type { JsonRow } from '../../runtime/hooks.js';
import { Problem } from '../../runtime/problem.js';
import { remove } from '../engine/writes.js';
import { type Answer, rowsIn, shaped } from '../http/answer.js';
import { type Payload, payloadOf, type Row } from '../http/body.js';
import { writeJson } from '../http/json.js';
import { type Applied, applied } from '../http/prefer.js';
import { contentRange } from '../http/range.js';
import type { Resource } from '../model/resource.js';
import { changeWith, createWith } from '../nested/root.js';
import { isNested } from '../nested/tree.js';
import type { Node, Query } from '../query/tree.js';
import { outputNames } from '../sql/outputs.js';
import { subjectOf } from '../sql/read.js';
import { changing, type Conflict, touched, type Written } from '../sql/write.js';
import type { Asked } from './request.js';
import type { Target } from './target.js';
import { changeRows, insertRows, perform, writeOf, type Writing, writingOf, writtenColumns } from './writing.js';

/** A part of the rows that the filters name is never meant by leaving the range out. */
function refuseRange({ root }: Query, code: string, method: string): void {
  if (root.limit === undefined && root.offset === undefined) return;
  throw new Problem(400, code, `limit/offset querystring parameters are not allowed for ${method}`);
}

// -------------------------------------------------------------------------------------------------------------- insert

export async function create(asked: Asked, target: Target): Promise<Answer> {
  const writing = writingOf(asked, target, 'insert');
  const payload = payloadOf(asked.body, asked.headers['content-type']);
  const conflict = conflictOf(writing, payload.rows);
  const written = isNested(writing, payload.rows)
    ? await createWith(writing, payload.rows)
    : await createRows(writing, payload, conflict);
  const status = conflict?.update === true && written.created === 0 ? 200 : 201;
  const answer = answered(writing, written, {
    status,
    kinds: conflict ? upsertKinds : insertKinds,
    range: contentRange(0, 0, totalOf(writing, written)),
  });
  return { ...answer, headers: { ...answer.headers, ...location(writing, payload, written) } };
}

function createRows(writing: Writing, payload: Payload, conflict: Conflict | undefined): Promise<Written> {
  return perform(undoing(writing, conflict), payload.rows, (scope, rows) =>
    insertRows(writing, scope, payload, rows, conflict),
  );
}

/** What may be found out to be forbidden once it is done is undone. */
function undoing(writing: Writing, conflict: Conflict | undefined): Writing {
  return conflict?.rule ? { ...writing, whole: true } : writing;
}

const insertKinds = new Set<Applied>(['missing', 'return', 'count', 'tx', 'handling']);
const upsertKinds = new Set<Applied>([...insertKinds, 'resolution']);

function conflictOf(writing: Writing, rows: readonly Row[]): Conflict | undefined {
  const { asked, resource, query } = writing;
  const { resolution } = asked.prefer;
  if (resolution === undefined) return undefined;
  const columns = query.onConflict?.map((name) => resource.written(name)) ?? resource.key;
  if (resolution !== 'merge-duplicates') return { columns, update: false };
  return columns.length === 0 ? undefined : changing(asked, resource, columns, writtenColumns(writing, rows));
}

/** A path to the one new row, for who asked for headers only. */
function location({ asked, resource }: Writing, { rows }: Payload, { body }: Written): Record<string, string> {
  if (asked.prefer.return !== 'headers-only' || rows.length !== 1 || resource.key.length === 0 || body?.count !== 1)
    return {};
  const [row] = rowsIn(body);
  const filters = resource.key.map(
    ({ name }) => `${encodeURIComponent(name)}=eq.${encodeURIComponent(String(row?.[name]))}`,
  );
  return { location: `${asked.path}?${filters.join('&')}` };
}

// ----------------------------------------------------------------------------------------------------------------- put

/** The row with the key that the filters name is made to be this one. */
export async function replace(asked: Asked, target: Target): Promise<Answer> {
  const writing = writingOf(asked, target, 'insert');
  const { query, resource } = writing;
  refuseRange(query, 'PGRST114', 'PUT');
  const payload = payloadOf(asked.body, asked.headers['content-type']);
  const [row, ...more] = withKey(payload.rows, target);
  if (!row || more.length > 0) throw keyDiffers();
  checkKey(resource, query.root, row);
  const conflict = changing(writing.asked, resource, resource.key, writtenColumns(writing, [row]));
  const put = { ...payload, rows: [row], text: () => writeJson([row]) };
  const written = await perform(undoing(writing, conflict), put.rows, (scope, rows) =>
    insertRows(writing, scope, put, rows, conflict),
  );
  const status = written.created > 0 ? 201 : 204;
  return answered(writing, written, {
    status,
    kinds: insertKinds,
    range: contentRange(0, 0, totalOf(writing, written)),
  });
}

/** A key that the path says need not be said again. */
function withKey(rows: readonly Row[], { single, conditions }: Target): readonly Row[] {
  if (!single) return rows;
  const key = Object.fromEntries(
    conditions.flatMap((test) => (test.kind === 'test' ? [[test.field.name, test.value]] : [])),
  );
  return rows.map((row) => ({ ...key, ...row }));
}

function checkKey({ key }: Resource, { conditions }: Node, row: Row): void {
  const tests = conditions.flatMap((one) =>
    one.kind === 'test' && one.operator === 'eq' && !one.not && one.field.steps.length === 0 ? [one] : [],
  );
  const complete =
    key.length > 0 &&
    tests.length === conditions.length &&
    tests.length === key.length &&
    key.every(({ name }) => tests.some(({ field }) => field.name === name));
  if (!complete)
    throw new Problem(405, 'PGRST105', "Filters must include all and only primary key columns with 'eq' operators");
  if (tests.some(({ field, value }) => valueText(row[field.name]) !== value)) throw keyDiffers();
}

function valueText(value: unknown): string {
  return typeof value === 'string' ? value : writeJson(value);
}

function keyDiffers(): Problem {
  return new Problem(400, 'PGRST115', 'Payload values do not match URL in primary key column(s)');
}

// --------------------------------------------------------------------------------------------------- update and delete

export async function change(asked: Asked, target: Target): Promise<Answer> {
  const writing = writingOf(asked, target, 'update');
  refuseRange(writing.query, 'PGRST100', 'PATCH');
  const { rows } = payloadOf(asked.body, asked.headers['content-type']);
  const plain = (scope: Scope, changes: JsonRow[]): Promise<Written> => changeRows(writing, scope, changes);
  const written = isNested(writing, rows) ? await changeWith(writing, rows) : await perform(writing, rows, plain);
  const range = contentRange(0, written.count, totalOf(writing, written));
  return answered(writing, written, { status: 204, kinds: changeKinds, range });
}

const changeKinds = new Set<Applied>(['return', 'count', 'tx', 'handling', 'maxAffected']);

export async function destroy(asked: Asked, target: Target): Promise<Answer> {
  const writing = writingOf(asked, target, 'delete');
  refuseRange(writing.query, 'PGRST100', 'DELETE');
  const written = await perform(writing, [], (scope) => {
    const subject = subjectOf(asked, target.resource, writing.query.root);
    return remove(scope, { ...writeOf(writing, subject), where: touched(subject, 'delete') });
  });
  return answered(writing, written, {
    status: 204,
    kinds: changeKinds,
    range: contentRange(0, 0, totalOf(writing, written)),
  });
}

// -------------------------------------------------------------------------------------------------------------- answer

function totalOf({ asked }: Writing, { count }: Written): number | undefined {
  return asked.prefer.count === undefined ? undefined : count;
}

interface Facts {
  readonly status: number;
  readonly kinds: ReadonlySet<Applied>;
  readonly range: string;
}

function answered(
  { asked, target, resource, query }: Writing,
  { body }: Written,
  { status, kinds, range }: Facts,
): Answer {
  const preferences = applied(asked.prefer, kinds);
  const headers = { 'content-range': range, ...(preferences !== undefined && { 'preference-applied': preferences }) };
  if (asked.prefer.return !== 'representation' || !body) return { status, headers };
  const names = (): readonly string[] => outputNames(subjectOf(asked, resource, query.root), query.root);
  return {
    status: status === 204 ? 200 : status,
    headers,
    type: asked.form.type,
    text: shaped(
      target.single ? { ...asked.form, singular: !asked.form.csv && !asked.form.lines } : asked.form,
      body,
      names,
    ),
  };
}
