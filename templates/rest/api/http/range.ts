// Which rows of a list: the headers Range and Content-Range.

import { Problem } from '../../runtime/problem.js';
import type { Node } from '../query/tree.js';

/** `Range: 0-9` narrows what `limit` and `offset` say. Nothing else than rows is counted. */
export function narrowByRange(
  node: Node,
  range: string | undefined,
  unit: string | readonly string[] | undefined,
): void {
  if (range === undefined || (unit !== undefined && unit !== 'items')) return;
  const [, first, last] = /^(\d{1,15})-(\d{0,15})$/.exec(range) ?? [];
  if (first === undefined) return;
  const begin = Number(first);
  const end = last === undefined || last === '' ? Infinity : Number(last);
  if (end < begin) {
    throw new Problem(416, 'PGRST103', 'Requested range not satisfiable', {
      details: 'The lower boundary must be lower than or equal to the upper boundary in the Range header.',
    });
  }
  const own = {
    begin: node.offset ?? 0,
    end: node.limit === undefined ? Infinity : (node.offset ?? 0) + node.limit - 1,
  };
  const [from, to] = [Math.max(begin, own.begin), Math.min(end, own.end)];
  node.offset = from;
  if (to !== Infinity) node.limit = Math.max(0, to - from + 1);
}

/** `0-9/100`, `*` for what is not known or not there. */
export function contentRange(offset: number, count: number, total: number | undefined): string {
  const rows = count === 0 ? '*' : `${String(offset)}-${String(offset + count - 1)}`;
  return `${rows}/${total === undefined ? '*' : String(total)}`;
}

/** 206 for a part of what is known to be more. */
export function rangeStatus(offset: number, count: number, total: number | undefined): number {
  if (total === undefined) return 200;
  if (offset > total) {
    throw new Problem(416, 'PGRST103', 'Requested range not satisfiable', {
      details: `An offset of ${String(offset)} was requested, but there are only ${String(total)} rows.`,
      headers: { 'content-range': `*/${String(total)}` },
    });
  }
  return count < total ? 206 : 200;
}
