// What carries out GraphQL operations: the seam between the documents that come over HTTP or a socket and the statements that answer them.
//
// Whoever calls has parsed and validated the document against `schema`, and checked its limits. A document object that is kept and passed
// again is answered by what was compiled for it before (compile/plans.ts), so callers keep them.

import type { DocumentNode, GraphQLSchema, SelectionSetNode } from 'graphql';

import type { Caller } from '../runtime/caller.js';
import type { Service } from '../runtime/service.js';

export interface Operation {
  readonly document: DocumentNode;
  readonly source: string;
  readonly operationName?: string;
  readonly variables: Readonly<Record<string, unknown>>;
  readonly caller: Caller;
}

export interface Executor {
  readonly schema: GraphQLSchema;
  /** The whole response as JSON text: {"data":…,"errors":…}. */
  readonly execute: (operation: Operation) => Promise<string>;
  /**
   * For subscriptions: the row with that key as JSON text, as the selection set of the operation asks for it; null if it is gone, or no row
   * that the caller may see. `model` is the ORM's name of the table, `key` has the fields of one of its keys.
   */
  readonly row: (model: string, key: Readonly<Record<string, unknown>>, selection: SelectionSetNode, operation: Operation) => Promise<string | null>;
}

export function executorOf(service: Service): Executor {
  void service;
  throw new TypeError('not there yet');
}
