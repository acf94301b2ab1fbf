// POST and PATCH of rows with others in them (tree.ts): all of it in one transaction, and then the answer is read, as
// all of it belongs to that.

import { Problem } from '../../runtime/problem.js';
import { bodyOf } from '../engine/json.js';
import type { Asked } from '../handlers/request.js';
import { changeRows, insertRows, perform, readNode, readsBack, settle, type Writing } from '../handlers/writing.js';
import { permitted, grantFor, rowFilter } from '../sql/context.js';
import { rowsIn } from '../http/answer.js';
import type { Row } from '../http/body.js';
import { writeJson } from '../http/json.js';
import { readStatement } from '../sql/read.js';
import type { Written } from '../sql/write.js';
import { judge } from './judge.js';
import { equal, findRows, partOf, sameAs } from './parts.js';
import { changeTree, nearNames, pointed, writeHanging } from './write.js';
import { type Tree, treeOf } from './tree.js';

/** New rows, each with what hangs on it. */
export async function createWith(writing: Writing, given: readonly Row[]): Promise<Written> {
  const { asked, resource } = writing;
  if (asked.prefer.resolution !== undefined)
    throw new Problem(400, 'PGRST102', 'Rows with others in them are new: they are not merged', {
      details: `${asked.prefer.resolution} is for rows alone`,
    });
  const trees = given.map((row) => treeOf(resource, row, 'insert', asked.service.limits.depth));
  judge(asked, trees, 'insert');
  return perform(
    { ...writing, whole: true },
    trees.map(({ row }) => row),
    async (scope, rows) => {
      const inside = { ...asked, scope };
      const places: Row[] = [];
      for (const tree of treesOf(rows, trees))
        places.push(await insertRoot(inside, writing, { resource, branches: [], path: '', ...tree }));
      return answer(inside, writing, places);
    },
  );
}

/**
 * The rows that the hooks leave, each with what hangs on it. A row that stands in the place of a given one has what
 * hung on that, as it says nothing of it; one that was added has nothing.
 */
function treesOf(rows: readonly Row[], given: readonly Tree[]): (Partial<Tree> & { row: Row })[] {
  const left = new Set(rows);
  const byRow = new Map(given.map((tree) => [tree.row, tree]));
  return rows.map((row, index) => {
    const there = given[index];
    const replaced = there && rows.length === given.length && !left.has(there.row) ? there : undefined;
    return { ...(byRow.get(row) ?? replaced), row };
  });
}

async function insertRoot(asked: Asked, writing: Writing, tree: Tree): Promise<Row> {
  const { resource, row } = tree;
  const foreign = await pointed(asked, tree);
  permit(writing, foreign);
  const all = [{ ...row, ...foreign }];
  const key = resource.key.map(({ name }) => name);
  const part = partOf(asked, resource, 'insert', [...key, ...nearNames(tree)], [tree.path]);
  const written = await insertRows(
    part,
    asked.scope,
    { rows: all, single: true, text: () => writeJson(all) },
    all,
    undefined,
  );
  settle(part, written);
  const [made = {}] = written.body ? rowsIn(written.body) : [];
  await writeHanging(asked, tree, made);
  return Object.fromEntries(key.map((name) => [name, made[name]]));
}

/** The columns that relations fill are written by the caller, too. */
function permit({ asked, resource, verb }: Writing, row: Row): void {
  for (const name of Object.keys(row)) permitted(resource, grantFor(asked, resource, verb), resource.written(name));
}

/** One row is changed, and what hangs on it. */
export async function changeWith(writing: Writing, given: readonly Row[]): Promise<Written> {
  const { asked, resource } = writing;
  const [first = {}, ...more] = given;
  if (more.length > 0) throw new Problem(400, 'PGRST102', 'A change is one object');
  if (writing.query.root.conditions.length === 0)
    throw new Problem(400, '21000', 'UPDATE requires a WHERE clause', { hint: 'Say which row by a filter.' });
  if (resource.key.length === 0)
    throw new Problem(400, 'PGRST102', `${resource.name} has no key that others could be changed along with`);
  const tree = treeOf(resource, first, 'update', asked.service.limits.depth);
  judge(asked, [tree], 'update');
  return perform({ ...writing, whole: true }, [tree.row], async (scope, [row = {}]) => {
    const inside = { ...asked, scope };
    const current = await currentRow(inside, writing, tree);
    if (!current) return answer(inside, writing, []);
    const key = Object.fromEntries(resource.key.map(({ name }) => [name, current[name]]));
    const made = await changeTree(inside, { ...tree, row }, key, current, async (changes, foreign) => {
      permit(writing, foreign);
      await changeRoot(inside, writing, key, changes);
    });
    return answer(inside, writing, [Object.fromEntries(resource.key.map(({ name }) => [name, made[name]]))]);
  });
}

/** The one row that the filters choose of those that the caller may change. */
async function currentRow(asked: Asked, { resource, query }: Writing, tree: Tree): Promise<Row | undefined> {
  sameAs(
    asked,
    resource,
    Object.fromEntries(
      query.root.conditions.flatMap((one) =>
        one.kind === 'test' && resource.columns.has(one.field.name) ? [[one.field.name, null]] : [],
      ),
    ),
  );
  const wanted = [...resource.key.map(({ name }) => name), ...nearNames(tree)];
  const [found, ...more] = await findRows(asked, resource, wanted, query.root.conditions, false, (context) => {
    const alias = context.build.alias();
    return {
      alias,
      from: `${resource.table.sql} ${alias}`,
      only: () => rowFilter(context, resource, grantFor(asked, resource, 'update'), alias),
    };
  });
  if (more.length > 0)
    throw new Problem(400, 'PGRST102', 'Rows with others in them are changed one at a time', {
      details: 'the filters choose several',
    });
  return found;
}

async function changeRoot(asked: Asked, writing: Writing, key: Row, changes: Row): Promise<void> {
  const part = partOf(asked, writing.resource, 'update', [], [''], equal(key));
  settle(part, await changeRows(part, asked.scope, [changes]));
}

/** What the client is told of the rows, now that everything is written. */
async function answer(asked: Asked, writing: Writing, places: readonly Row[]): Promise<Written> {
  const counts = { count: places.length, created: writing.verb === 'insert' ? places.length : 0, denied: 0 };
  if (!readsBack(writing)) return counts;
  if (places.some((place) => Object.keys(place).length === 0)) {
    throw new Problem(400, 'PGRST100', `${writing.resource.name} has no key to find the written rows by`, {
      hint: 'Ask for return=minimal.',
    });
  }
  const texts: string[] = [];
  let count = 0;
  for (const place of places) {
    const root = readNode(writing);
    root.conditions.push(...equal(place));
    const body = bodyOf(
      (await asked.scope.run(readStatement(asked, writing.resource, { root, others: [], distinct: false }))).rows,
    );
    if (body.count > 0) texts.push(body.text.trim().slice(1, -1));
    count += body.count;
  }
  return { ...counts, body: { text: `[${texts.join(',')}]`, count } };
}
