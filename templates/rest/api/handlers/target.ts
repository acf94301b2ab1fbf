// What a request is about: a table's rows, one of them, those of a relation, or those that a text is found in. Only
// what the path says; the query string narrows it further.

import { Problem } from '../../runtime/problem.js';
import { linkFor } from '../model/embedding.js';
import type { Resource } from '../model/resource.js';
import { searchSql } from '../engine/search.js';
import type { Condition } from '../query/tree.js';
import type { Context } from '../sql/context.js';
import { grantFor, joined, rowFilter } from '../sql/context.js';
import { conditionsSql } from '../sql/condition.js';
import { nodeOf } from '../query/tree.js';
import type { Found } from '../sql/read.js';

/** Rows that are found in another way than by their table alone. */
export interface Target {
  readonly resource: Resource;
  /** Conditions that the path says. */
  readonly conditions: readonly Condition[];
  /** It is one row, which is there or is an error. */
  readonly single: boolean;
  readonly find?: (context: Context) => Found;
}

export function whole(resource: Resource): Target {
  return { resource, conditions: [], single: false };
}

/** `id` as it stands in the path: the parts of a key with commas between them. */
export function byKey(resource: Resource, id: string): Target {
  return { resource, conditions: keyTests(resource, id), single: true };
}

function keyTests(resource: Resource, id: string): readonly Condition[] {
  const parts = id.split(',').map(decoded);
  const { key, name } = resource;
  if (key.length === 0) throw new Problem(404, 'PGRST125', `${name} has no primary key to find a row by`);
  if (parts.length !== key.length) {
    throw new Problem(
      400,
      'PGRST100',
      `the key of ${name} has ${String(key.length)} parts: ${key.map((column) => column.name).join(',')}`,
    );
  }
  return key.map((column, index) => ({
    kind: 'test',
    field: { name: column.name, steps: [] },
    not: false,
    operator: 'eq',
    value: parts[index] ?? '',
  }));
}

export function decoded(part: string): string {
  try {
    return decodeURIComponent(part);
  } catch {
    throw new Problem(400, 'PGRST125', 'the path is not encoded as paths are');
  }
}

/** The rows that hang on the one with that key. */
export function byRelation(resource: Resource, id: string, name: string): Target {
  const link = linkFor(resource, name, undefined);
  const conditions = keyTests(resource, id);
  return {
    resource: link.target,
    conditions: [],
    single: false,
    find: (context) => {
      const parent = context.build.alias();
      const { alias, from, on } = link.source(context.build, parent);
      const subject = { context, resource, alias: parent, node: nodeOf([]), depth: 0 };
      const only = (): string =>
        joined([
          on,
          rowFilter(context, resource, grantFor(context, resource, 'select'), parent),
          conditionsSql(subject, conditions),
        ]);
      return { alias, from: `${resource.table.sql} ${parent}, ${from}`, only };
    },
  };
}

/** The rows in whose texts the words are found. */
export function bySearch(resource: Resource, text: string): Target {
  return {
    resource,
    conditions: [],
    single: false,
    find: (context) => {
      const alias = context.build.alias();
      return { alias, from: `${resource.table.sql} ${alias}`, only: () => searchSql(context, resource, alias, text) };
    },
  };
}
