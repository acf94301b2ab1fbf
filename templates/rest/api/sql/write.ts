// What a write is, before the engine says it in SQL (engine/writes.ts).

import type { Build } from '../../../orm/runtime/build.js';
import type { Column } from '../../../orm/runtime/table.js';
import type { Node } from '../query/tree.js';
import type { Body } from '../engine/json.js';
import type { Row } from '../http/body.js';
import { conditionsSql, type Subject } from './condition.js';
import { grantFor, joined, rowFilter } from './context.js';
import type { Verb } from '../../runtime/access.js';
import { Problem } from '../../runtime/problem.js';

export interface Write {
  /** The table's rows, with the conditions on those that are touched. */
  readonly subject: Subject;
  /** What is read of the written rows. */
  readonly node: Node;
  readonly reads: boolean;
  /** It matters how many rows are new. */
  readonly creates: boolean;
  /** What every row that is left behind must meet, with the rows called by that name, as a part of that statement. */
  readonly check?: (alias: string, build: Build) => string;
}

export interface Conflict {
  /** The key that tells rows apart; none: any key. */
  readonly columns: readonly Column[];
  /** A row that is there is changed, rather than left. */
  readonly update: boolean;
}

export interface Insertion extends Write {
  readonly columns: readonly Column[];
  readonly rows: readonly Row[];
  /** The rows as the validators read them: by field, for the codecs. */
  readonly values: readonly Row[];
  /** The rows as JSON. */
  readonly text: () => string;
  /** A column that a row does not name gets its default, rather than NULL. */
  readonly defaults: boolean;
  readonly conflict?: Conflict;
  /** What its text depends on, beside the values: the same is the same text. Absent where that is more than can be said. */
  readonly question?: string;
}

export interface Update extends Write {
  readonly columns: readonly Column[];
  readonly row: Row;
  readonly values: Row;
  readonly text: () => string;
  readonly where: () => string;
}

export interface Deletion extends Write {
  readonly where: () => string;
}

export interface Written {
  readonly count: number;
  readonly created: number;
  /** Rows that the caller may not leave behind. */
  readonly denied: number;
  readonly body?: Body;
}

/** The rows that a request touches: some condition there must be. */
export function touched(subject: Subject, verb: Verb): () => string {
  if (subject.node.conditions.length === 0) {
    throw new Problem(400, '21000', `${verb.toUpperCase()} requires a WHERE clause`, { hint: 'Say which rows by a filter.' });
  }
  return () => {
    const grant = grantFor(subject.context, subject.resource, verb);
    return joined([rowFilter(subject.context, subject.resource, grant, subject.alias), conditionsSql(subject, subject.node.conditions)]);
  };
}
