// An embedded relation → SQL: a subquery in the row that it hangs on, and a condition where rows without it are left
// out.

import { list, many, one } from '../engine/json.js';
import { Problem } from '../../runtime/problem.js';
import { linkFor } from '../model/embedding.js';
import type { Link } from '../model/link.js';
import { type EmbedItem, type Item, nameOf } from '../query/tree.js';
import { grouping, isAggregated, type Joined } from './aggregated.js';
import { conditionsSql, type Subject } from './condition.js';
import { grantFor, joined, rowFilter } from './context.js';
import { havingSql } from './having.js';
import { orderSql, rangeSql } from './order.js';
import { groupExpressions, nthOutput, outputNames, outputsOf, picked } from './outputs.js';
import type { Output, Rows } from './shape.js';

export function linkOfItem({ resource, context, depth }: Subject, item: EmbedItem): Link {
  if (depth >= context.service.limits.depth)
    throw new Problem(400, 'PGRST100', `relations are embedded at most ${String(context.service.limits.depth)} deep`);
  return linkFor(resource, item.relation, item.hint);
}

/** How a relation's rows are found from a row. */
export function follow({ context, ...subject }: Subject, item: EmbedItem): { link: Link; found: Joined } {
  const link = linkOfItem({ context, ...subject }, item);
  const { alias, from, on } = link.source(context.build, subject.alias);
  return {
    link,
    found: { subject: { context, resource: link.target, alias, node: item.node, depth: subject.depth + 1 }, from, on },
  };
}

/** The columns that an embedding gives: itself, or with `...` those of its rows. */
export function embedOutputs(subject: Subject, item: EmbedItem, only?: number): readonly Output[] {
  if (item.node.items.length === 0) return [];
  if (!item.spread) return [{ name: nameOf(item), sql: nested(subject, item) }];
  if (item.node.having.length > 0)
    throw new Problem(400, 'PGRST100', `"having" is not possible where ${nameOf(item)} is spread`);
  const row = subject.joins?.get(item)?.subject;
  if (!row) return spread(subject, item, only);
  return only === undefined ? outputsOf(row, row.node) : [nthOutput(row, row.node, only)];
}

export function embedNames(subject: Subject, item: EmbedItem): readonly string[] {
  if (item.node.items.length === 0) return [];
  return item.spread ? spreadNames(subject, item) : [nameOf(item)];
}

function nested(subject: Subject, item: EmbedItem): string {
  const { link, found } = follow(subject, item);
  const inner = grouping(found.subject);
  const rows = relatedRows({ ...found, subject: inner }, outputsOf(inner, inner.node), link.many);
  return link.many ? many(rows) : one(rows);
}

/** Each of its columns by itself: of one row the value, of several an array of them. */
function spread(subject: Subject, item: EmbedItem, only: number | undefined): readonly Output[] {
  const columns = spreadNames(subject, item).map((name, index) => ({ name, index }));
  return picked(columns, only).map(({ name, index }) => {
    const { link, found } = follow(subject, item);
    const inner = grouping(found.subject);
    const output = nthOutput(inner, inner.node, index);
    const rows = relatedRows({ ...found, subject: inner }, [output], link.many);
    return { name, sql: link.many ? list(rows, output) : scalar(rows, output) };
  });
}

function spreadNames(subject: Subject, item: EmbedItem): readonly string[] {
  return outputNames({ ...subject, resource: linkOfItem(subject, item).target, depth: subject.depth + 1 }, item.node);
}

function scalar({ from, where }: Rows, { sql }: Output): string {
  return `(select ${sql} from ${from}${where && ` where ${where}`} limit 1)`;
}

function relatedRows({ subject, from: own, on }: Joined, outputs: readonly Output[], isMany: boolean): Rows {
  const { node } = subject;
  const from = withJoins(subject, own);
  const where = relatedWhere({ subject, on });
  const group = groupOf(subject);
  const having = havingSql(subject);
  const rows = { outputs, from, where, group, having, distinct: false, aggregated: isAggregated(subject) };
  if (!isMany) return { ...rows, order: '', range: '' };
  const order = orderSql(subject, node.order);
  return { ...rows, order, range: rangeSql(subject.context, node, true) };
}

/** The rows that are spread, beside those that they are spread in. */
export function withJoins({ joins }: Subject, from: string): string {
  return [...(joins?.values() ?? [])].reduce(
    (all, one) => withJoins(one.subject, `${all} left join ${one.from} on ${relatedWhere(one) || '1 = 1'}`),
    from,
  );
}

function relatedWhere({ subject, on }: Pick<Joined, 'subject' | 'on'>): string {
  const { context, resource, alias, node } = subject;
  const grant = grantFor(context, resource, 'select');
  return joined([
    on,
    rowFilter(context, resource, grant, alias),
    conditionsSql(subject, node.conditions),
    innerConditions(subject),
  ]);
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
  return groupColumns(subject).join(', ');
}

function groupColumns(subject: Subject): readonly string[] {
  return isAggregated(subject) ? subject.node.items.flatMap((item) => groupItem(subject, item)) : [];
}

/** Rows that hang on one are the same for a group if what leads to them is. */
function groupItem(subject: Subject, item: Item): readonly string[] {
  if (item.kind !== 'embed') return groupExpressions(subject, item);
  const row = subject.joins?.get(item)?.subject;
  if (row) return groupColumns(row);
  return item.node.items.length === 0
    ? []
    : linkOfItem(subject, item).near.map((column) => `${subject.alias}.${column}`);
}
