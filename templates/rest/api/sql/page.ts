// One page of a list that is gone through by a cursor: the statement, with what the next cursor is made of.

import type { Statement } from '../../../orm/runtime/build.js';
import { pageText } from '../engine/cursor.js';
import { Problem } from '../../runtime/problem.js';
import type { Resource } from '../model/resource.js';
import type { Query } from '../query/tree.js';
import { joined } from './context.js';
import { behind, hasNullsBehind, keysetOrder, keysetTerms, orderName, type Position } from './keyset.js';
import { type Asking, type Find, found, rowsOf } from './read.js';

/** A list in an order that is total, to be read in pages. */
export interface Pages {
  readonly order: string;
  readonly terms: number;
  /** How many rows a page has. */
  readonly size: number;
  /** May rows be left out at first, as in `statement` without `nulls`? */
  readonly twofold: (position: Position | undefined) => boolean;
  readonly statement: (position: Position | undefined, nulls: boolean, csv: boolean) => Statement;
}

export function pagesOf(asking: Asking, resource: Resource, query: Query, find?: Find): Pages {
  if (query.distinct)
    throw new Problem(400, 'PGRST100', '"after" and "distinct" exclude each other', {
      details: 'distinct rows have no keys to go on behind',
    });
  const { subject } = found(asking, resource, query.root, find);
  const terms = keysetTerms(subject);
  const most = asking.service.limits.rows;
  return {
    order: orderName(resource, terms),
    terms: terms.length,
    size: Math.min(query.root.limit ?? most, most),
    twofold: (position) => position !== undefined && hasNullsBehind(terms, position),
    statement: (position, nulls, csv) => {
      const { subject: own, from, only } = found(asking, resource, query.root, find);
      const { build } = own.context;
      const place = (): string => joined([only?.() ?? '', position ? behind(build, terms, position, nulls) : '']);
      return build.statement(
        pageText(rowsOf(own, from, { distinct: false, only: place, order: keysetOrder(terms) }), terms, csv),
      );
    },
  };
}
