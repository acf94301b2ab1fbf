// A value that a resolver gave, as the answer has it: by its type in the schema, and as far as it is selected.

import {
  GraphQLError,
  type GraphQLObjectType,
  type GraphQLOutputType,
  isLeafType,
  isListType,
  isNonNullType,
  isObjectType,
  type SelectionSetNode,
} from 'graphql';

import { type Selecting, fieldsOf, selectionsOf } from '../compile/fields.js';

export function completed(
  selecting: Selecting,
  type: GraphQLOutputType,
  value: unknown,
  sets: readonly SelectionSetNode[],
  name: string,
): unknown {
  if (isNonNullType(type)) {
    const made = completed(selecting, type.ofType, value, sets, name);
    if (made === null) throw new GraphQLError(`Cannot return null for non-nullable field ${name}.`);
    return made;
  }
  if (value === null || value === undefined) return null;
  if (isListType(type)) {
    if (!Array.isArray(value)) throw new GraphQLError(`${name} is a list, and its resolver gave none.`);
    return value.map((item) => completed(selecting, type.ofType, item, sets, name));
  }
  if (isLeafType(type)) return type.serialize(value);
  if (!isObjectType(type)) throw new GraphQLError(`${type.name} is neither a value nor an object.`);
  return object(selecting, type, value as Readonly<Record<string, unknown>>, sets);
}

function object(
  selecting: Selecting,
  type: GraphQLObjectType,
  value: Readonly<Record<string, unknown>>,
  sets: readonly SelectionSetNode[],
): object {
  return Object.fromEntries(
    fieldsOf(selecting, type, sets).map((field) => {
      if (field.name === '__typename') return [field.key, type.name];
      const definition = type.getFields()[field.name];
      if (!definition) throw new GraphQLError(`${type.name} has no field ${field.name}.`);
      return [
        field.key,
        completed(selecting, definition.type, value[field.name], selectionsOf(field), `${type.name}.${field.name}`),
      ];
    }),
  );
}
