// Problems as GraphQL answers them: the message, where in the answer, and in `extensions` what REST says in its body.

import { type ASTNode, GraphQLError, type GraphQLFormattedError } from 'graphql';

import { problemOf } from '../runtime/problem.js';

export type Path = readonly (string | number)[];

export function errorOf(error: unknown, path: Path, nodes: readonly ASTNode[] = []): GraphQLFormattedError {
  const where = { nodes: [...nodes], ...(path.length > 0 && { path: [...path] }) };
  if (error instanceof GraphQLError)
    return new GraphQLError(error.message, { ...where, extensions: error.extensions }).toJSON();
  const { code, message, details, hint, status } = problemOf(error);
  return new GraphQLError(message, { ...where, extensions: { code, details, hint, status } }).toJSON();
}

/** An answer without data: nothing was carried out, or nothing of it stays. */
export function failed(errors: readonly GraphQLFormattedError[], started: boolean): string {
  return started ? `{"errors":${JSON.stringify(errors)},"data":null}` : `{"errors":${JSON.stringify(errors)}}`;
}
