// POST, PATCH, PUT and DELETE of a table.

import type { Scope } from '../../../orm/runtime/scope.js';
import type { Column } from '../../../orm/runtime/table.js';
import type { JsonRow } from '../../runtime/hooks.js';
import type { Verb } from '../../runtime/access.js';
import { Problem } from '../../runtime/problem.js';
import { insert, readsAtOnce, remove, update } from '../engine/writes.js';
import { type Answer, notSingle, refuseMore, rowsIn, shaped } from '../http/answer.js';
import { namesOf, type Payload, payloadOf, type Row } from '../http/body.js';
import { writeJson } from '../http/json.js';
import { type Applied, applied } from '../http/prefer.js';
import { contentRange } from '../http/range.js';
import { validated } from '../http/validate.js';
import { refuseChanged } from '../http/tag.js';
import type { Resource } from '../model/resource.js';
import { parseQuery } from '../query/query.js';
import { type Node, nodeOf, type Query } from '../query/tree.js';
import type { Subject } from '../sql/condition.js';
import { grantFor } from '../sql/context.js';
import { outputNames } from '../sql/outputs.js';
import { rowsOf, subjectOf } from '../sql/read.js';
import { checkColumns, checkOf, type Conflict, hooked, refuseDenied, touched, type Write, type Written } from '../sql/write.js';
import { currentText, missing } from './read.js';
import { type Asked, within } from './request.js';
import type { Target } from './target.js';

/** What all writes begin with. */
interface Writing {
  readonly asked: Asked;
  readonly target: Target;
  readonly resource: Resource;
  readonly query: Query;
  readonly verb: Verb;
}

function writingOf(asked: Asked, target: Target, verb: Verb): Writing {
  const { resource, conditions } = target;
  if (!resource.writable) throw new Problem(405, 'PGRST117', `${resource.name} is only read`, { headers: { allow: 'GET, HEAD, OPTIONS' } });
  const query = parseQuery(asked.pairs);
  refuseListWords(query, asked.method);
  query.root.conditions.push(...conditions);
  return { asked, target, resource, query, verb };
}

/** What says which rows a list shows is not passed over where rows are written. */
function refuseListWords({ root, after, distinct }: Query, method: string): void {
  const said = [...(after === undefined ? [] : ['after']), ...(distinct ? ['distinct'] : []), ...(root.having.length === 0 ? [] : ['having'])];
  if (said.length > 0) throw new Problem(400, 'PGRST100', `${said.join(', ')} querystring parameters are not allowed for ${method}`, { details: 'they are for lists' });
}

/** A part of the rows that the filters name is never meant by leaving the range out. */
function refuseRange({ root }: Query, code: string, method: string): void {
  if (root.limit === undefined && root.offset === undefined) return;
  throw new Problem(400, code, `limit/offset querystring parameters are not allowed for ${method}`);
}

// ---------------------------------------------------------------------------------------------------- insert

export async function create(asked: Asked, target: Target): Promise<Answer> {
  const writing = writingOf(asked, target, 'insert');
  const payload = payloadOf(asked.body, asked.headers['content-type']);
  const conflict = conflictOf(writing);
  const written = await perform(writing, payload.rows, (scope, rows) => insertRows(writing, scope, payload, rows, conflict));
  const status = conflict && written.created === 0 ? 200 : 201;
  const answer = answered(writing, written, { status, kinds: conflict ? upsertKinds : insertKinds, range: contentRange(0, 0, totalOf(writing, written)) });
  return { ...answer, headers: { ...answer.headers, ...location(writing, payload, written) } };
}

const insertKinds = new Set<Applied>(['missing', 'return', 'count', 'tx', 'handling']);
const upsertKinds = new Set<Applied>([...insertKinds, 'resolution']);

function conflictOf({ asked, resource, query }: Writing): Conflict | undefined {
  const { resolution } = asked.prefer;
  if (resolution === undefined) return undefined;
  const columns = query.onConflict?.map((name) => resource.written(name)) ?? resource.key;
  return columns.length === 0 && resolution === 'merge-duplicates' ? undefined : { columns, update: resolution === 'merge-duplicates' };
}

async function insertRows(writing: Writing, scope: Scope, payload: Payload, rows: JsonRow[], conflict: Conflict | undefined): Promise<Written> {
  const { asked, resource, query } = writing;
  const columns = writtenColumns(writing, rows);
  if (rows.length === 0) return nothing;
  const values = validated(resource, columns, filled(rows, columns, asked.prefer.missing), resource.facts.create ?? never);
  const subject = subjectOf(asked, resource, query.root);
  const defaults = asked.prefer.missing === 'default' && rows.some((row) => columns.some(({ name }) => !Object.hasOwn(row, name)));
  const text = rows === payload.rows && !asked.service.hooks.has(resource.table.model) ? payload.text : () => writeJson(rows);
  return insert(scope, { ...writeOf(writing, subject), columns, rows, values, text, defaults, creates: conflict !== undefined, ...(conflict && { conflict }) });
}

/** What PostgREST makes of a value that a row does not name: NULL, unless the default is asked for. */
function filled(rows: readonly Row[], columns: readonly Column[], missing: string | undefined): readonly Row[] {
  if (missing === 'default') return rows;
  return rows.map((row) => (columns.every(({ name }) => Object.hasOwn(row, name)) ? row : { ...Object.fromEntries(columns.map(({ name }) => [name, null])), ...row }));
}

const nothing: Written = { count: 0, created: 0, denied: 0, body: { text: '[]', count: 0 } };

function never(): never {
  throw new TypeError('a view has no validator');
}

/** A path to the one new row, for who asked for headers only. */
function location({ asked, resource }: Writing, { rows }: Payload, { body }: Written): Record<string, string> {
  if (asked.prefer.return !== 'headers-only' || rows.length !== 1 || resource.key.length === 0 || body?.count !== 1) return {};
  const [row] = rowsIn(body);
  const filters = resource.key.map(({ name }) => `${encodeURIComponent(name)}=eq.${encodeURIComponent(String(row?.[name]))}`);
  return { location: `${asked.path}?${filters.join('&')}` };
}

// -------------------------------------------------------------------------------------------------------- put

/** The row with the key that the filters name is made to be this one. */
export async function replace(asked: Asked, target: Target): Promise<Answer> {
  const writing = writingOf(asked, target, 'insert');
  const { query, resource } = writing;
  refuseRange(query, 'PGRST114', 'PUT');
  const payload = payloadOf(asked.body, asked.headers['content-type']);
  const [row, ...more] = withKey(payload.rows, target);
  if (!row || more.length > 0) throw keyDiffers();
  checkKey(resource, query.root, row);
  const conflict = { columns: resource.key, update: true };
  const put = { ...payload, rows: [row], text: () => writeJson([row]) };
  const written = await perform(writing, put.rows, (scope, rows) => insertRows(writing, scope, put, rows, conflict));
  const status = written.created > 0 ? 201 : 204;
  return answered(writing, written, { status, kinds: insertKinds, range: contentRange(0, 0, totalOf(writing, written)) });
}

/** A key that the path says need not be said again. */
function withKey(rows: readonly Row[], { single, conditions }: Target): readonly Row[] {
  if (!single) return rows;
  const key = Object.fromEntries(conditions.flatMap((test) => (test.kind === 'test' ? [[test.field.name, test.value]] : [])));
  return rows.map((row) => ({ ...key, ...row }));
}

function checkKey({ key }: Resource, { conditions }: Node, row: Row): void {
  const tests = conditions.flatMap((one) => (one.kind === 'test' && one.operator === 'eq' && !one.not && one.field.steps.length === 0 ? [one] : []));
  const complete = key.length > 0 && tests.length === conditions.length && tests.length === key.length && key.every(({ name }) => tests.some(({ field }) => field.name === name));
  if (!complete) throw new Problem(405, 'PGRST105', "Filters must include all and only primary key columns with 'eq' operators");
  if (tests.some(({ field, value }) => valueText(row[field.name]) !== value)) throw keyDiffers();
}

function valueText(value: unknown): string {
  return typeof value === 'string' ? value : writeJson(value);
}

function keyDiffers(): Problem {
  return new Problem(400, 'PGRST115', 'Payload values do not match URL in primary key column(s)');
}

// ------------------------------------------------------------------------------------------ update and delete

export async function change(asked: Asked, target: Target): Promise<Answer> {
  const writing = writingOf(asked, target, 'update');
  refuseRange(writing.query, 'PGRST100', 'PATCH');
  const { rows } = payloadOf(asked.body, asked.headers['content-type']);
  const written = await perform(writing, rows, (scope, changes) => changeRows(writing, scope, changes));
  const range = contentRange(0, written.count, totalOf(writing, written));
  return answered(writing, written, { status: 204, kinds: changeKinds, range });
}

const changeKinds = new Set<Applied>(['return', 'count', 'tx', 'handling', 'maxAffected']);

async function changeRows(writing: Writing, scope: Scope, [row = {}, ...more]: JsonRow[]): Promise<Written> {
  const { asked, resource, query } = writing;
  if (more.length > 0) throw new Problem(400, 'PGRST102', 'A change is one object', { details: 'several rows can be changed in different ways by an upsert' });
  const subject = subjectOf(asked, resource, query.root);
  const condition = touched(subject, 'update');
  const columns = writtenColumns(writing, [row]);
  if (columns.length === 0) return nothing;
  const [values = {}] = validated(resource, columns, filled([row], columns, undefined), resource.facts.update ?? never);
  return update(scope, { ...writeOf(writing, subject), columns, row, values, text: () => writeJson([row]), where: condition });
}

export async function destroy(asked: Asked, target: Target): Promise<Answer> {
  const writing = writingOf(asked, target, 'delete');
  refuseRange(writing.query, 'PGRST100', 'DELETE');
  const written = await perform(writing, [], (scope) => {
    const subject = subjectOf(asked, target.resource, writing.query.root);
    return remove(scope, { ...writeOf(writing, subject), where: touched(subject, 'delete') });
  });
  return answered(writing, written, { status: 204, kinds: changeKinds, range: contentRange(0, 0, totalOf(writing, written)) });
}

// ------------------------------------------------------------------------------------------------ what is alike

function writtenColumns({ resource, query }: Writing, rows: readonly Row[]): readonly Column[] {
  return namesOf(rows, query.columns).map((name) => resource.written(name));
}

function writeOf(writing: Writing, subject: Subject): Write {
  const { asked, resource, verb } = writing;
  const node = readNode(writing);
  return {
    subject,
    read: (of, from, only) => rowsOf({ ...of, node }, from, { distinct: false, all: 'ordered', ...(only && { only }) }),
    ordered: node.order.length > 0,
    reads: readsBack(writing),
    creates: false,
    ...checkOf(asked, resource, verb),
  };
}

function readsBack({ asked }: Writing): boolean {
  return asked.prefer.return === 'representation' || asked.prefer.return === 'headers-only';
}

/** What is read of the written rows: what `select` says; of the new row's address the key. */
function readNode({ asked, resource, query }: Writing): Node {
  if (asked.prefer.return === 'headers-only') return nodeOf(resource.key.map(({ name }) => ({ kind: 'field', field: { name, steps: [] } })));
  return { ...nodeOf(query.root.items), order: query.root.order };
}

/** Does the work with the hooks around it, and undoes it where it must not stay. */
async function perform(writing: Writing, rows: JsonRow[], work: (scope: Scope, rows: JsonRow[]) => Promise<Written>): Promise<Written> {
  const { asked, resource, verb } = writing;
  const hooks = asked.service.hooks.get(resource.table.model);
  const grant = grantFor(asked, resource, verb);
  checkColumns(resource, grant, writtenColumns(writing, rows));
  const mayUndo = hooks !== undefined || grant.where !== undefined || asked.prefer.maxAffected !== undefined || (asked.form.singular && mayBeSeveral(writing, rows));
  const mustHold = asked.headers['if-match'] !== undefined;
  return within(asked, mayUndo || mustHold || (!readsAtOnce && severalStatements(writing, rows)), async (scope) => {
    if (writing.target.single) await refuseChanged(asked.headers['if-match'], () => currentText({ ...asked, scope }, writing.target));
    const done = await hooked(asked, resource, verb, rows, (all) => work(scope, all));
    settle(writing, done);
    return done;
  });
}

/** May what is read of the written rows be something else than one row? Of one new row it is that. */
function mayBeSeveral(writing: Writing, rows: readonly Row[]): boolean {
  const { asked, query, verb } = writing;
  const inner = query.root.items.some((item) => item.kind === 'embed' && item.inner);
  return readsBack(writing) && (verb !== 'insert' || rows.length !== 1 || inner || asked.prefer.resolution !== undefined);
}

function severalStatements(writing: Writing, rows: readonly Row[]): boolean {
  return readsBack(writing) || rows.length > 1 || writing.asked.prefer.resolution !== undefined;
}

/** Refuses what may not stay. */
function settle(writing: Writing, written: Written): void {
  const { count, body } = written;
  const { asked, resource, target, verb } = writing;
  const { maxAffected } = asked.prefer;
  if (target.single && count === 0 && verb !== 'insert') throw missing(target);
  refuseDenied(resource, written);
  refuseMore(maxAffected, count);
  if (asked.form.singular && asked.prefer.return === 'representation' && body && body.count !== 1) notSingle(body.count);
}

function totalOf({ asked }: Writing, { count }: Written): number | undefined {
  return asked.prefer.count === undefined ? undefined : count;
}

interface Facts {
  readonly status: number;
  readonly kinds: ReadonlySet<Applied>;
  readonly range: string;
}

function answered({ asked, target, resource, query }: Writing, { body }: Written, { status, kinds, range }: Facts): Answer {
  const preferences = applied(asked.prefer, kinds);
  const headers = { 'content-range': range, ...(preferences !== undefined && { 'preference-applied': preferences }) };
  if (asked.prefer.return !== 'representation' || !body) return { status, headers };
  const names = (): readonly string[] => outputNames(subjectOf(asked, resource, query.root), query.root);
  return { status: status === 204 ? 200 : status, headers, type: asked.form.type, text: shaped(target.single ? { ...asked.form, singular: !asked.form.csv } : asked.form, body, names) };
}
