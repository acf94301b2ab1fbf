// GET of a list in pages, by a cursor: `?order=created_at.desc&limit=20&after=` is the first page, and each answer says
// in Next-Cursor and Link where the next one begins. A page that is full may be the last: the one behind it is empty
// then.

import { lastOf } from '../engine/cursor.js';
import { type Body, bodyOf, readCsv } from '../engine/json.js';
import { Problem } from '../../runtime/problem.js';
import { type Answer, shaped } from '../http/answer.js';
import { headOf } from '../http/csv.js';
import { readCursor, writeCursor } from '../http/cursor.js';
import { applied, readKinds } from '../http/prefer.js';
import { isFilter } from '../query/filter.js';
import type { Query } from '../query/tree.js';
import type { Position } from '../sql/keyset.js';
import { outputNames } from '../sql/outputs.js';
import { type Pages, pagesOf } from '../sql/page.js';
import { subjectOf } from '../sql/read.js';
import { refusePlan } from './explained.js';
import type { Asked } from './request.js';
import { hookedRows, isHooked, totalOf } from './rows.js';
import type { Target } from './target.js';

interface Page extends Body {
  /** Where its last row is. */
  readonly last: Position | undefined;
}

export async function readPage(asked: Asked, target: Target, query: Query, cursor: string): Promise<Answer> {
  refusePlan(asked);
  refuseOthers(asked, target, query);
  const pages = pagesOf(asked, target.resource, query, target.find);
  const position = cursor === '' ? undefined : readCursor(pages.order, pages.terms, cursor);
  const total = await totalOf(asked, target, query);
  const csv = asked.form.csv && readCsv !== undefined && !isHooked(asked, target);
  const page = await pageOf(asked, target, pages, position, csv);
  const preferences = applied(asked.prefer, readKinds);
  return {
    status: 200,
    type: asked.form.type,
    headers: {
      'content-range': `*/${total === undefined ? '*' : String(total)}`,
      ...(preferences !== undefined && { 'preference-applied': preferences }),
      ...next(asked, pages, page),
    },
    text: textOf(asked, target, query, page, csv),
  };
}

function refuseOthers({ form }: Asked, { single }: Target, { root }: Query): void {
  if (single || form.singular) throw new Problem(400, 'PGRST100', '"after" pages through a list, and this is one row');
  if ((root.offset ?? 0) === 0) return;
  throw new Problem(400, 'PGRST100', '"after" and an offset exclude each other', {
    details: 'a page begins behind a row or at a number',
  });
}

async function pageOf(
  asked: Asked,
  target: Target,
  pages: Pages,
  position: Position | undefined,
  csv: boolean,
): Promise<Page> {
  const read = (nulls: boolean): Promise<Page> =>
    hookedRows(asked, target, async (scope) => {
      const { rows } = await scope.run(pages.statement(position, nulls, csv));
      return { ...bodyOf(rows), last: lastOf(rows, pages.terms) };
    });
  if (!pages.twofold(position)) return read(true);
  const page = await read(false);
  return page.count < pages.size ? read(true) : page;
}

function textOf(asked: Asked, { resource }: Target, { root }: Query, page: Page, csv: boolean): string {
  const names = (): readonly string[] => outputNames(subjectOf(asked, resource, root), root);
  return csv ? `${headOf(names())}\n${page.text}` : shaped(asked.form, page, names);
}

/** Where the page behind a full one is. */
function next({ path, pairs }: Asked, { order, size }: Pages, { count, last }: Page): Readonly<Record<string, string>> {
  if (!last || count < size) return {};
  const cursor = writeCursor(order, last);
  const query = new URLSearchParams(
    pairs.map(([name, value]): [string, string] => [name, name === 'after' && !isFilter(value) ? cursor : value]),
  );
  return {
    'next-cursor': cursor,
    link: `<${path.replace(/[^!#-;=?-~]/g, encodeURIComponent)}?${query.toString()}>; rel="next"`,
  };
}
