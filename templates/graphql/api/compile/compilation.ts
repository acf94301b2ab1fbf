// An operation while its statement is written: who asks, what there is, the fields that failed and may be null for it.
//
// A statement's parameters are told by their order, so everything is written from left to right, as in rest/sql/.

import {
  type ASTNode,
  type GraphQLField,
  type GraphQLFormattedError,
  type GraphQLObjectType,
  type GraphQLSchema,
  isNonNullType,
  type SelectionSetNode,
  valueFromAST,
} from 'graphql';

import { Build } from '../../../orm/runtime/build.js';
import type { Table } from '../../../orm/runtime/table.js';
import { Problem } from '../../runtime/problem.js';
import type { Caller } from '../../runtime/caller.js';
import type { Service } from '../../runtime/service.js';
import { type Context, grantFor, permitted, rowFilter } from '../../rest/sql/context.js';
import type { Output } from '../../rest/sql/shape.js';
import type { Catalog, Model } from '../model/catalog.js';
import type { Placed } from '../own/rows.js';
import { errorOf } from '../problems.js';
import { type Field, type Fragments, fieldsOf } from './fields.js';
import { type Variables, plain } from './variables.js';

export interface Asking {
  readonly catalog: Catalog;
  readonly service: Service;
  readonly caller: Caller;
  readonly fragments: Fragments;
  /** With slots for scalars. */
  readonly variables: Variables;
  /** The same as the client gave them. */
  readonly told: Variables;
}

/** A field that failed, where what is around it has to be null, too. It has been told already. */
export class Nulled extends Error {}

export class Compilation {
  readonly context: Context;
  readonly errors: GraphQLFormattedError[] = [];
  /** Lists of the answer that come backwards, by the keys that lead to them. */
  readonly backwards: (readonly string[])[] = [];
  /** Where in the answer the rows of the root's table are, for hooks. */
  readonly rows: (readonly string[])[] = [];
  /** Fields of one's own on rows. */
  readonly own: Placed[] = [];
  /** The statement is this caller's: a rule about rows was written into it. */
  personal = false;

  /** `build` is one that another compilation of the same operation has made. */
  constructor(
    readonly asking: Asking,
    build?: Build,
  ) {
    const { catalog, service, caller } = asking;
    this.context = { build: build ?? this.#newBuild(), registry: catalog.registry, service, caller };
  }

  #newBuild(): Build {
    const { catalog, service, caller } = this.asking;
    return new Build(undefined, {
      column: (table, column) => {
        const model = catalog.of(table);
        permitted(model.resource, grantFor({ service, caller }, model.resource, 'select'), column);
      },
      rows: (build, table, alias) => this.visible(catalog.of(table), alias, build),
    });
  }

  get build(): Build {
    return this.context.build;
  }

  get schema(): GraphQLSchema {
    return this.asking.catalog.schema;
  }

  modelOf(table: Table): Model {
    return this.asking.catalog.of(table);
  }

  fields(type: GraphQLObjectType, sets: readonly SelectionSetNode[]): readonly Field[] {
    return fieldsOf(this.asking, type, sets);
  }

  // ------------------------------------------------------------------------------------------------------------ rights

  /** The condition on the model's rows that the caller may see; throws if that is none. Empty: all of them. */
  visible({ resource }: Model, alias: string, build = this.build): string {
    const grant = grantFor(this.context, resource, 'select');
    this.personal ||= grant.where !== undefined;
    return build.unhindered(() => rowFilter({ ...this.context, build }, resource, grant, alias));
  }

  // --------------------------------------------------------------------------------------------------------- arguments

  argumentsOf(type: GraphQLObjectType, field: Field): Variables {
    return argumentsOf(this.asking, type, field);
  }

  // ------------------------------------------------------------------------------------------------------------ fields

  /** The field as a column of the result. If it fails it is null, and told, or makes null what is around it. */
  output(
    type: GraphQLObjectType,
    field: Field,
    path: readonly string[],
    write: (definition: GraphQLField<unknown, unknown>) => string,
  ): Output {
    const before = this.build.values.length;
    const definition = type.getFields()[field.name];
    try {
      if (!definition) throw new TypeError(`${type.name} has no field ${field.name}`);
      return { name: field.key, sql: write(definition) };
    } catch (error) {
      this.build.values.length = before;
      if (!(error instanceof Nulled)) this.tell(error, [...path, field.key], field.nodes);
      if (!definition || isNonNullType(definition.type)) throw new Nulled();
      return { name: field.key, sql: 'null' };
    }
  }

  tell(error: unknown, path: readonly string[], nodes: readonly ASTNode[]): void {
    this.errors.push(errorOf(error, path, nodes));
  }
}

/** What is given for the field's arguments; null is as if it were not. */
export function argumentsOf({ variables }: Asking, type: GraphQLObjectType, { name, nodes }: Field): Variables {
  const field = type.getFields()[name];
  const given: Record<string, unknown> = {};
  for (const node of nodes[0]?.arguments ?? []) {
    const argument = field?.args.find((one) => one.name === node.name.value);
    const value: unknown = argument && valueFromAST(node.value, argument.type, variables);
    if (value !== undefined && value !== null) given[node.name.value] = value;
  }
  return given;
}

/** A number of rows among the arguments. */
export function countOf(given: Variables, name: string): number | undefined {
  const value = plain(given[name]);
  if (value === undefined) return undefined;
  if (typeof value !== 'number' || value < 0) throw new Problem(400, 'PGRST103', `${name} is a number of rows`);
  return value;
}
