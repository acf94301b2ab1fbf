// Rows within rows against the rights of the caller and the validators of their tables, before anything is written: so
// all that is wrong with them comes at once.
//
// What a foreign key will be is not known yet, so nobody misses it. Rows of tables with hooks are judged when they are
// written, as a hook may give what they lack.

import type { Service } from '../../runtime/service.js';
import { inputFrom, type Judged, refuse } from '../http/validate.js';
import type { Row } from '../http/body.js';
import { nameOf } from '../model/link.js';
import type { Resource } from '../model/resource.js';
import { type Context, grantFor } from '../sql/context.js';
import { type Branch, type Deed, ends, isOwn, type Tree, type Verb } from './tree.js';

export function judge(asked: Pick<Context, 'service' | 'caller'>, trees: readonly Tree[], verb: Verb): void {
  const { hooks } = asked.service;
  for (const tree of trees) refuseForbidden(asked, tree, verb);
  const judged = trees.flatMap((tree, index) =>
    judgeTree(hooks, tree, verb, []).map((one) => (trees.length > 1 ? { ...one, row: index } : one)),
  );
  refuse(judged);
}

function refuseForbidden(asked: Pick<Context, 'service' | 'caller'>, { resource, branches }: Tree, verb: Verb): void {
  grantFor(asked, resource, verb);
  for (const { kind, tree } of branches.flatMap(({ deeds }) => deeds)) {
    if (kind !== 'connect') refuseForbidden(asked, tree, kind === 'create' ? 'insert' : 'update');
  }
}

/** `told` are the columns that the row around it says. */
function judgeTree(hooks: Service['hooks'], tree: Tree, verb: Verb, told: readonly string[]): readonly Judged[] {
  const { resource, row, branches, path } = tree;
  const own = branches.filter(isOwn).flatMap((branch) => ends(resource, branch).map(([near]) => near));
  const here = hooks.has(resource.table.model) ? [] : judgeRow(resource, row, verb, new Set([...told, ...own]));
  return [
    ...here.map((one) => ({ ...one, path })),
    ...branches.flatMap((branch) => branch.deeds.flatMap((deed) => judgeDeed(hooks, resource, branch, deed))),
  ];
}

function judgeDeed(
  hooks: Service['hooks'],
  resource: Resource,
  branch: Branch,
  { kind, tree }: Deed,
): readonly Judged[] {
  if (kind === 'connect') return [];
  const isChild = !branch.relation.own && !branch.relation.through;
  const told = isChild ? branch.relation.on.map(([, far]) => nameOf(branch.link.target, far)) : [];
  return judgeTree(hooks, tree, kind === 'create' ? 'insert' : 'update', told);
}

function judgeRow(resource: Resource, row: Row, verb: Verb, told: ReadonlySet<string>): readonly Judged[] {
  const columns = Object.keys(row).map((name) => resource.written(name));
  const { create, update } = resource.facts;
  const result = (verb === 'insert' ? create : update)?.(inputFrom(columns, row));
  if (result?.ok !== false) return [];
  const missed = (field: string | number | undefined): boolean =>
    told.has(resource.table.columns.get(String(field))?.name ?? '');
  return result.findings
    .filter(({ code, path }) => code !== 'required' || !missed(path[0]))
    .map((finding) => ({ resource, finding }));
}
