// What of a row is read: the items of `select` → columns of the result.

import type { Column } from '../../../orm/runtime/table.js';
import { cast, value } from '../engine/json.js';
import { Problem } from '../../runtime/problem.js';
import { type Aggregate, type FieldItem, type Item, type Node, nameOf } from '../query/tree.js';
import { fieldSql, type Subject } from './condition.js';
import { grantFor } from './context.js';
import { embedNames, embedOutputs } from './embed.js';
import { aggregateValue } from '../engine/aggregate.js';
import type { Output } from './shape.js';

export function outputsOf(subject: Subject, node: Node): readonly Output[] {
  refuseTwice(node);
  return node.items.flatMap((item) => itemOutputs(subject, item));
}

/** Of two relations with one name the client would see the second only. */
function refuseTwice({ items }: Node): void {
  const names = items.flatMap((item) =>
    item.kind === 'embed' && !item.spread && item.node.items.length > 0 ? [nameOf(item)] : [],
  );
  const twice = names.length > 1 ? names.find((name, index) => names.indexOf(name) < index) : undefined;
  if (twice === undefined) return;
  throw new Problem(400, '42712', `table name ${JSON.stringify(twice)} specified more than once`, {
    hint: `Give each of them a name of its own: "select=first:${twice}(…),second:${twice}(…)".`,
  });
}

/** What the columns of the result are called. Nothing is written for it. */
export function outputNames(subject: Subject, node: Node): readonly string[] {
  return node.items.flatMap((item) => itemNames(subject, item));
}

function itemNames(subject: Subject, item: Item): readonly string[] {
  switch (item.kind) {
    case 'all':
      return allColumns(subject).map(({ name }) => name);
    case 'field':
      return [item.alias ?? defaultName(item)];
    case 'embed':
      return embedNames(subject, item);
  }
}

/** One of the columns that `outputNames` lists. Of the others nothing is written. */
export function nthOutput(subject: Subject, node: Node, index: number): Output {
  let before = 0;
  for (const item of node.items) {
    const count = itemNames(subject, item).length;
    if (index < before + count) return itemOutputs(subject, item, index - before)[0] as Output;
    before += count;
  }
  throw new RangeError(`there is no column ${String(index)}`);
}

/** All columns of the item, or the one with that number among them. */
function itemOutputs(subject: Subject, item: Item, only?: number): readonly Output[] {
  switch (item.kind) {
    case 'all':
      return picked(allColumns(subject), only).map((column) => ({
        name: column.name,
        sql: value(column, `${subject.alias}.${column.sql}`),
      }));
    case 'field':
      return [fieldOutput(subject, item)];
    case 'embed':
      return embedOutputs(subject, item, only);
  }
}

export function picked<T>(items: readonly T[], only: number | undefined): readonly T[] {
  return only === undefined ? items : items.slice(only, only + 1);
}

/** Those that the caller may see. */
export function allColumns({ context, resource }: Subject): readonly Column[] {
  const { columns } = grantFor(context, resource, 'select');
  const all = [...resource.columns.values()];
  return columns === undefined ? all : all.filter(({ name }) => columns.has(name));
}

function fieldOutput(subject: Subject, item: FieldItem): Output {
  const name = item.alias ?? defaultName(item);
  if (item.aggregate !== undefined)
    return { name, sql: casted(aggregateSql(subject, item, item.aggregate), item.resultCast) };
  return { name, sql: plainSql(subject, item) };
}

function plainSql({ context, resource, alias }: Subject, { field, cast: type }: FieldItem): string {
  if (!field) return 'null';
  const { sql, column } = fieldSql(context, resource, alias, field);
  if (type !== undefined) return casted(sql, type);
  return column ? value(column, sql) : sql;
}

export type AggregateItem = FieldItem & { readonly aggregate: Aggregate };

export interface Added {
  readonly subject: Subject;
  readonly item: AggregateItem;
}

/** All that is added up, in the rows that are spread, too. */
export function aggregates(subject: Subject): readonly Added[] {
  const own = subject.node.items.filter(
    (item): item is AggregateItem => item.kind === 'field' && item.aggregate !== undefined,
  );
  const spread = [...(subject.joins?.values() ?? [])].flatMap((one) => aggregates(one.subject));
  return [...own.map((item) => ({ subject, item })), ...spread];
}

export function aggregateName({ alias, aggregate }: AggregateItem): string {
  return alias ?? aggregate;
}

/** An aggregate as a value of the database, rather than of JSON, and the column that it is of. */
export function plainAggregate({
  subject: { context, resource, alias, present },
  item: { field, cast: type, aggregate, resultCast },
}: Added): { readonly sql: string; readonly column?: Column } {
  if (!field) return { sql: casted(counted(present), resultCast) };
  const { sql, column } = fieldSql(context, resource, alias, field);
  return {
    sql: casted(`${aggregate}(${casted(sql, type)})`, resultCast),
    ...(column && type === undefined && { column }),
  };
}

function aggregateSql(
  { context, resource, alias, present }: Subject,
  { field, cast: type }: FieldItem,
  aggregate: Aggregate,
): string {
  if (!field) return counted(present);
  const { sql, column } = fieldSql(context, resource, alias, field);
  return aggregateValue(aggregate, casted(sql, type), type === undefined ? column : undefined);
}

/** The rows of a relation, where they are joined, and not those that they are joined to. */
function counted(present = '*'): string {
  return `count(${present})`;
}

function casted(sql: string, type: string | undefined): string {
  if (type === undefined) return sql;
  const made = cast(sql, type);
  if (made === undefined) throw new Problem(400, '42704', `type ${JSON.stringify(type)} does not exist`);
  return made;
}

/** A path into JSON is called by its last name, an aggregate by itself. */
function defaultName({ field, aggregate }: FieldItem): string {
  if (aggregate !== undefined) return aggregate;
  const keys = field?.steps.map(({ key }) => key) ?? [];
  return keys.findLast((key) => !/^-?\d+$/.test(key)) ?? field?.name ?? '';
}

/** What an item groups by, where others are aggregated. */
export function groupExpressions(subject: Subject, item: Exclude<Item, { kind: 'embed' }>): readonly string[] {
  if (item.kind === 'all') return allColumns(subject).map((column) => `${subject.alias}.${column.sql}`);
  return item.aggregate === undefined && item.field ? [plainSql(subject, item)] : [];
}
