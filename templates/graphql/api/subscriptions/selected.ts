// What a subscription selects of its payload: fields by the names that they are answered under, with fragments, @skip
// and @include done.

import {
  type FieldNode,
  type FragmentDefinitionNode,
  getDirectiveValues,
  GraphQLIncludeDirective,
  GraphQLSkipDirective,
  Kind,
  type SelectionNode,
  type SelectionSetNode,
} from 'graphql';

export interface Selecting {
  readonly fragments: ReadonlyMap<string, FragmentDefinitionNode>;
  readonly variables: Readonly<Record<string, unknown>>;
}

export function selectedFields(sets: readonly SelectionSetNode[], selecting: Selecting): Map<string, FieldNode[]> {
  const fields = new Map<string, FieldNode[]>();
  for (const { selections } of sets) for (const node of selections) collect(node, selecting, fields);
  return fields;
}

/** The payload's type is no other's, so whatever fragment is valid there is meant. */
function collect(node: SelectionNode, selecting: Selecting, fields: Map<string, FieldNode[]>): void {
  if (!isWanted(node, selecting.variables)) return;
  if (node.kind === Kind.FIELD) {
    const name = node.alias?.value ?? node.name.value;
    const known = fields.get(name);
    if (known) known.push(node);
    else fields.set(name, [node]);
    return;
  }
  const set =
    node.kind === Kind.INLINE_FRAGMENT ? node.selectionSet : selecting.fragments.get(node.name.value)?.selectionSet;
  for (const inner of set?.selections ?? []) collect(inner, selecting, fields);
}

function isWanted(node: SelectionNode, variables: Readonly<Record<string, unknown>>): boolean {
  if (!node.directives || node.directives.length === 0) return true;
  return (
    getDirectiveValues(GraphQLSkipDirective, node, variables)?.['if'] !== true &&
    getDirectiveValues(GraphQLIncludeDirective, node, variables)?.['if'] !== false
  );
}

/** One selection set that selects what all of them do. */
export function together(nodes: readonly FieldNode[]): SelectionSetNode {
  return { kind: Kind.SELECTION_SET, selections: nodes.flatMap(({ selectionSet }) => selectionSet?.selections ?? []) };
}
