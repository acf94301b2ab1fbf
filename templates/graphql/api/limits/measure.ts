// What the operations of a document are, before anything dear is done with them: how deep, how broad, how many rows.
//
// Fragments count wherever they are spread, so that a short document can't stand for a long one, and fields are merged
// as they will be in the answer. Whatever passes a limit ends the counting at once. Depth is bounded, so functions may
// call themselves for it.

import {
  type DocumentNode,
  type FieldNode,
  type FragmentDefinitionNode,
  getNamedType,
  type GraphQLField,
  type GraphQLSchema,
  isInterfaceType,
  isObjectType,
  Kind,
  type OperationDefinitionNode,
  type SelectionSetNode,
} from 'graphql';

import { Refusal } from '../refusal.js';
import type { DocumentLimits } from '../settings.js';
import { type Cost, costOf, sumOf } from './cost.js';
import { type Defaults, isPaged, type ListLimits, rowsOf } from './lists.js';
import { type Fragments, type Merged, mergedFields, type Selected } from './merged.js';
import { tooDeep, tooMany } from './tokens.js';

/** The validation of graphql compares in pairs: fields of one name, and fragments of one selection. */
const mostPairs = 50_000;

/** The schema's own description is this deep: what asks for it is bounded by the validation besides. */
const introspectionDepth = 20;

const ofSchema: ReadonlySet<string> = new Set(['__schema', '__type']);

export function measure(
  document: DocumentNode,
  schema: GraphQLSchema,
  limits: DocumentLimits,
  mostRows: number,
): ReadonlyMap<OperationDefinitionNode, Cost> {
  const fragments = new Map<string, FragmentDefinitionNode>();
  for (const definition of document.definitions)
    if (definition.kind === Kind.FRAGMENT_DEFINITION) fragments.set(definition.name.value, definition);
  const measuring = new Measuring(schema, fragments, limits, mostRows);
  const costs = new Map<OperationDefinitionNode, Cost>();
  for (const definition of document.definitions)
    if (definition.kind === Kind.OPERATION_DEFINITION) costs.set(definition, measuring.operation(definition));
  measuring.unused();
  return costs;
}

/** Where a selection stands. */
interface Place {
  readonly depth: number;
  readonly most: number;
  /** In a part of the answer that was counted with the arguments of the field around it. */
  readonly paged: boolean;
}

class Measuring {
  readonly #schema: GraphQLSchema;
  readonly #fragments: Fragments;
  readonly #limits: DocumentLimits;
  readonly #lists: ListLimits;
  readonly #spread = new Set<string>();
  #defaults: Defaults = new Map();
  #fields = 0;
  #aliases = 0;
  #pairs = 0;

  constructor(schema: GraphQLSchema, fragments: Fragments, limits: DocumentLimits, mostRows: number) {
    this.#schema = schema;
    this.#fragments = fragments;
    this.#limits = limits;
    this.#lists = { listRows: limits.listRows, mostRows };
  }

  operation({ operation, selectionSet, variableDefinitions = [] }: OperationDefinitionNode): Cost {
    if (variableDefinitions.length > this.#limits.variables) throw tooMany('variables', this.#limits.variables);
    this.#defaults = new Map(
      variableDefinitions.flatMap(({ variable, defaultValue }) =>
        defaultValue ? [[variable.name.value, defaultValue] as const] : [],
      ),
    );
    const type = this.#schema.getRootType(operation)?.name ?? '';
    return this.#selection([{ set: selectionSet, type }], { depth: 1, most: this.#limits.depth, paged: false });
  }

  /** The validation reads fragments that nobody spreads, too. */
  unused(): void {
    for (const [name, { selectionSet, typeCondition }] of this.#fragments) {
      if (!this.#spread.has(name))
        this.#selection([{ set: selectionSet, type: typeCondition.name.value }], {
          depth: 1,
          most: introspectionDepth,
          paged: false,
        });
    }
  }

  #selection(selected: readonly Selected[], place: Place): Cost {
    if (place.depth > place.most) throw tooDeep('fields', place.most);
    const { fields, spread } = mergedFields(selected, this.#fragments, (node) => this.#count(node));
    this.#countPairs(spread.size);
    for (const name of spread) this.#spread.add(name);
    if (place.depth === 1) this.#checkRoot(fields);
    return sumOf(fields.map((field) => this.#field(field, place)));
  }

  #count({ alias }: FieldNode): void {
    if (++this.#fields > this.#limits.fields) throw tooMany('fields', this.#limits.fields);
    if (alias && ++this.#aliases > this.#limits.aliases) throw tooMany('aliases', this.#limits.aliases);
  }

  #countPairs(alike: number): void {
    if ((this.#pairs += alike ** 2) > mostPairs)
      throw Refusal.of(
        'LIMIT_EXCEEDED',
        'the document asks for the same fields or fragments too often',
        'Ask for each once.',
      );
  }

  #checkRoot(fields: readonly Merged[]): void {
    if (fields.length > this.#limits.rootFields) throw tooMany('fields at its root', this.#limits.rootFields);
    const descriptions = fields.filter(({ nodes: [node] }) => node?.name.value === '__schema');
    if (descriptions.length > 1) throw Refusal.of('LIMIT_EXCEEDED', 'the document asks for __schema more than once');
  }

  #field({ nodes, type }: Merged, { depth, most, paged }: Place): Cost {
    const [first] = nodes;
    this.#countPairs(nodes.length);
    const sets = nodes.flatMap(({ selectionSet }) => selectionSet ?? []);
    if (!first || sets.length === 0) return 0;
    const name = first.name.value;
    if (ofSchema.has(name)) {
      this.#within(sets, name === '__schema' ? '__Schema' : '__Type', {
        depth: depth + 1,
        most: introspectionDepth,
        paged: false,
      });
      return 0;
    }
    const definition = this.#definition(type, name);
    const target = definition ? getNamedType(definition.type).name : '';
    const within = this.#within(sets, target, {
      depth: depth + 1,
      most,
      paged: definition !== undefined && isPaged(definition),
    });
    return costOf(definition ? rowsOf(first, definition, paged, this.#lists, this.#defaults) : 1, within);
  }

  #within(sets: readonly SelectionSetNode[], type: string, place: Place): Cost {
    return this.#selection(
      sets.map((set) => ({ set, type })),
      place,
    );
  }

  #definition(type: string, field: string): GraphQLField<unknown, unknown> | undefined {
    const known = this.#schema.getType(type);
    return isObjectType(known) || isInterfaceType(known) ? known.getFields()[field] : undefined;
  }
}
