// Order and range → SQL.

import { dialect } from '../../../orm/engine/dialect.js';
import { notEmbedded } from '../query/query.js';
import { type EmbedItem, type Field, type Node, type OrderTerm, nameOf } from '../query/tree.js';
import { Problem } from '../../runtime/problem.js';
import { isAggregated } from './aggregated.js';
import { fieldSql, type Subject } from './condition.js';
import type { Context } from './context.js';
import { linkOfItem } from './embed.js';
import { aggregateName, aggregates, plainAggregate } from './outputs.js';

export function orderSql(subject: Subject, terms: readonly OrderTerm[]): string {
  return terms.map((term) => termSql(subject, term)).join(', ');
}

/** Where NULLs come is not said of a column without them: no index has them there. */
function termSql(subject: Subject, term: OrderTerm): string {
  const nulls = isNullable(subject, term) ? (term.nulls ?? usual(term)) : undefined;
  return dialect.order(() => expression(subject, term), term.descending ? 'desc' : 'asc', nulls);
}

function isNullable({ resource }: Subject, { relation, field }: OrderTerm): boolean {
  const own = relation === undefined && field.steps.length === 0 ? resource.columns.get(field.name) : undefined;
  return own?.nullable !== false;
}

/**
 * As PostgreSQL has it: NULL is greater than everything. Where that is how the engine sorts anyway, nothing needs to be
 * said.
 */
function usual({ descending }: OrderTerm): 'first' | 'last' | undefined {
  if (!dialect.nullsAreLow) return undefined;
  return descending ? 'first' : 'last';
}

function expression(subject: Subject, { relation, field }: Pick<OrderTerm, 'relation' | 'field'>): string {
  const { context, resource, alias, node } = subject;
  if (relation !== undefined) return related(subject, relation, { field });
  const found =
    resource.columns.has(field.name) || field.steps.length > 0
      ? undefined
      : aggregates(subject).find(({ item }) => aggregateName(item) === field.name);
  if (found) return plainAggregate(found).sql;
  const named =
    isAggregated(subject) && !resource.columns.has(field.name) && field.steps.length === 0
      ? fieldNamed(node, field.name)
      : undefined;
  if (named) return fieldSql(context, resource, alias, named).sql;
  if (isAggregated(subject) && !isGrouped(node, field)) {
    throw new Problem(400, '42803', `groups have no ${resource.name}.${field.name} to be ordered by`, {
      hint: 'Order by columns and aggregates of "select".',
    });
  }
  return fieldSql(context, resource, alias, field).sql;
}

/** The column that makes groups under that name. */
function fieldNamed({ items }: Node, name: string): Field | undefined {
  return items.flatMap((item) =>
    item.kind === 'field' &&
    item.alias === name &&
    item.aggregate === undefined &&
    item.cast === undefined &&
    item.field
      ? [item.field]
      : [],
  )[0];
}

/** Is it one of those that make the groups? */
function isGrouped({ items }: Node, { name, steps }: Field): boolean {
  const path = JSON.stringify([name, steps]);
  return items.some(
    (item) =>
      item.kind === 'all' ||
      (item.kind === 'field' &&
        item.aggregate === undefined &&
        JSON.stringify([item.field?.name, item.field?.steps]) === path),
  );
}

function related(subject: Subject, name: string, { field }: Pick<OrderTerm, 'field'>): string {
  const item =
    subject.node.items.find((one): one is EmbedItem => one.kind === 'embed' && nameOf(one) === name) ??
    notEmbedded(name);
  const row = subject.joins?.get(item)?.subject;
  if (row) return expression(row, { field });
  const link = linkOfItem(subject, item);
  if (link.many) {
    throw new Problem(400, 'PGRST118', `A related order on '${name}' is not possible`, {
      details: `'${subject.resource.name}' and '${name}' do not form a many-to-one or one-to-one relationship`,
    });
  }
  const { alias, from, on } = link.source(subject.context.build, subject.alias);
  const { sql } = fieldSql(subject.context, link.target, alias, field);
  return `(select ${sql} from ${from}${on && ` where ${on}`} limit 1)`;
}

/** LIMIT and OFFSET; never more rows than one answer may hold. */
export function rangeSql(
  { build, service }: Context,
  { limit, offset }: Pick<Node, 'limit' | 'offset'>,
  nested = false,
): string {
  const most = Math.min(limit ?? service.limits.rows, service.limits.rows);
  return dialect.range(build, most, offset === undefined || offset === 0 ? undefined : offset, nested);
}
