// Are values of several rows added up? Then whatever else is read makes the groups.

import type { Node } from '../query/tree.js';

export function isAggregated(node: Node): boolean {
  return node.items.some((item) => item.kind === 'field' && item.aggregate !== undefined);
}
