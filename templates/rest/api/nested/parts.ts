// The statements that rows within rows are written by: each with the grants, the validators and the hooks of its own
// table, as a request of its own would be, within the transaction of the one around it.

import type { Scope } from '../../../orm/runtime/scope.js';
import type { JsonRow } from '../../runtime/hooks.js';
import { Problem, problemOf } from '../../runtime/problem.js';
import type { Service } from '../../runtime/service.js';
import { bodyOf } from '../engine/json.js';
import type { Asked } from '../handlers/request.js';
import { whole } from '../handlers/target.js';
import { changeRows, insertRows, perform, type Writing } from '../handlers/writing.js';
import { formOf } from '../http/accept.js';
import { rowsIn } from '../http/answer.js';
import type { Row } from '../http/body.js';
import { writeJson } from '../http/json.js';
import type { Resource } from '../model/resource.js';
import { type Condition, nodeOf, type Node, type Query } from '../query/tree.js';
import { readable } from '../sql/context.js';
import { Build } from '../../../orm/runtime/build.js';
import { type Find, readStatement } from '../sql/read.js';
import type { Verb } from './tree.js';

/** The names of columns that are read back. */
export type Names = readonly string[];

function fields(names: Names, conditions: readonly Condition[] = []): Node {
  const node = nodeOf([...new Set(names)].map((name) => ({ kind: 'field', field: { name, steps: [] } })));
  node.conditions.push(...conditions);
  return node;
}

function queryOf(root: Node): Query {
  return { root, others: [], distinct: false };
}

/** What is read for the next statement is nobody's answer, so reading it needs no right. */
function reading(service: Service): Service {
  const { access } = service;
  return {
    ...service,
    access: { ...access, of: (caller, table, verb) => (verb === 'select' ? {} : access.of(caller, table, verb)) },
  };
}

export function partOf(
  asked: Asked,
  resource: Resource,
  verb: Verb,
  wanted: Names,
  paths: readonly string[],
  conditions: readonly Condition[] = [],
): Writing {
  const part: Asked = {
    ...asked,
    pairs: [],
    search: '',
    headers: {},
    prefer: wanted.length > 0 ? { return: 'representation' } : {},
    form: formOf(undefined),
    service: reading(asked.service),
  };
  return {
    asked: part,
    target: whole(resource),
    resource,
    query: queryOf(fields(wanted, conditions)),
    verb,
    partOf: paths,
  };
}

/** Rows that give the same columns; what is wanted of them comes back. */
export async function insertPart(
  asked: Asked,
  resource: Resource,
  rows: Row[],
  wanted: Names,
  paths: readonly string[],
  keep = false,
): Promise<readonly Row[]> {
  const writing = partOf(asked, resource, 'insert', wanted, paths);
  const conflict = keep ? { columns: [], update: false } : undefined;
  const insert = (scope: Scope, given: JsonRow[]): ReturnType<typeof insertRows> =>
    insertRows(writing, scope, { rows: given, single: false, text: () => writeJson(given) }, given, conflict);
  const { body } = await placed(paths, () => perform(writing, rows, insert));
  return body && wanted.length > 0 ? rowsIn(body) : [];
}

/** How many rows it has changed. */
export async function changePart(
  asked: Asked,
  resource: Resource,
  conditions: readonly Condition[],
  changes: Row,
  path: string,
): Promise<number> {
  const writing = partOf(asked, resource, 'update', [], [path], conditions);
  const { count } = await placed([path], () =>
    perform(writing, [changes], (scope, rows) => changeRows(writing, scope, rows)),
  );
  return count;
}

/**
 * Rows with these columns; two are enough to know that it is not one. `guarded`: only those that the caller may read.
 */
export async function findRows(
  asked: Asked,
  resource: Resource,
  wanted: Names,
  conditions: readonly Condition[],
  guarded: boolean,
  find?: Find,
): Promise<readonly Row[]> {
  const root = fields(wanted, conditions);
  root.limit = 2;
  const asking = guarded ? asked : { ...asked, service: reading(asked.service) };
  return rowsIn(bodyOf((await asked.scope.run(readStatement(asking, resource, queryOf(root), find))).rows));
}

/** The rows with these values. What rows are found by is read, so the caller needs the right to. */
export function sameAs(asked: Asked, resource: Resource, row: Row): readonly Condition[] {
  for (const name of Object.keys(row)) readable({ ...asked, build: new Build() }, resource, name);
  return equal(row);
}

export function equal(row: Row): readonly Condition[] {
  return Object.entries(row).map(([name, value]) =>
    value === null
      ? { kind: 'test', field: { name, steps: [] }, not: false, operator: 'is', value: 'null' }
      : {
          kind: 'test',
          field: { name, steps: [] },
          not: false,
          operator: 'eq',
          value: typeof value === 'string' ? value : writeJson(value),
        },
  );
}

/** An error of a part says which it was of. Those of validators do so already. */
async function placed<R>([first = '', ...more]: readonly string[], work: () => Promise<R>): Promise<R> {
  try {
    return await work();
  } catch (error) {
    const { status, code, message, details, hint, headers } = problemOf(error);
    if (status === 422 || status >= 500) throw error;
    const place = more.length === 0 ? first : `${first} and the ${String(more.length)} behind it`;
    throw new Problem(status, code, `${place}: ${message}`, {
      details,
      ...(hint !== null && { hint }),
      headers,
      cause: error,
    });
  }
}
