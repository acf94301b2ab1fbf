// Writing a row with what hangs on it: first the rows that it points to, then itself, then those that point to it.

import { Problem } from '../../runtime/problem.js';
import type { Asked } from '../handlers/request.js';
import type { Row } from '../http/body.js';
import { nameOf } from '../model/link.js';
import type { Resource } from '../model/resource.js';
import { conditionsSql } from '../sql/condition.js';
import { joined } from '../sql/context.js';
import type { Find } from '../sql/read.js';
import { nodeOf } from '../query/tree.js';
import { changePart, equal, findRows, insertPart, type Names, sameAs } from './parts.js';
import { type Branch, type Deed, ends, isOwn, type Tree, wrong } from './tree.js';

/** What must be known of a row to write what hangs on it. */
export function nearNames({ resource, branches }: Tree): Names {
  return branches.flatMap(({ relation }) => relation.on.map(([near]) => nameOf(resource, near)));
}

function keyNames({ key }: Resource): Names {
  return key.map(({ name }) => name);
}

/** A new row; what is wanted of it comes back. `told`: what the row around it says of its columns. */
export async function insertTree(asked: Asked, tree: Tree, told: Row, wanted: Names): Promise<Row> {
  const row = { ...tree.row, ...told, ...(await pointed(asked, tree)) };
  const [made = {}] = await insertPart(asked, tree.resource, [row], [...wanted, ...nearNames(tree)], [tree.path]);
  await writeHanging(asked, tree, made);
  return made;
}

// --------------------------------------------------------------------------------------------------- what it points to

/**
 * The foreign keys to the rows that the row points to, which are made or found. `current`: the row before its change.
 */
export async function pointed(asked: Asked, { resource, branches }: Tree, current?: Row): Promise<Row> {
  const row: Row = {};
  for (const branch of branches.filter(isOwn)) {
    const [deed] = branch.deeds;
    if (!deed) continue;
    const pairs = ends(resource, branch);
    if (deed.kind === 'update') await updatePointed(asked, branch, deed, current ?? {}, pairs);
    else {
      const far = pairs.map(([, name]) => name);
      const found =
        deed.kind === 'connect' ? await connected(asked, deed, far) : await insertTree(asked, deed.tree, {}, far);
      for (const [near, name] of pairs) row[near] = found[name];
    }
  }
  return row;
}

/**
 * The columns of the row that is meant by `connect`. If they are all that is said of it, the foreign key itself looks
 * whether it is there.
 */
async function connected(asked: Asked, { tree: { resource, row, path } }: Deed, wanted: Names): Promise<Row> {
  const names = Object.keys(row);
  if (names.length === wanted.length && wanted.every((name) => row[name] !== undefined && row[name] !== null))
    return row;
  const [found, ...more] = await findRows(asked, resource, wanted, sameAs(asked, resource, row), true);
  if (!found) throw absent(resource, path);
  if (more.length > 0) throw wrong(path, `several rows of ${resource.name} are like that`);
  return found;
}

function absent({ name }: Resource, path: string): Problem {
  return new Problem(409, '23503', `${path}: there is no such row of ${name}`);
}

async function updatePointed(
  asked: Asked,
  { link }: Branch,
  { tree }: Deed,
  current: Row,
  pairs: readonly (readonly [string, string])[],
): Promise<void> {
  if (pairs.some(([near]) => current[near] === null || current[near] === undefined))
    throw absent(link.target, tree.path);
  await updateTree(asked, tree, Object.fromEntries(pairs.map(([near, far]) => [far, current[near]])));
}

// --------------------------------------------------------------------------------------------------- what points to it

/** The rows that hang on a row which is there, of which the near ends of its relations are known. */
export async function writeHanging(asked: Asked, { resource, branches }: Tree, made: Row): Promise<void> {
  for (const branch of branches) {
    if (isOwn(branch)) continue;
    if (branch.relation.on.some(([near]) => made[nameOf(resource, near)] === null))
      throw wrong(branch.path, 'the row has no value for others to point to');
    if (branch.relation.through) await writeJoined(asked, resource, branch, made);
    else await writeChildren(asked, resource, branch, made);
  }
}

async function writeChildren(asked: Asked, resource: Resource, branch: Branch, made: Row): Promise<void> {
  const { target } = branch.link;
  const told = Object.fromEntries(ends(resource, branch).map(([near, far]) => [far, made[near]]));
  for (const group of groups(branch.deeds)) {
    const [deed] = group;
    if (!deed) continue;
    if (isPlain(deed))
      await insertPart(
        asked,
        target,
        group.map(({ tree: { row } }) => ({ ...row, ...told })),
        [],
        group.map(({ tree: { path } }) => path),
      );
    else if (deed.kind === 'create') await insertTree(asked, deed.tree, told, []);
    else if (deed.kind === 'connect') await adopt(asked, deed, told);
    else await updateHanging(asked, resource, branch, deed, made);
  }
}

function isPlain({ kind, tree }: Deed): boolean {
  return kind === 'create' && tree.branches.length === 0;
}

/** New rows with nothing on them that give the same columns are one statement. */
function groups(deeds: readonly Deed[]): readonly (readonly Deed[])[] {
  const found: Deed[][] = [];
  let last: string | undefined;
  for (const deed of deeds) {
    const shape = isPlain(deed) ? JSON.stringify(Object.keys(deed.tree.row).sort()) : undefined;
    if (shape !== undefined && shape === last) found.at(-1)?.push(deed);
    else found.push([deed]);
    last = shape;
  }
  return found;
}

/** The child points to this row from now on. */
async function adopt(asked: Asked, { tree: { resource, row, path } }: Deed, told: Row): Promise<void> {
  const count = await changePart(asked, resource, sameAs(asked, resource, row), told, path);
  if (count === 0) throw absent(resource, path);
  if (count > 1) throw wrong(path, `several rows of ${resource.name} are like that`);
}

// ----------------------------------------------------------------------------------------------------- by a join table

async function writeJoined(asked: Asked, resource: Resource, branch: Branch, made: Row): Promise<void> {
  const { link, relation, path } = branch;
  const { through } = relation;
  const join = through && asked.registry.find(through);
  if (!join?.writable) throw wrong(path, 'nothing can be joined here');
  const far = through?.on.map(([, name]) => nameOf(link.target, name)) ?? [];
  for (const deed of branch.deeds) {
    if (deed.kind === 'update') await updateHanging(asked, resource, branch, deed, made);
    else {
      const found =
        deed.kind === 'connect' ? await connected(asked, deed, far) : await insertTree(asked, deed.tree, {}, far);
      const near = relation.on.map(([name, column]): [string, unknown] => [
        nameOf(join, column),
        made[nameOf(resource, name)],
      ]);
      const other =
        through?.on.map(([column, name]): [string, unknown] => [
          nameOf(join, column),
          found[nameOf(link.target, name)],
        ]) ?? [];
      await insertPart(asked, join, [Object.fromEntries([...near, ...other])], [], [deed.tree.path], true);
    }
  }
}

// -------------------------------------------------------------------------------------------------------------- update

/** A row that hangs on this one, by its key, is changed. */
async function updateHanging(
  asked: Asked,
  resource: Resource,
  { link, relation }: Branch,
  { tree }: Deed,
  made: Row,
): Promise<void> {
  const { target } = link;
  const key = keyNames(target);
  const lacking = link.many ? key.filter((name) => !Object.hasOwn(tree.row, name)) : [];
  if (key.length === 0 || lacking.length > 0)
    throw wrong(tree.path, `which row of ${target.name} is told by its key: ${key.join(', ') || 'it has none'}`);
  const said = key.filter((name) => Object.hasOwn(tree.row, name));
  const given = Object.fromEntries(said.map((name) => [name, tree.row[name]]));
  const find: Find = (context) => {
    const parent = context.build.alias();
    const { alias, from, on } = link.source(context.build, parent);
    const subject = { context, resource, alias: parent, node: nodeOf([]), depth: 0 };
    const near = Object.fromEntries(
      relation.on.map(([name]) => [nameOf(resource, name), made[nameOf(resource, name)]]),
    );
    return {
      alias,
      from: `${resource.table.sql} ${parent}, ${from}`,
      only: () => joined([on, conditionsSql(subject, equal(near))]),
    };
  };
  const [found] = await findRows(asked, target, key, sameAs(asked, target, given), false, find);
  if (!found) throw absent(target, tree.path);
  const changes = Object.fromEntries(Object.entries(tree.row).filter(([name]) => !said.includes(name)));
  await updateTree(asked, { ...tree, row: changes }, found);
}

/** The one row with these values is changed, and what hangs on it. */
async function updateTree(asked: Asked, tree: Tree, place: Row): Promise<void> {
  const { resource, path } = tree;
  const [current, ...more] = await findRows(
    asked,
    resource,
    [...keyNames(resource), ...nearNames(tree)],
    equal(place),
    false,
  );
  if (!current || more.length > 0) throw absent(resource, path);
  await changeTree(asked, tree, place, current, async (changes) => {
    if ((await changePart(asked, resource, equal(place), changes, path)) !== 1) throw absent(resource, path);
  });
}

/** The order of all changes: what it points to, itself by `write`, what points to it. */
export async function changeTree(
  asked: Asked,
  tree: Tree,
  place: Row,
  current: Row,
  write: (changes: Row, foreign: Row) => Promise<void>,
): Promise<Row> {
  const foreign = await pointed(asked, tree, current);
  const changes = { ...tree.row, ...foreign };
  if (Object.keys(changes).length > 0) await write(changes, foreign);
  const made = { ...place, ...current, ...changes };
  await writeHanging(asked, tree, made);
  return made;
}
