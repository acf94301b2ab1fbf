import { type GraphQLObjectType, type OperationDefinitionNode } from 'graphql';
import type { Asking } from '../compile/compilation.js';
export function answerMutation(asking: Asking, type: GraphQLObjectType, operation: OperationDefinitionNode): Promise<string> {
  void [asking, type, operation];
  return Promise.resolve('');
}
