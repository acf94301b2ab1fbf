// The fields that a selection asks for: fragments opened, @skip and @include heeded, fields of one key put together.

import {
  type FieldNode,
  type FragmentDefinitionNode,
  type GraphQLObjectType,
  GraphQLIncludeDirective,
  GraphQLSkipDirective,
  Kind,
  type SelectionNode,
  type SelectionSetNode,
  getDirectiveValues,
} from 'graphql';

import type { Variables } from './variables.js';

/** A field as the answer has it: under its alias, with all that is selected of it anywhere. */
export interface Field {
  readonly key: string;
  readonly name: string;
  readonly nodes: readonly FieldNode[];
}

export type Fragments = ReadonlyMap<string, FragmentDefinitionNode>;

export interface Selecting {
  readonly fragments: Fragments;
  /** Booleans are no slots, so these say what is skipped. */
  readonly variables: Variables;
}

export function fieldsOf(
  selecting: Selecting,
  type: GraphQLObjectType,
  sets: readonly SelectionSetNode[],
): readonly Field[] {
  const [first] = sets;
  const known = first && sets.length === 1 ? unconditional.get(first) : undefined;
  if (known?.type === type) return known.fields;
  const gathering = {
    selecting,
    type,
    found: new Map<string, FieldNode[]>(),
    visited: new Set<string>(),
    isConditional: false,
  };
  for (const set of sets) collect(gathering, set);
  const fields = [...gathering.found].map(([key, nodes]) => ({ key, name: nodes[0]?.name.value ?? '', nodes }));
  if (first && sets.length === 1 && !gathering.isConditional) unconditional.set(first, { type, fields });
  return fields;
}

/** What no variable can change is gathered once: a selection is a part of one document, with the fragments of that. */
const unconditional = new WeakMap<
  SelectionSetNode,
  { readonly type: GraphQLObjectType; readonly fields: readonly Field[] }
>();

export function selectionsOf({ nodes }: Field): readonly SelectionSetNode[] {
  return nodes.map(({ selectionSet }) => selectionSet).filter((set) => set !== undefined);
}

interface Gathering {
  readonly selecting: Selecting;
  readonly type: GraphQLObjectType;
  readonly found: Map<string, FieldNode[]>;
  readonly visited: Set<string>;
  isConditional: boolean;
}

function collect(gathering: Gathering, set: SelectionSetNode): void {
  for (const selection of set.selections) if (isWanted(gathering, selection)) add(gathering, selection);
}

function add(gathering: Gathering, selection: SelectionNode): void {
  const { found, type } = gathering;
  if (selection.kind === Kind.FIELD) {
    const key = selection.alias?.value ?? selection.name.value;
    const same = found.get(key);
    if (same) same.push(selection);
    else found.set(key, [selection]);
    return;
  }
  const fragment = selection.kind === Kind.INLINE_FRAGMENT ? selection : named(gathering, selection.name.value);
  if (!fragment || (fragment.typeCondition && fragment.typeCondition.name.value !== type.name)) return;
  collect(gathering, fragment.selectionSet);
}

/** Each fragment once; a second time would add nothing. */
function named({ selecting, visited }: Gathering, name: string): FragmentDefinitionNode | undefined {
  if (visited.has(name)) return undefined;
  visited.add(name);
  return selecting.fragments.get(name);
}

function isWanted(gathering: Gathering, selection: SelectionNode): boolean {
  if (!selection.directives || selection.directives.length === 0) return true;
  gathering.isConditional = true;
  const { variables } = gathering.selecting;
  if (getDirectiveValues(GraphQLSkipDirective, selection, variables)?.['if'] === true) return false;
  return getDirectiveValues(GraphQLIncludeDirective, selection, variables)?.['if'] !== false;
}
