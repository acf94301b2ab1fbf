// A request that is answered with errors and without data, as GraphQL has it: {"errors": [{message, locations,
// extensions: {code}}]}.
//
// Codes are those that Apollo's clients know. What fails while an operation runs is not told here, but by the executor,
// field by field.

import { GraphQLError } from 'graphql';

import { type Problem, problemOf } from '../runtime/problem.js';

export type Code =
  | 'BAD_REQUEST'
  | 'BAD_USER_INPUT'
  | 'CSRF_REFUSED'
  | 'GRAPHQL_PARSE_FAILED'
  | 'GRAPHQL_VALIDATION_FAILED'
  | 'LIMIT_EXCEEDED'
  | 'OPERATION_RESOLUTION_FAILURE'
  | 'PERSISTED_QUERY_NOT_FOUND'
  | 'PERSISTED_QUERY_ONLY'
  | 'TIMEOUT';

export interface Told {
  readonly message: string;
  readonly locations?: unknown;
  readonly path?: unknown;
  readonly extensions: Readonly<Record<string, unknown>>;
}

export interface RefusalFacts {
  readonly hint?: string;
  readonly headers?: Readonly<Record<string, string>>;
}

export class Refusal extends Error {
  private constructor(
    readonly status: number,
    /** It is HTTP's matter: the status is told also to clients that expect 200 whenever the answer is GraphQL's. */
    readonly ofHttp: boolean,
    readonly errors: readonly Told[],
    readonly headers: Readonly<Record<string, string>> = {},
  ) {
    super(errors.map(({ message }) => message).join('; '));
  }

  /** What arrived is no request of GraphQL. */
  static malformed(status: number, code: Code, message: string, facts: RefusalFacts = {}): Refusal {
    return new Refusal(status, true, [told(code, message, facts.hint)], facts.headers);
  }

  /** The document or its variables can't be answered. */
  static of(code: Code, message: string, hint?: string): Refusal {
    return new Refusal(400, false, [told(code, message, hint)]);
  }

  /** What the parser or the validation found. */
  static found(code: Code, errors: readonly GraphQLError[]): Refusal {
    return new Refusal(
      400,
      false,
      errors.map(({ message, locations }) => ({ message, ...(locations && { locations }), extensions: { code } })),
    );
  }

  static problem({ status, code, message, details, hint, headers }: Problem): Refusal {
    const isOurs = status >= 500 || status === 401 || status === 403 || status === 413 || status === 429;
    return new Refusal(
      status,
      isOurs,
      [{ message, extensions: { code, ...(details !== null && { details }), ...(hint !== null && { hint }) } }],
      headers,
    );
  }

  text(): string {
    return JSON.stringify({ errors: this.errors });
  }
}

function told(code: Code, message: string, hint: string | undefined): Told {
  return { message, extensions: { code, ...(hint !== undefined && { hint }) } };
}

/** Whatever was thrown, as what the client is told. */
export function refusalOf(error: unknown): Refusal {
  if (error instanceof Refusal) return error;
  if (error instanceof GraphQLError) return Refusal.found('BAD_USER_INPUT', [error]);
  return Refusal.problem(problemOf(error));
}
