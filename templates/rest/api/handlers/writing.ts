// What all writes have in common: the grants, the validators and the hooks around the engine's own writing.

import type { Scope } from '../../../orm/runtime/scope.js';
import type { Column } from '../../../orm/runtime/table.js';
import type { Verb } from '../../runtime/access.js';
import type { JsonRow } from '../../runtime/hooks.js';
import { Problem } from '../../runtime/problem.js';
import { insert, readsAtOnce, update } from '../engine/writes.js';
import { notSingle, refuseMore } from '../http/answer.js';
import { namesOf, type Payload, type Row } from '../http/body.js';
import { writeJson } from '../http/json.js';
import { refuseChanged } from '../http/tag.js';
import { validated } from '../http/validate.js';
import type { Resource } from '../model/resource.js';
import { parseQuery } from '../query/query.js';
import { type Node, nodeOf, type Query } from '../query/tree.js';
import type { Subject } from '../sql/condition.js';
import { grantFor } from '../sql/context.js';
import { grouping } from '../sql/aggregated.js';
import { rowsOf, subjectOf } from '../sql/read.js';
import {
  checkColumns,
  checkOf,
  type Conflict,
  hooked,
  refuseDenied,
  touched,
  type Write,
  type Written,
} from '../sql/write.js';
import { refusePlan } from './explained.js';
import { currentText, missing } from './read.js';
import { type Asked, within } from './request.js';
import type { Target } from './target.js';

/** What all writes begin with. */
export interface Writing {
  readonly asked: Asked;
  readonly target: Target;
  readonly resource: Resource;
  readonly query: Query;
  readonly verb: Verb;
  /** More is written with it, so it needs a transaction. */
  readonly whole?: true;
  /**
   * It is written with another row, within whose transaction it is, and what is read of it is not answered: the places
   * of its rows in the body.
   */
  readonly partOf?: readonly string[];
}

export function writingOf(asked: Asked, target: Target, verb: Verb): Writing {
  const { resource, conditions } = target;
  refusePlan(asked);
  if (!resource.writable)
    throw new Problem(405, 'PGRST117', `${resource.name} is only read`, { headers: { allow: 'GET, HEAD, OPTIONS' } });
  const query = parseQuery(asked.pairs);
  refuseListWords(query, asked.method);
  query.root.conditions.push(...conditions);
  return { asked, target, resource, query, verb };
}

/** What says which rows a list shows is not passed over where rows are written. */
function refuseListWords({ root, after, distinct }: Query, method: string): void {
  const said = [
    ...(after === undefined ? [] : ['after']),
    ...(distinct ? ['distinct'] : []),
    ...(root.having.length === 0 ? [] : ['having']),
  ];
  if (said.length > 0)
    throw new Problem(400, 'PGRST100', `${said.join(', ')} querystring parameters are not allowed for ${method}`, {
      details: 'they are for lists',
    });
}

// --------------------------------------------------------------------------------------------------- rows of one table

export async function insertRows(
  writing: Writing,
  scope: Scope,
  payload: Payload,
  rows: JsonRow[],
  conflict: Conflict | undefined,
): Promise<Written> {
  const { asked, resource, query } = writing;
  const columns = writtenColumns(writing, rows);
  if (rows.length === 0) return nothing;
  const values = validated(
    resource,
    columns,
    filled(rows, columns, asked.prefer.missing),
    resource.facts.create ?? never,
    writing.partOf,
  );
  const subject = subjectOf(asked, resource, query.root);
  const defaults =
    asked.prefer.missing === 'default' && rows.some((row) => columns.some(({ name }) => !Object.hasOwn(row, name)));
  const text =
    rows === payload.rows && !asked.service.hooks.has(resource.table.model) ? payload.text : () => writeJson(rows);
  const write = writeOf(writing, subject);
  const question = write.check || conflict || defaults ? undefined : questionOf(writing, columns);
  const { read, ordered, reads, check } = write;
  return insert(scope, {
    subject,
    read,
    ordered,
    reads,
    check,
    creates: conflict !== undefined,
    columns,
    rows,
    values,
    text,
    defaults,
    conflict,
    question,
  });
}

/** Of a part the columns that are read back are no client's. */
function questionOf(
  { asked: { caller, prefer, search }, resource: { schema, name }, partOf }: Writing,
  columns: readonly Column[],
): string | undefined {
  if (partOf || search.includes('%00')) return undefined;
  return [caller.role, schema, name, prefer.return ?? '', search, ...columns.map((column) => column.name)].join('\0');
}

/** What PostgREST makes of a value that a row does not name: NULL, unless the default is asked for. */
function filled(rows: readonly Row[], columns: readonly Column[], missing: string | undefined): readonly Row[] {
  if (missing === 'default') return rows;
  return rows.map((row) =>
    columns.every(({ name }) => Object.hasOwn(row, name))
      ? row
      : { ...Object.fromEntries(columns.map(({ name }) => [name, null])), ...row },
  );
}

export const nothing: Written = { count: 0, created: 0, denied: 0, body: { text: '[]', count: 0 } };

function never(): never {
  throw new TypeError('a view has no validator');
}

export async function changeRows(writing: Writing, scope: Scope, [row = {}, ...more]: JsonRow[]): Promise<Written> {
  const { asked, resource, query } = writing;
  if (more.length > 0)
    throw new Problem(400, 'PGRST102', 'A change is one object', {
      details: 'several rows can be changed in different ways by an upsert',
    });
  const subject = subjectOf(asked, resource, query.root);
  const condition = touched(subject, 'update');
  const columns = writtenColumns(writing, [row]);
  if (columns.length === 0) return nothing;
  const [values = {}] = validated(
    resource,
    columns,
    filled([row], columns, undefined),
    resource.facts.update ?? never,
    writing.partOf,
  );
  return update(scope, {
    ...writeOf(writing, subject),
    columns,
    row,
    values,
    text: () => writeJson([row]),
    where: condition,
  });
}

// ------------------------------------------------------------------------------------------------------- what is alike

export function writtenColumns({ resource, query }: Writing, rows: readonly Row[]): readonly Column[] {
  return namesOf(rows, query.columns).map((name) => resource.written(name));
}

export function writeOf(writing: Writing, subject: Subject): Write {
  const { asked, resource, verb } = writing;
  const node = readNode(writing);
  return {
    subject,
    read: (of, from, only) =>
      rowsOf(grouping({ ...of, node, joins: undefined }), from, {
        distinct: false,
        all: 'ordered',
        ...(only && { only }),
      }),
    ordered: node.order.length > 0,
    reads: readsBack(writing),
    creates: false,
    ...checkOf(asked, resource, verb),
  };
}

export function readsBack({ asked }: Writing): boolean {
  return asked.prefer.return === 'representation' || asked.prefer.return === 'headers-only';
}

/** What is read of the written rows: what `select` says; of the new row's address the key. */
export function readNode({ asked, resource, query }: Writing): Node {
  if (asked.prefer.return === 'headers-only')
    return nodeOf(resource.key.map(({ name }) => ({ kind: 'field', field: { name, steps: [] } })));
  return { ...nodeOf(query.root.items), order: query.root.order };
}

/** Does the work with the hooks around it, and undoes it where it must not stay. */
export async function perform(
  writing: Writing,
  rows: JsonRow[],
  work: (scope: Scope, rows: JsonRow[]) => Promise<Written>,
): Promise<Written> {
  const { asked, resource, verb } = writing;
  const hooks = asked.service.hooks.get(resource.table.model);
  const grant = grantFor(asked, resource, verb);
  checkColumns(resource, grant, writtenColumns(writing, rows));
  const mayUndo =
    writing.whole === true ||
    hooks !== undefined ||
    grant.where !== undefined ||
    asked.prefer.maxAffected !== undefined ||
    (asked.form.singular && mayBeSeveral(writing, rows));
  const mustHold = asked.headers['if-match'] !== undefined;
  return within(
    asked,
    writing.partOf === undefined && (mayUndo || mustHold || (!readsAtOnce && severalStatements(writing, rows))),
    async (scope) => {
      if (writing.target.single)
        await refuseChanged(asked.headers['if-match'], () => currentText({ ...asked, scope }, writing.target));
      const done = await hooked(asked, resource, verb, rows, (all) => work(scope, all), writing.partOf === undefined);
      settle(writing, done);
      return done;
    },
  );
}

/** May the written rows, or what is read of them, be something else than one row? Of one new row it is that. */
function mayBeSeveral(writing: Writing, rows: readonly Row[]): boolean {
  const { asked, query, verb } = writing;
  const inner = query.root.items.some((item) => item.kind === 'embed' && item.inner);
  return (
    verb !== 'insert' || rows.length !== 1 || (inner && readsBack(writing)) || asked.prefer.resolution !== undefined
  );
}

function severalStatements(writing: Writing, rows: readonly Row[]): boolean {
  return readsBack(writing) || rows.length > 1 || writing.asked.prefer.resolution !== undefined;
}

/** Refuses what may not stay. */
export function settle(writing: Writing, written: Written): void {
  const { count, body } = written;
  const { asked, resource, target, verb } = writing;
  const { maxAffected } = asked.prefer;
  if (target.single && count === 0 && verb !== 'insert') throw missing(target);
  refuseDenied(resource, written);
  refuseMore(maxAffected, count);
  const told = asked.prefer.return === 'representation' && body ? body.count : count;
  if (asked.form.singular && told !== 1) notSingle(told);
}
