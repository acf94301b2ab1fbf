// The cursor of a page: what its last row has in the terms of the order, as a text that clients hand back as it is.
//
// It opens nothing that a filter would not: its values are compared with columns that the caller may read. So it is not
// signed, but it says which order it was made for, as it would skip and repeat rows in another one.

import { Problem } from '../../runtime/problem.js';
import type { Position } from '../sql/keyset.js';
import { tagOf } from './tag.js';

export function writeCursor(order: string, position: Position): string {
  return Buffer.from(JSON.stringify([tagOf(order), ...position])).toString('base64url');
}

/** `count` terms has the order. */
export function readCursor(order: string, count: number, cursor: string): Position {
  const [tag, ...position] = listIn(cursor);
  if (tag !== tagOf(order)) throw wrong('it was made for another list, or for another order of this one');
  if (position.length !== count || !isPosition(position)) throw wrong('it is not as it was given');
  return position;
}

function isPosition(list: readonly unknown[]): list is Position {
  return list.every((one) => one === null || typeof one === 'string');
}

function listIn(cursor: string): readonly unknown[] {
  try {
    const list: unknown = JSON.parse(Buffer.from(cursor, 'base64url').toString('utf8'));
    if (Array.isArray(list)) return list;
  } catch {
    // It is no JSON.
  }
  throw wrong('it is not as it was given');
}

function wrong(details: string): Problem {
  return new Problem(400, 'PGRST100', '"after" has a cursor that is not one of this list', {
    details,
    hint: 'Take it from Next-Cursor or Link of the page before, with the same order. Without a value, "after" begins at the first page.',
  });
}
