// All resources and functions, found by schema and name. Built once, when the server starts.

import { Problem } from '../../runtime/problem.js';
import type { Build } from '../../../orm/runtime/build.js';
import { type FunctionFacts, isCallable, type Named } from './function.js';
import { type Link, linkOf } from './link.js';
import { Resource, type ResourceFacts } from './resource.js';
import { closest } from './suggest.js';
import type { Pairs, Relation, Table } from '../../../orm/runtime/table.js';

export class Registry {
  /** The default one comes first. */
  readonly schemas: readonly string[];
  readonly #resources = new Map<string, Map<string, Resource>>();
  readonly #functions = new Map<string, Map<string, FunctionFacts[]>>();
  readonly #byTable = new Map<Table, Resource>();
  /** The views that show a table's columns. */
  readonly #viewsOf = new Map<Resource, readonly Resource[]>();

  constructor(defaultSchema: string, facts: readonly ResourceFacts[], functions: readonly FunctionFacts[]) {
    const schemas = new Set([defaultSchema]);
    for (const one of facts) {
      const resource = new Resource(one);
      schemas.add(resource.schema);
      within(this.#resources, resource.schema).set(resource.name, resource);
      this.#byTable.set(resource.table, resource);
    }
    for (const one of functions) {
      const named = within(this.#functions, one.schema);
      named.set(one.name, [...(named.get(one.name) ?? []), one]);
    }
    this.schemas = [...schemas];
    for (const resource of this.all())
      for (const relation of resource.table.relations.values()) this.#link(resource, relation);
    for (const view of this.all())
      for (const base of this.#basesOf(view)) this.#viewsOf.set(base, [...(this.#viewsOf.get(base) ?? []), view]);
    for (const resource of this.all()) this.#linkView(resource);
    for (const one of functions) this.#linkFunction(one);
  }

  *all(): Generator<Resource> {
    for (const named of this.#resources.values()) yield* named.values();
  }

  find({ schema, name }: Named): Resource | undefined {
    return this.#resources.get(schema)?.get(name);
  }

  resource(schema: string, name: string): Resource {
    const found = this.find({ schema, name });
    if (found) return found;
    const near = closest(name, this.#resources.get(schema)?.keys() ?? []);
    throw new Problem(404, 'PGRST205', `Could not find the table '${shown(schema, name)}' in the schema cache`, {
      ...(near !== undefined && { hint: `Perhaps you meant the table '${shown(schema, near)}'` }),
    });
  }

  functions(schema: string, name: string): readonly FunctionFacts[] {
    return this.#functions.get(schema)?.get(name) ?? [];
  }

  /** All that stands in paths: tables, relations, functions. */
  *names(): Generator<string> {
    for (const { name, links } of this.all()) {
      yield name;
      for (const link of links) yield* link.names;
    }
    for (const named of this.#functions.values()) yield* named.keys();
  }

  /** Those that can be called. */
  functionNames(schema: string): readonly string[] {
    return [...(this.#functions.get(schema) ?? [])].flatMap(([name, all]) => (all.some(isCallable) ? [name] : []));
  }

  #link(resource: Resource, relation: Relation): void {
    const target = this.#byTable.get(relation.target());
    if (target) resource.links.push(linkOf(resource, target, relation));
  }

  // ---------------------------------------------------------------------------------------------------------- of views

  /** A view has the relations of the tables whose columns it shows, and those tables' relations lead to it, too. */
  #linkView(view: Resource): void {
    for (const base of this.#basesOf(view)) {
      for (const relation of base.table.relations.values()) this.#linkShown(view, base, shownOf(view, base), relation);
    }
  }

  /** The views of the tables at both ends lead to each other. */
  #linkViews(view: Resource, other: Resource, base: Resource, relation: Relation): void {
    const { through } = relation;
    const far = through ? through.on : relation.on;
    const ends = renamed(
      other,
      base,
      shownOf(other, base),
      far.map(([near, end]) => [end, near] as const),
    );
    if (!ends || other === view) return;
    const on = ends.map(([end, near]) => [near, end] as const);
    view.links.push(
      linkOf(view, other, {
        ...relation,
        target: () => other.table,
        ...(through ? { through: { ...through, on } } : { on }),
      }),
    );
  }

  #basesOf(view: Resource): Set<Resource> {
    return new Set(view.facts.shown.flatMap(({ schema, table }) => this.find({ schema, name: table }) ?? []));
  }

  #linkShown(view: Resource, base: Resource, shown: ReadonlyMap<string, string>, relation: Relation): void {
    const target = this.#byTable.get(relation.target());
    const on = renamed(view, base, shown, relation.on);
    if (!target || !on) return;
    view.links.push(linkOf(view, target, { ...relation, on }));
    for (const other of this.#viewsOf.get(target) ?? []) this.#linkViews(view, other, target, { ...relation, on });
    if (relation.through) return;
    const back: Relation = {
      ...relation,
      many: relation.own,
      own: !relation.own,
      on: on.map(([near, far]) => [far, near] as const),
      target: () => view.table,
    };
    target.links.push(linkOf(target, view, back));
  }

  // ------------------------------------------------------------------------------------------------------ of functions

  /**
   * A function that takes a table's row is a column if it gives a value, and a relation if it gives rows of another
   * table.
   */
  #linkFunction(one: FunctionFacts): void {
    const from = one.rowIn && this.find(one.rowIn);
    const target = one.rowOf && this.find(one.rowOf);
    if (from && !target && one.gives === 'value' && !one.many) from.computed.set(one.name, one.sql);
    if (from && target) from.links.push(functionLink(one, target));
  }
}

function functionLink(one: FunctionFacts, target: Resource): Link {
  const many = one.many && one.atMostOne !== true;
  return {
    target,
    cardinality: many ? 'one-to-many' : 'many-to-one',
    many,
    names: new Set([one.name]),
    hints: new Set(),
    back: true,
    shown: one.name,
    hint: one.name,
    near: [],
    source: (build: Build, parent: string) => {
      const alias = build.alias();
      return { alias, from: `${one.sql}(${parent}) ${alias}`, on: '' };
    },
  };
}

/** What the view calls the table's columns. */
function shownOf(view: Resource, base: Resource): ReadonlyMap<string, string> {
  return new Map(
    view.facts.shown
      .filter((one) => one.schema === base.schema && one.table === base.name)
      .map((one) => [one.base, one.column]),
  );
}

/** The near columns as the view calls them; undefined if it lacks one. */
function renamed(view: Resource, base: Resource, shown: ReadonlyMap<string, string>, pairs: Pairs): Pairs | undefined {
  const found = pairs.map(([near, far]) => {
    const column = [...base.columns.values()].find(({ sql }) => sql === near);
    const sql = view.columns.get(shown.get(column?.name ?? '') ?? '')?.sql;
    return sql === undefined ? undefined : ([sql, far] as const);
  });
  return found.every((pair) => pair !== undefined) ? found : undefined;
}

function within<T>(of: Map<string, Map<string, T>>, schema: string): Map<string, T> {
  let found = of.get(schema);
  if (!found) of.set(schema, (found = new Map<string, T>()));
  return found;
}

function shown(schema: string, name: string): string {
  return schema === '' ? name : `${schema}.${name}`;
}
