// What leads from the rows of one resource to those of another: a foreign key, a join table, or a function that takes a
// row.

import type { Build } from '../../../orm/runtime/build.js';
import { type Source, relatedSource } from '../../../orm/runtime/relation.js';
import type { Relation } from '../../../orm/runtime/table.js';
import type { Resource } from './resource.js';

export type Cardinality = 'many-to-one' | 'one-to-one' | 'one-to-many' | 'many-to-many';

export interface Link {
  readonly target: Resource;
  readonly cardinality: Cardinality;
  readonly many: boolean;
  /** The words that an embedding may name it by, beside the target's name. */
  readonly names: ReadonlySet<string>;
  /** The words that choose it among several to the same target. */
  readonly hints: ReadonlySet<string>;
  /** From a table to itself along its own foreign key: named by its column or constraint only. */
  readonly back: boolean;
  /** How an error shows it: `posts_author_id_fkey using posts(author_id) and users(id)`. */
  readonly shown: string;
  /** The hint that names this one and no other. */
  readonly hint: string;
  /** Quoted columns of the near end that decide what is found. */
  readonly near: readonly string[];
  readonly source: (build: Build, parent: string) => Source;
  /** Absent where a function finds the rows: then nothing says how to write them. */
  readonly relation?: Relation;
}

export function linkOf(from: Resource, target: Resource, relation: Relation): Link {
  const near = relation.on.map(([column]) => column);
  const nearNames = near.map((sql) => nameOf(from, sql));
  const farNames = relation.through ? [] : relation.on.map(([, column]) => nameOf(target, column));
  const key = relation.key || unnamed(relation.own ? from : target, relation.own ? nearNames : farNames);
  const keys = relation.through ? [key, relation.through.key] : [key];
  const own = relation.own && nearNames.length === 1 ? nearNames : [];
  const foreign = relation.own ? nearNames : farNames;
  return {
    target,
    cardinality: cardinalityOf(from, relation),
    many: relation.many,
    names: new Set(relation.through ? [] : [...keys, ...own]),
    hints: new Set([
      ...keys,
      ...(relation.through ? [relation.through.name] : []),
      ...(foreign.length === 1 ? foreign : []),
      ...(farNames.length === 1 ? farNames : []),
    ]),
    back: from === target && relation.own,
    shown: shownOf(from, target, { ...relation, key }, nearNames, farNames),
    hint: relation.through?.name ?? key,
    near,
    source: (build, parent) => relatedSource(build, relation, parent),
    relation,
  };
}

/** What PostgreSQL would call a foreign key that has no name. */
function unnamed(table: Resource, columns: readonly string[]): string {
  return `${table.name}_${columns.join('_')}_fkey`;
}

/** The name of a column that is told by its quoted one. */
export function nameOf(resource: Resource, sql: string): string {
  return [...resource.columns.values()].find((column) => column.sql === sql)?.name ?? sql;
}

function cardinalityOf(from: Resource, { through, many, own, on }: Relation): Cardinality {
  if (through) return 'many-to-many';
  if (many) return 'one-to-many';
  const near = new Set(on.map(([column]) => column));
  const unique = from.table.keys.some(
    ({ fields }) =>
      fields.length === near.size && fields.every((field) => near.has(from.table.columns.get(field)?.sql ?? '')),
  );
  return own && !unique ? 'many-to-one' : 'one-to-one';
}

function shownOf(
  from: Resource,
  target: Resource,
  { key, through }: Relation,
  near: readonly string[],
  far: readonly string[],
): string {
  if (through) return `${through.name} using ${key} and ${through.key}`;
  return `${key} using ${from.name}(${near.join(', ')}) and ${target.name}(${far.join(', ')})`;
}
