// What carries out GraphQL operations: the seam between the documents that come over HTTP or a socket and the
// statements that answer them.
//
// Whoever calls has parsed and validated the document against `schema`, and checked its limits. A document object that
// is kept and passed again is answered by what was compiled for it before (compile/prepared.ts), so callers keep them.

import {
  type DocumentNode,
  GraphQLError,
  type GraphQLFormattedError,
  type GraphQLObjectType,
  type GraphQLSchema,
  OperationTypeNode,
  type SelectionSetNode,
} from 'graphql';

import { toldStatement } from '../../orm/runtime/build.js';
import type { Caller } from '../runtime/caller.js';
import { reading } from '../runtime/retry.js';
import type { Service } from '../runtime/service.js';
import type { Asking } from './compile/compilation.js';
import { type Field, fieldsOf } from './compile/fields.js';
import { type Plan, planOf } from './compile/plan.js';
import { BadVariables, operationOf, Prepared } from './compile/prepared.js';
import { rowStatement } from './compile/rows.js';
import type { Pin, Variables } from './compile/variables.js';
import { Catalog } from './model/catalog.js';
import { readSchema, schemaText } from './model/schema.js';
import { labels, models } from './models.js';
import { once } from './once.js';
import { nothingOwn, type Own } from './own/own.js';
import { withOwn } from './own/rows.js';
import { errorOf, failed } from './problems.js';
import { answerQuery } from './read.js';
import { answerMutation } from './write/mutation.js';

export interface Operation {
  readonly document: DocumentNode;
  readonly source: string;
  readonly operationName?: string;
  readonly variables: Readonly<Record<string, unknown>>;
  readonly caller: Caller;
}

export interface Executor {
  /** Read when it is first asked for. */
  readonly schema: GraphQLSchema;
  /** The whole response as JSON text: {"data":…,"errors":…}. */
  readonly execute: (operation: Operation) => Promise<string>;
  /**
   * For subscriptions: the row with that key as JSON text, as the selection set of the operation asks for it; null if
   * it is gone, or no row that the caller may see. `model` is the ORM's name of the table, `key` has the fields of one
   * of its keys.
   */
  readonly row: (
    model: string,
    key: Readonly<Record<string, unknown>>,
    selection: SelectionSetNode,
    operation: Operation,
  ) => Promise<string | null>;
}

/**
 * The schema of many tables takes its time to be read, which others should not wait for. With fields of one's own it
 * may be wrong, and is read now.
 */
export function executorOf(service: Service, own: Own = nothingOwn): Executor {
  const text = schemaText();
  const executing = once(() => new Executing(service, new Catalog(readSchema(text, labels, own), models, own)));
  if (own.schema.trim() !== '') executing();
  return {
    get schema() {
      return executing().catalog.schema;
    },
    execute: (operation) => executing().execute(operation),
    row: (model, key, selection, operation) => executing().row(model, key, selection, operation),
  };
}

class Executing {
  readonly #documents = new WeakMap<DocumentNode, Map<string, Prepared>>();

  constructor(
    readonly service: Service,
    readonly catalog: Catalog,
  ) {}

  async execute(operation: Operation): Promise<string> {
    try {
      const prepared = this.#prepared(operation);
      const variables = prepared.coerced(operation.variables);
      if (prepared.operation.operation === OperationTypeNode.QUERY)
        return await this.#query(operation, prepared, variables);
      if (prepared.operation.operation === OperationTypeNode.MUTATION)
        return await this.#mutation(operation, prepared, variables);
      throw new GraphQLError('A subscription is not answered once.');
    } catch (error) {
      if (error instanceof BadVariables)
        return failed(
          error.errors.map((one) => one.toJSON()),
          false,
        );
      return failed([errorOf(error, [])], false);
    }
  }

  #prepared({ document, operationName }: Operation): Prepared {
    let named = this.#documents.get(document);
    if (!named) this.#documents.set(document, (named = new Map<string, Prepared>()));
    const name = operationName ?? '';
    let prepared = named.get(name);
    if (!prepared)
      named.set(name, (prepared = new Prepared(this.catalog.schema, document, operationOf(document, operationName))));
    return prepared;
  }

  #asking({ caller, variables: told }: Operation, { fragments }: Prepared, variables: Variables): Asking {
    return { catalog: this.catalog, service: this.service, caller, fragments, variables, told };
  }

  #query(operation: Operation, prepared: Prepared, variables: Variables): Promise<string> {
    const type = this.catalog.schema.getQueryType() as GraphQLObjectType;
    const compile = (pins: Pin[], only?: Field): Plan => {
      const asking = this.#asking(operation, prepared, prepared.slotted(variables, pins));
      const fields = only ? [only] : fieldsOf(asking, type, [prepared.operation.selectionSet]);
      return planOf(asking, type, fields, operation.document, prepared.operation);
    };
    const plan = prepared.plan(operation.caller.role, variables, compile);
    return answerQuery({
      service: this.service,
      caller: operation.caller,
      variables,
      plan,
      alone: (field) => compile([], field),
      asking: () => this.#asking(operation, prepared, variables),
      type,
    });
  }

  /** A mutation is written anew each time: what it writes depends on what it is given. */
  #mutation(operation: Operation, prepared: Prepared, variables: Variables): Promise<string> {
    return answerMutation(
      this.#asking(operation, prepared, variables),
      this.catalog.schema.getMutationType() as GraphQLObjectType,
      prepared.operation,
    );
  }

  async row(
    name: string,
    key: Readonly<Record<string, unknown>>,
    selection: SelectionSetNode,
    operation: Operation,
  ): Promise<string | null> {
    const model = this.catalog.named(name);
    if (!model) throw new GraphQLError(`There is no model ${name}.`);
    const prepared = this.#prepared(operation);
    const variables = prepared.coerced(operation.variables);
    const asking = this.#asking(operation, prepared, prepared.slotted(variables, []));
    const { statement, own } = rowStatement(asking, model, [selection], key);
    const { rows } = await reading(() => this.service.scope(operation.caller).run(toldStatement(statement, variables)));
    const text = rows[0]?.['d0'] as string | null | undefined;
    if (text === null || text === undefined) return null;
    const errors: GraphQLFormattedError[] = [];
    const row = await withOwn(text, own, { caller: operation.caller, db: this.service.db }, errors, 0);
    // An event tells of one error, or of a row.
    if (errors[0]) throw new GraphQLError(errors[0].message, { extensions: errors[0].extensions ?? {} });
    return row;
  }
}
