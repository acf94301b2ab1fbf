// Everything that a document can name, put together once when the server starts: the schema, the models, what root
// fields do.
//
// A model has the ORM's table twice: as it is, and with codecs that take values as GraphQL gives them. With those,
// `where` and `orderBy` of a document are what the ORM's own compiler takes, as they stand.

import type { GraphQLObjectType, GraphQLSchema } from 'graphql';

import type { Column, Relation, Table } from '../../../orm/runtime/table.js';
import { inputOf } from '../../rest/engine/input.js';
import { Registry } from '../../rest/model/registry.js';
import type { Resource } from '../../rest/model/resource.js';
import { defaultSchema, resources } from '../../rest/resources.js';
import type { Own, RowsField } from '../own/own.js';
import type { Derivation, ModelFacts, Reading, Writing } from './facts.js';

export interface Derived {
  readonly relation: Relation;
  readonly does: Derivation;
}

export interface Model {
  readonly type: GraphQLObjectType;
  readonly resource: Resource;
  /** For conditions and orders. */
  readonly table: Table;
  readonly derived: ReadonlyMap<string, Derived>;
}

export interface Root<Does> {
  readonly model: Model;
  readonly does: Does;
}

export class Catalog {
  readonly registry = new Registry(defaultSchema, resources, []);
  readonly queries = new Map<string, Root<Reading>>();
  readonly mutations = new Map<string, Root<Writing>>();
  readonly #models = new Map<Table, Model>();
  readonly #byName = new Map<string, Model>();
  readonly #byType = new Map<string, Model>();

  constructor(
    readonly schema: GraphQLSchema,
    facts: readonly ModelFacts[],
    readonly own: Own,
  ) {
    const tables = new Map<Table, Table>();
    for (const one of facts) tables.set(one.table, takingGraphql(one.table, tables));
    for (const one of facts) this.#add(one, tables.get(one.table) ?? one.table);
    for (const type of Object.keys(own.fields ?? {}))
      if (!this.#byType.has(type)) throw new Error(`app/graphql.ts: ${type} is no type of a table's rows`);
  }

  #type({ type }: ModelFacts): GraphQLObjectType {
    return this.schema.getType(type) as GraphQLObjectType;
  }

  #add(facts: ModelFacts, table: Table): void {
    const resource = this.registry.resource(table.schema, table.name);
    const model: Model = { type: this.#type(facts), resource, table, derived: derivedOf(facts, table) };
    this.#models.set(facts.table, model).set(table, model);
    this.#byName.set(table.model, model);
    this.#byType.set(facts.type, model);
    this.#checkNeeds(model);
    for (const [field, does] of facts.queries) this.queries.set(field, { model, does });
    for (const [field, does] of facts.mutations) this.mutations.set(field, { model, does });
  }

  of(table: Table): Model {
    const found = this.#models.get(table);
    if (!found) throw new TypeError(`${table.model} is no model of the schema`);
    return found;
  }

  ofType(type: string): Model | undefined {
    return this.#byType.get(type);
  }

  ownField(type: string, field: string): RowsField | undefined {
    return this.own.fields?.[type]?.[field];
  }

  #checkNeeds({ type, resource }: Model): void {
    for (const [field, { needs }] of Object.entries(this.own.fields?.[type.name] ?? {})) {
      const wrong = needs.find((name) => !resource.table.columns.has(name));
      if (wrong !== undefined)
        throw new Error(`app/graphql.ts: ${type.name}.${field} needs ${wrong}, which is no column of ${resource.name}`);
    }
  }

  named(model: string): Model | undefined {
    return this.#byName.get(model);
  }
}

function derivedOf({ derived }: ModelFacts, table: Table): ReadonlyMap<string, Derived> {
  return new Map(
    derived.flatMap(([field, name, does]) => {
      const relation = table.relations.get(name);
      return relation ? [[field, { relation, does }] as const] : [];
    }),
  );
}

function takingGraphql(table: Table, all: ReadonlyMap<Table, Table>): Table {
  const columns = [...table.columns].map(([field, column]) => [field, taking(column)] as const);
  const relations = [...table.relations].map(([field, relation]) => {
    const target = (): Table => all.get(relation.target()) ?? relation.target();
    return [field, { ...relation, target }] as const;
  });
  return { ...table, columns: new Map(columns), relations: new Map(relations) };
}

function taking(column: Column): Column {
  const { codec } = column;
  return { ...column, codec: { ...codec, encode: (value) => codec.encode(inputOf(column, value)) } };
}
