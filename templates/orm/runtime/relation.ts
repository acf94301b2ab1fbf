// How the rows of a relation are found from a row that is called `parent`.

import type { Build } from './build.js';
import type { Pairs, Relation } from './table.js';

export interface Source {
  readonly alias: string;
  readonly from: string;
  /** Joins them to the parent. */
  readonly on: string;
}

export function relatedSource(build: Build, relation: Relation, parent: string): Source {
  const alias = build.alias();
  const target = `${build.source(relation.target().sql)} ${alias}`;
  if (!relation.through) return { alias, from: target, on: equalities(relation.on, parent, alias) };
  const join = build.alias();
  return {
    alias,
    from: `${build.source(relation.through.sql)} ${join} join ${target} on ${equalities(relation.through.on, join, alias)}`,
    on: equalities(relation.on, parent, join),
  };
}

function equalities(pairs: Pairs, near: string, far: string): string {
  return pairs.map(([a, b]) => `${far}.${b} = ${near}.${a}`).join(' and ');
}
