// A row of a body with the rows that hang on it, under the names that `select` embeds them by:
//
//   { "title": "…", "writers!writer_id": { "connect": { "id": 1 } }, "chapters": [{ "title": "…" }, { "title": "…" }] }
//
// What stands there is a new row, or an instruction: `create`, `connect` (a row that is there, by its key) and, in a
// change, `update`. A column wins over a relation of the same name, and a row over an instruction where the table has a
// column of that name.

import type { Relation } from '../../../orm/runtime/table.js';
import { Problem } from '../../runtime/problem.js';
import type { Writing } from '../handlers/writing.js';
import type { Row } from '../http/body.js';
import { linkFor } from '../model/embedding.js';
import { type Link, nameOf } from '../model/link.js';
import type { Resource } from '../model/resource.js';

export interface Tree {
  readonly resource: Resource;
  /** What is said of its own columns. */
  readonly row: Row;
  readonly branches: readonly Branch[];
  /** Where it stands in the body: `chapters[2]`; empty at the root. */
  readonly path: string;
}

export interface Branch {
  readonly link: Link;
  readonly relation: Relation;
  readonly path: string;
  readonly deeds: readonly Deed[];
}

const instructions = ['create', 'connect', 'update'] as const;
type Instruction = (typeof instructions)[number];

/** The row of `connect` is the key, that of `update` the key with the changes. */
export interface Deed {
  readonly kind: Instruction;
  readonly tree: Tree;
}

export type Verb = 'insert' | 'update';

/** The row itself has the foreign key, so what it points to is written before it. */
export function isOwn({ relation }: Branch): boolean {
  return relation.own && !relation.through;
}

/** The names of the columns at both ends of a relation without a join table. */
export function ends(
  resource: Resource,
  { link, relation }: Branch,
): readonly (readonly [near: string, far: string])[] {
  return relation.on.map(([near, far]) => [nameOf(resource, near), nameOf(link.target, far)] as const);
}

export function isNested({ resource, query }: Writing, rows: readonly Row[]): boolean {
  return query.columns === undefined && rows.some((row) => Object.keys(row).some((name) => isRelation(resource, name)));
}

function isRelation({ columns, links }: Resource, name: string): boolean {
  if (columns.has(name)) return false;
  const [relation = ''] = name.split('!');
  return links.some(({ names, target }) => names.has(relation) || target.name === relation);
}

/** `levels` more may be nested in it. */
export function treeOf(resource: Resource, given: Row, verb: Verb, levels: number, path = ''): Tree {
  const entries = Object.entries(given);
  const row = Object.fromEntries(entries.filter(([name]) => !isRelation(resource, name)));
  const branches = entries
    .filter(([name]) => isRelation(resource, name))
    .map(([name, value]) => branchOf(resource, name, value, verb, levels - 1, within(path, name)));
  const tree = { resource, row, branches, path };
  refuseTwice(tree);
  return tree;
}

function within(path: string, name: string): string {
  return path === '' ? name : `${path}.${name}`;
}

function branchOf(resource: Resource, name: string, value: unknown, verb: Verb, levels: number, path: string): Branch {
  if (levels < 0) throw wrong(path, 'rows are nested too deep');
  const [relation = '', hint] = name.split('!');
  const link = linkFor(resource, relation, hint);
  if (!link.relation || !link.target.writable) throw wrong(path, `${link.target.name} is only read here`);
  const deeds = listOf(value, path).flatMap(([one, place]) => deedsOf(link.target, one, verb, levels, place));
  if (!link.many && (Array.isArray(value) || deeds.length !== 1))
    throw wrong(path, `it is one row of ${link.target.name}`);
  return { link, relation: link.relation, path, deeds };
}

function listOf(value: unknown, path: string): readonly (readonly [one: unknown, path: string])[] {
  return Array.isArray(value)
    ? value.map((one: unknown, index) => [one, `${path}[${String(index)}]`] as const)
    : [[value, path]];
}

function deedsOf(target: Resource, value: unknown, verb: Verb, levels: number, path: string): readonly Deed[] {
  const row = rowOf(value, path);
  if (!isInstruction(target, row)) return [{ kind: 'create', tree: treeOf(target, row, 'insert', levels, path) }];
  return instructions.flatMap((kind) => {
    if (!Object.hasOwn(row, kind)) return [];
    if (kind === 'update' && verb === 'insert')
      throw wrong(within(path, kind), 'on a new row hangs nothing yet that could be changed');
    return listOf(row[kind], within(path, kind)).map(([one, place]) =>
      deedOf(target, kind, rowOf(one, place), levels, place),
    );
  });
}

function isInstruction({ columns }: Resource, row: Row): boolean {
  const names = Object.keys(row);
  return names.length > 0 && names.every((name) => instructions.some((one) => one === name) && !columns.has(name));
}

function deedOf(target: Resource, kind: Instruction, row: Row, levels: number, path: string): Deed {
  if (kind !== 'connect')
    return { kind, tree: treeOf(target, row, kind === 'create' ? 'insert' : 'update', levels, path) };
  if (Object.keys(row).length === 0) throw wrong(path, 'the columns of a key are missing');
  for (const name of Object.keys(row)) target.written(name);
  return { kind, tree: { resource: target, row, branches: [], path } };
}

function rowOf(value: unknown, path: string): Row {
  if (typeof value === 'object' && value !== null && !Array.isArray(value)) return value as Row;
  throw wrong(path, 'expected a row, or create, connect or update');
}

/** What a relation says of the row's own columns is not said again. */
function refuseTwice(tree: Tree): void {
  const told = new Set(Object.keys(tree.row));
  for (const branch of tree.branches.filter(isOwn)) {
    for (const [near] of ends(tree.resource, branch)) {
      if (told.has(near)) throw wrong(branch.path, `it says what ${near} is, which is said already`);
      told.add(near);
    }
  }
}

export function wrong(path: string, details: string): Problem {
  return new Problem(400, 'PGRST102', `${JSON.stringify(path)} is not what can be written there`, { details });
}
