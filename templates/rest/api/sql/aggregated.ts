// Are values of several rows added up? Then whatever else is read makes the groups.
//
// A row that is spread gives its columns to the row around it: there they make groups, and are added up, like those
// that are its own. So where values are added up the rows that are spread are joined; elsewhere each of their columns
// is a subquery. Of several rows that are spread the sums alone can be told then.

import { Problem } from '../../runtime/problem.js';
import type { Resource } from '../model/resource.js';
import { type EmbedItem, type Item, type Node, nameOf } from '../query/tree.js';
import type { Subject } from './condition.js';
import { follow, linkOfItem } from './embed.js';

/** A row that is joined to those that are read. */
export interface Joined {
  readonly subject: Subject;
  readonly from: string;
  readonly on: string;
}

export function isAggregated({ joins }: Subject): boolean {
  return joins !== undefined;
}

/** The subject with what its groups are made of, if there are any. */
export function grouping(subject: Subject): Subject {
  const own = counting(subject);
  return addsUp(own) ? { ...own, joins: joinsOf(own) } : own;
}

/** `count` without parentheses is the number of rows where no column is called that. */
function counting(subject: Subject): Subject {
  const { node, resource } = subject;
  const isCount = (item: Item): boolean => isBareCount(item, resource);
  return node.items.some(isCount)
    ? { ...subject, node: { ...node, items: node.items.map((item) => (isCount(item) ? counted(item) : item)) } }
    : subject;
}

function isBareCount(item: Item, { columns, computed }: Resource): boolean {
  if (item.kind !== 'field' || item.aggregate !== undefined) return false;
  return (
    item.field?.name === 'count' && item.field.steps.length === 0 && !columns.has('count') && !computed.has('count')
  );
}

function counted(item: Item): Item {
  if (item.kind !== 'field') return item;
  const { alias, cast } = item;
  return {
    kind: 'field',
    aggregate: 'count',
    ...(alias !== undefined && { alias }),
    ...(cast !== undefined && { resultCast: cast }),
  };
}

function addsUp(subject: Subject): boolean {
  return subject.node.items.some((item) => isAddedUp(subject, item));
}

function isSpread(item: EmbedItem): boolean {
  return item.spread && item.node.items.length > 0;
}

/** Rows of which nothing is added up are an array of each column. */
function isJoined(subject: Subject, item: EmbedItem): boolean {
  return isSpread(item) && (!linkOfItem(subject, item).many || addsUp(spreadIn(subject, item)));
}

function spreadIn(subject: Subject, item: EmbedItem): Subject {
  return counting({
    ...subject,
    resource: linkOfItem(subject, item).target,
    node: item.node,
    depth: subject.depth + 1,
  });
}

function joinsOf(subject: Subject): ReadonlyMap<EmbedItem, Joined> {
  const joins = new Map(spreadRows(subject).map((item) => [item, joinOf(subject, item)] as const));
  refuseBeside(subject, joins);
  return joins;
}

/** Every row is there once for each of the many that are joined to it: what else is added up would be so as often. */
function refuseBeside(subject: Subject, joins: ReadonlyMap<EmbedItem, Joined>): void {
  const many = [...joins].find(([item, { subject: inner }]) => multiplies(subject, item, inner))?.[0];
  if (!many || subject.node.items.every((item) => item === many || !isAddedUp(subject, item))) return;
  throw new Problem(
    400,
    'PGRST127',
    `Beside the aggregates of ${JSON.stringify(nameOf(many))} that are spread no others can be read`,
    { hint: 'Embed it without "..." to have others, too.' },
  );
}

function multiplies(subject: Subject, item: EmbedItem, inner: Subject): boolean {
  return (
    linkOfItem(subject, item).many ||
    [...(inner.joins ?? [])].some(([one, { subject: next }]) => multiplies(inner, one, next))
  );
}

function isAddedUp(subject: Subject, item: Item): boolean {
  return item.kind === 'field'
    ? item.aggregate !== undefined
    : item.kind === 'embed' && isSpread(item) && addsUp(spreadIn(subject, item));
}

function spreadRows(subject: Subject): readonly EmbedItem[] {
  return subject.node.items.filter((item): item is EmbedItem => item.kind === 'embed' && isJoined(subject, item));
}

function joinOf(subject: Subject, item: EmbedItem): Joined {
  const { link, found } = follow(subject, item);
  const through = link.relation?.through;
  const far = (through ?? link.relation)?.on[0]?.[1] ?? '*';
  const inner = counting({ ...found.subject, present: `${found.subject.alias}.${far}` });
  if (link.many) refuseOthers(item, inner.node);
  return { ...found, from: through ? `(${found.from})` : found.from, subject: { ...inner, joins: joinsOf(inner) } };
}

/**
 * Columns of many rows beside their sums would make groups of those rows, or be gathered, and a part of the rows would
 * be all of them.
 */
function refuseOthers(item: EmbedItem, { items, limit, offset }: Node): void {
  const isSums = items.every((one) =>
    one.kind === 'field' ? one.aggregate !== undefined : one.kind === 'embed' && isSpread(one),
  );
  if (isSums && limit === undefined && offset === undefined) return;
  throw new Problem(
    400,
    'PGRST127',
    `Of ${JSON.stringify(nameOf(item))} aggregates are spread, and nothing else can be`,
    { hint: 'Embed it without "..." to have its columns, too.' },
  );
}
