// An embedded relation → SQL: a subquery in the row that it hangs on, and a condition where rows without it are left out.

import { list, many, one } from '../engine/json.js';
import { Problem } from '../../runtime/problem.js';
import { linkFor } from '../model/embedding.js';
import type { Link } from '../model/link.js';
import { type EmbedItem, type Node, nameOf } from '../query/tree.js';
import { isAggregated } from './aggregated.js';
import { conditionsSql, type Subject } from './condition.js';
import { grantFor, joined, rowFilter } from './context.js';
import { havingSql } from './having.js';
import { orderSql, rangeSql } from './order.js';
import { groupExpressions, nthOutput, outputNames, outputsOf, picked } from './outputs.js';
import type { Output, Rows } from './shape.js';

/** How a relation's rows are found from a row. */
interface Found {
  readonly subject: Subject;
  readonly from: string;
  readonly on: string;
}

export function linkOfItem({ resource, context, depth }: Subject, item: EmbedItem): Link {
  if (depth >= context.service.limits.depth) throw new Problem(400, 'PGRST100', `relations are embedded at most ${String(context.service.limits.depth)} deep`);
  return linkFor(resource, item.relation, item.hint);
}

function follow(subject: Subject, item: EmbedItem): { link: Link; found: Found } {
  const link = linkOfItem(subject, item);
  const { alias, from, on } = link.source(subject.context.build, subject.alias);
  return { link, found: { subject: { ...subject, resource: link.target, alias, node: item.node, depth: subject.depth + 1 }, from, on } };
}

/** The columns that an embedding gives: itself, or with `...` those of its rows. */
export function embedOutputs(subject: Subject, item: EmbedItem, only?: number): readonly Output[] {
  if (item.node.items.length === 0) return [];
  return item.spread ? spread(subject, item, only) : [{ name: nameOf(item), sql: nested(subject, item) }];
}

export function embedNames(subject: Subject, item: EmbedItem): readonly string[] {
  if (item.node.items.length === 0) return [];
  return item.spread ? spreadNames(subject, item) : [nameOf(item)];
}

function nested(subject: Subject, item: EmbedItem): string {
  const { link, found } = follow(subject, item);
  const rows = relatedRows(found, outputsOf(found.subject, item.node), link.many);
  return link.many ? many(rows) : one(rows);
}

/** Each of its columns by itself: of one row the value, of several an array of them. */
function spread(subject: Subject, item: EmbedItem, only: number | undefined): readonly Output[] {
  if (item.node.having.length > 0) throw new Problem(400, 'PGRST100', `"having" is not possible where ${nameOf(item)} is spread`);
  const columns = spreadNames(subject, item).map((name, index) => ({ name, index }));
  return picked(columns, only).map(({ name, index }) => {
    const { link, found } = follow(subject, item);
    const output = nthOutput(found.subject, item.node, index);
    const rows = relatedRows(found, [output], link.many);
    return { name, sql: link.many ? list(rows, output) : scalar(rows, output) };
  });
}

function spreadNames(subject: Subject, item: EmbedItem): readonly string[] {
  return outputNames({ ...subject, resource: linkOfItem(subject, item).target, depth: subject.depth + 1 }, item.node);
}

function scalar({ from, where }: Rows, { sql }: Output): string {
  return `(select ${sql} from ${from}${where && ` where ${where}`} limit 1)`;
}

function relatedRows({ subject, from, on }: Found, outputs: readonly Output[], isMany: boolean): Rows {
  const { node } = subject;
  const where = relatedWhere({ subject, from, on });
  if (!isMany) return { outputs, from, where, group: '', having: havingSql(subject), order: '', range: '', distinct: false, aggregated: false };
  const group = groupOf(subject);
  const having = havingSql(subject);
  const order = orderSql(subject, node.order);
  return { outputs, from, where, group, having, order, range: rangeSql(subject.context, node, true), distinct: false, aggregated: isAggregated(node) };
}

function relatedWhere({ subject, on }: Found): string {
  const { context, resource, alias, node } = subject;
  const grant = grantFor(context, resource, 'select');
  return joined([on, rowFilter(context, resource, grant, alias), conditionsSql(subject, node.conditions), innerConditions(subject)]);
}

/** Are there rows of the relation that meet its conditions? */
export function existing(subject: Subject, item: EmbedItem): string {
  const { found } = follow(subject, item);
  const where = relatedWhere(found);
  return `exists (select 1 from ${found.from}${where && ` where ${where}`})`;
}

/** What `!inner` says of the rows around it. */
export function innerConditions(subject: Subject): string {
  const inner = subject.node.items.filter((item): item is EmbedItem => item.kind === 'embed' && item.inner);
  return joined(inner.map((item) => existing(subject, item)));
}

/** Where values are added up, whatever else is read makes the groups. */
export function groupOf(subject: Subject): string {
  return groupColumns(subject, subject.node).join(', ');
}

function groupColumns(subject: Subject, node: Node): readonly string[] {
  if (!isAggregated(node)) return [];
  return node.items.flatMap((item) => groupItem(subject, item));
}

function groupItem(subject: Subject, item: Node['items'][number]): readonly string[] {
  if (item.kind === 'embed') return linkOfItem(subject, item).near.map((column) => `${subject.alias}.${column}`);
  return groupExpressions(subject, item);
}
