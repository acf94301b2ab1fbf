// The fields of a selection as they are answered: those of its fragments among them, and those with one name together.
//
// It needs no valid document: what is unknown is left out here, and told by the validation later.

import { type FieldNode, type FragmentDefinitionNode, Kind, type SelectionNode, type SelectionSetNode } from 'graphql';

/** A field of the answer: wherever the document asks for it, and of which type it is a field there. */
export interface Merged {
  readonly name: string;
  readonly nodes: FieldNode[];
  readonly type: string;
}

export type Fragments = ReadonlyMap<string, FragmentDefinitionNode>;

/** A selection set, with the name of the type that it selects of. */
export interface Selected {
  readonly set: SelectionSetNode;
  readonly type: string;
}

/** `met` is told of each field, and may end it all by throwing. */
export function mergedFields(
  selected: readonly Selected[],
  fragments: Fragments,
  met: (node: FieldNode) => void,
): { readonly fields: Merged[]; readonly spread: ReadonlySet<string> } {
  const fields = new Map<string, Merged>();
  const spread = new Set<string>();
  // Last in, first out; fragments may be nested as deep as a document is long.
  const open: { readonly node: SelectionNode; readonly type: string }[] = [];
  const push = ({ selections }: SelectionSetNode, type: string): void => {
    for (let i = selections.length - 1; i >= 0; --i) open.push({ node: selections[i] as SelectionNode, type });
  };
  for (const { set, type } of selected) push(set, type);
  for (let next = open.pop(); next; next = open.pop()) {
    const { node, type } = next;
    switch (node.kind) {
      case Kind.FIELD: {
        met(node);
        const name = node.alias?.value ?? node.name.value;
        const known = fields.get(name);
        if (known) known.nodes.push(node);
        else fields.set(name, { name, nodes: [node], type });
        break;
      }
      case Kind.INLINE_FRAGMENT:
        push(node.selectionSet, node.typeCondition?.name.value ?? type);
        break;
      case Kind.FRAGMENT_SPREAD: {
        const name = node.name.value;
        const fragment = fragments.get(name);
        if (!fragment || spread.has(name)) break;
        spread.add(name);
        push(fragment.selectionSet, fragment.typeCondition.name.value);
      }
    }
  }
  return { fields: [...fields.values()], spread };
}
