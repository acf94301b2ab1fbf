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

export function fieldsOf(selecting: Selecting, type: GraphQLObjectType, sets: readonly SelectionSetNode[]): readonly Field[] {
  const found = new Map<string, FieldNode[]>();
  for (const set of sets) collect(selecting, type, set, found, new Set());
  return [...found].map(([key, nodes]) => ({ key, name: nodes[0]?.name.value ?? '', nodes }));
}

export function selectionsOf({ nodes }: Field): readonly SelectionSetNode[] {
  return nodes.map(({ selectionSet }) => selectionSet).filter((set) => set !== undefined);
}

function collect(selecting: Selecting, type: GraphQLObjectType, set: SelectionSetNode, found: Map<string, FieldNode[]>, visited: Set<string>): void {
  for (const selection of set.selections) if (isWanted(selecting, selection)) add(selecting, type, selection, found, visited);
}

function add(selecting: Selecting, type: GraphQLObjectType, selection: SelectionNode, found: Map<string, FieldNode[]>, visited: Set<string>): void {
  if (selection.kind === Kind.FIELD) {
    const key = selection.alias?.value ?? selection.name.value;
    const same = found.get(key);
    if (same) same.push(selection);
    else found.set(key, [selection]);
    return;
  }
  const fragment = selection.kind === Kind.INLINE_FRAGMENT ? selection : named(selecting, selection.name.value, visited);
  if (!fragment || (fragment.typeCondition && fragment.typeCondition.name.value !== type.name)) return;
  collect(selecting, type, fragment.selectionSet, found, visited);
}

/** Each fragment once; a second time would add nothing. */
function named({ fragments }: Selecting, name: string, visited: Set<string>): FragmentDefinitionNode | undefined {
  if (visited.has(name)) return undefined;
  visited.add(name);
  return fragments.get(name);
}

function isWanted({ variables }: Selecting, selection: SelectionNode): boolean {
  if (!selection.directives || selection.directives.length === 0) return true;
  if (getDirectiveValues(GraphQLSkipDirective, selection, variables)?.['if'] === true) return false;
  return getDirectiveValues(GraphQLIncludeDirective, selection, variables)?.['if'] !== false;
}
