// What all reads of lists have in common: the rows with the hooks around them, and how many there are in all.

import type { Statement } from '../../../orm/runtime/build.js';
import type { Scope } from '../../../orm/runtime/scope.js';
import type { Row } from '../../../orm/runtime/selection.js';
import { reading } from '../../runtime/retry.js';
import type { Body } from '../engine/json.js';
import { plannedCount } from '../engine/plan.js';
import { bodyFrom, rowsIn } from '../http/answer.js';
import type { Query } from '../query/tree.js';
import { countStatement } from '../sql/read.js';
import type { Asked } from './request.js';
import type { Target } from './target.js';

export async function ask(asked: Asked, statement: Statement): Promise<readonly Row[]> {
  return (await reading(() => asked.scope.run(statement))).rows;
}

/** Does a hook look at the rows? Then they must come as JSON. */
export function isHooked({ service }: Asked, { resource: { table } }: Target): boolean {
  const hooks = service.hooks.get(table.model);
  return hooks?.before?.select !== undefined || hooks?.after?.select !== undefined;
}

/** The rows that `read` gives, as the hooks leave them; without hooks they pass unread. */
export async function hookedRows<B extends Body>(
  asked: Asked,
  target: Target,
  read: (scope: Scope) => Promise<B>,
): Promise<B> {
  const { table } = target.resource;
  if (!isHooked(asked, target)) return reading(() => read(asked.scope));
  const hooks = asked.service.hooks.get(table.model);
  return asked.scope.transaction(async (scope) => {
    const operation = { table, verb: 'select', caller: asked.caller, db: asked.service.db } as const;
    await hooks?.before?.select?.({ ...operation, rows: [] });
    const body = await read(scope);
    if (!hooks?.after?.select) return body;
    const rows = rowsIn(body);
    await hooks.after.select({ ...operation, rows: [] }, rows);
    return { ...body, ...bodyFrom(rows) };
  });
}

/** How many rows there are without a limit; nothing unless that was asked. */
export async function totalOf(asked: Asked, { resource, find }: Target, query: Query): Promise<number | undefined> {
  const { prefer, service, scope } = asked;
  if (prefer.count === undefined) return undefined;
  const statement = (): Statement => countStatement(asked, resource, query, find);
  const exact = async (): Promise<number> => Number((await ask(asked, statement()))[0]?.['total']);
  return prefer.count === 'exact' ? exact() : plannedCount(scope, prefer.count, service.limits.rows, statement, exact);
}
