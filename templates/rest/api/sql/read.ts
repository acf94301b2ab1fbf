// A list of rows: the statement, and how many there are in all.

import { Build, type Statement } from '../../../orm/runtime/build.js';
import { readEach, readRows } from '../engine/json.js';
import { Problem } from '../../runtime/problem.js';
import type { Resource } from '../model/resource.js';
import type { Node, Query } from '../query/tree.js';
import { grouping, isAggregated } from './aggregated.js';
import { conditionsSql, type Subject } from './condition.js';
import { type Context, grantFor, joined, rowFilter } from './context.js';
import { groupOf, innerConditions, withJoins } from './embed.js';
import { havingSql } from './having.js';
import { orderSql, rangeSql } from './order.js';
import { outputsOf } from './outputs.js';
import type { Rows } from './shape.js';

export type Asking = Omit<Context, 'build'>;

export function subjectOf(asking: Asking, resource: Resource, node: Node, alias?: string): Subject {
  const { registry, service, caller, slots } = asking;
  const build = new Build();
  return grouping({
    context: { build, registry, service, caller, slots },
    resource,
    alias: alias ?? build.alias(),
    node,
    depth: 0,
  });
}

interface Reading extends Pick<Query, 'distinct'> {
  /** A further condition, written when its turn comes. */
  readonly only?: () => string;
  /** All of them, or all of them in any order. */
  readonly all?: 'ordered' | 'unordered';
  /** An order in the place of the one that is asked for. */
  readonly order?: string;
}

/** The clauses in the order of the text, as parameters are told by their position. */
export function rowsOf(subject: Subject, table: string, { distinct, only, all, order: own }: Reading): Rows {
  const { node, context } = subject;
  if (distinct) refuseEmbedded(node);
  const outputs = outputsOf(subject, node);
  const from = withJoins(subject, table);
  const where = joined([rowsWhere(subject), only?.() ?? '']);
  const group = groupOf(subject);
  const having = havingSql(subject);
  const order = all === 'unordered' ? '' : (own ?? orderSql(subject, node.order));
  return {
    outputs,
    from,
    where,
    group,
    having,
    order,
    range: all === undefined ? rangeSql(context, node) : '',
    distinct,
    aggregated: isAggregated(subject),
  };
}

/** Whether documents are alike is not what every database can tell. */
function refuseEmbedded({ items }: Node): void {
  if (!items.some((item) => item.kind === 'embed' && !item.spread && item.node.items.length > 0)) return;
  throw new Problem(400, 'PGRST100', '"distinct" and embedded relations exclude each other', {
    details: 'rows are compared by their columns',
    hint: 'Spread what is embedded: ...relation(column).',
  });
}

export function rowsWhere(subject: Subject): string {
  const grant = grantFor(subject.context, subject.resource, 'select');
  return joined([
    rowFilter(subject.context, subject.resource, grant, subject.alias),
    conditionsSql(subject, subject.node.conditions),
    innerConditions(subject),
  ]);
}

/** Where rows are found, and what joins or limits them there. */
export interface Found {
  readonly alias: string;
  readonly from: string;
  readonly only?: () => string;
}

export type Find = (context: Context) => Found;

export function found(
  asking: Asking,
  resource: Resource,
  node: Node,
  find: Find | undefined,
): { subject: Subject; from: string; only?: () => string } {
  const context = { ...asking, build: new Build() };
  const { alias, from, only } = find?.(context) ?? plain(context, resource);
  return { subject: grouping({ context, resource, alias, node, depth: 0 }), from, ...(only && { only }) };
}

function plain({ build }: Context, { table }: Resource): Found {
  const alias = build.alias();
  return { alias, from: `${table.sql} ${alias}` };
}

/** `write` makes the text of the clauses. */
export function readStatement(
  asking: Asking,
  resource: Resource,
  query: Query,
  find?: Find,
  write: (rows: Rows) => string = readRows,
): Statement {
  const { subject, from, only } = found(asking, resource, query.root, find);
  return subject.context.build.statement(write(rowsOf(subject, from, { ...query, ...(only && { only }) })));
}

/** How many rows there are without a limit. */
export function countStatement(asking: Asking, resource: Resource, query: Query, find?: Find): Statement {
  const { subject, from, only } = found(asking, resource, query.root, find);
  const { build } = subject.context;
  if (isAggregated(subject) || query.distinct) {
    const rows = rowsOf(subject, from, { ...query, all: 'unordered', ...(only && { only }) });
    return build.statement(`select count(*) as total from (${readEach(rows)}) r`);
  }
  const where = joined([rowsWhere(subject), only?.() ?? '']);
  return build.statement(`select count(*) as total from ${from}${where && ` where ${where}`}`);
}
