// Are values of several rows added up? Then whatever else is read makes the groups.
//
// A row that is spread gives its columns to the row around it: there they make groups, and are added up, like those that are its own. So where values are
// added up the rows that are spread are joined; elsewhere each of their columns is a subquery.

import type { Resource } from '../model/resource.js';
import type { EmbedItem, Item } from '../query/tree.js';
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
  return node.items.some(isCount) ? { ...subject, node: { ...node, items: node.items.map((item) => (isCount(item) ? counted(item) : item)) } } : subject;
}

function isBareCount(item: Item, { columns, computed }: Resource): boolean {
  if (item.kind !== 'field' || item.aggregate !== undefined) return false;
  return item.field?.name === 'count' && item.field.steps.length === 0 && !columns.has('count') && !computed.has('count');
}

function counted(item: Item): Item {
  if (item.kind !== 'field') return item;
  const { alias, cast } = item;
  return { kind: 'field', aggregate: 'count', ...(alias !== undefined && { alias }), ...(cast !== undefined && { resultCast: cast }) };
}

function addsUp(subject: Subject): boolean {
  return subject.node.items.some((item) => (item.kind === 'field' ? item.aggregate !== undefined : item.kind === 'embed' && isOneSpread(subject, item) && addsUp(spreadIn(subject, item))));
}

function isOneSpread(subject: Subject, item: EmbedItem): boolean {
  return item.spread && item.node.items.length > 0 && !linkOfItem(subject, item).many;
}

function spreadIn(subject: Subject, item: EmbedItem): Subject {
  return counting({ ...subject, resource: linkOfItem(subject, item).target, node: item.node, depth: subject.depth + 1 });
}

function joinsOf(subject: Subject): ReadonlyMap<EmbedItem, Joined> {
  const spread = spreadRows(subject);
  return new Map(spread.map((item) => [item, joinOf(subject, item)]));
}

function spreadRows(subject: Subject): readonly EmbedItem[] {
  return subject.node.items.filter((item): item is EmbedItem => item.kind === 'embed' && isOneSpread(subject, item));
}

function joinOf(subject: Subject, item: EmbedItem): Joined {
  const { link, found } = follow(subject, item);
  const far = link.relation?.on[0]?.[1] ?? '*';
  const inner = counting({ ...found.subject, present: `${found.subject.alias}.${far}` });
  return { ...found, subject: { ...inner, joins: joinsOf(inner) } };
}

