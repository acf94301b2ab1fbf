// A document that may be answered: parsed, valid, and within the limits.

import {
  GraphQLError,
  Kind,
  type DocumentNode,
  type GraphQLSchema,
  NoSchemaIntrospectionCustomRule,
  type OperationDefinitionNode,
  parse,
  Source,
  specifiedRules,
  validate,
} from 'graphql';

import { type Cost, known, type Variables } from '../limits/cost.js';
import { measure } from '../limits/measure.js';
import { scan, tooMany } from '../limits/tokens.js';
import { Refusal } from '../refusal.js';
import type { DocumentLimits } from '../settings.js';

/** Findings of the validation that are told; it stops there. */
const mostFindings = 20;

export class KnownDocument {
  constructor(
    readonly source: string,
    readonly node: DocumentNode,
    readonly costs: ReadonlyMap<OperationDefinitionNode, Cost>,
  ) {}

  /** The operation of that name, or the only one. */
  operation(name: string | undefined): OperationDefinitionNode {
    const operations = [...this.costs.keys()];
    const found = name === undefined ? operations : operations.filter((one) => one.name?.value === name);
    const [only, ...more] = found;
    if (only && more.length === 0) return only;
    if (name !== undefined)
      throw Refusal.of('OPERATION_RESOLUTION_FAILURE', `the document has no operation ${JSON.stringify(name)}`);
    throw Refusal.of(
      'OPERATION_RESOLUTION_FAILURE',
      only ? 'the document has several operations: operationName says which' : 'the document has no operation',
    );
  }
}

export interface Reading {
  /** Read when it is first asked for. */
  readonly schema: () => GraphQLSchema;
  readonly limits: DocumentLimits;
  /** No list of the answer is longer. */
  readonly mostRows: number;
  readonly introspection: boolean;
}

/** Throws a refusal that says everything that is wrong with it. */
export function readDocument(text: string, { schema, limits, mostRows, introspection }: Reading): KnownDocument {
  if (text.length > limits.bytes || Buffer.byteLength(text) > limits.bytes) throw tooMany('bytes', limits.bytes);
  const node = parsed(text, limits);
  const costs = measure(node, schema(), limits, mostRows);
  const rules = introspection ? specifiedRules : [...specifiedRules, NoSchemaIntrospectionCustomRule];
  const findings = validate(schema(), node, rules, { maxErrors: mostFindings, hideSuggestions: !introspection });
  if (findings.length > 0) throw Refusal.found('GRAPHQL_VALIDATION_FAILED', findings);
  return new KnownDocument(text, node, costs);
}

function parsed(text: string, limits: DocumentLimits): DocumentNode {
  try {
    const source = new Source(text);
    scan(source, limits);
    const node = parse(source, { noLocation: false, maxTokens: limits.tokens });
    const other = node.definitions.find(
      ({ kind }) => kind !== Kind.OPERATION_DEFINITION && kind !== Kind.FRAGMENT_DEFINITION,
    );
    if (other)
      throw new GraphQLError('a document that is asked holds operations and fragments only', { nodes: [other] });
    return node;
  } catch (error) {
    if (error instanceof GraphQLError) throw Refusal.found('GRAPHQL_PARSE_FAILED', [error]);
    throw error;
  }
}

export function checkCost(cost: Cost, variables: Variables, most: number): void {
  const rows = known(cost, variables);
  if (rows <= most) return;
  throw Refusal.of(
    'LIMIT_EXCEEDED',
    `the operation could make ${String(rows)} rows, and may make ${String(most)}`,
    'Say how many of each list with limit or first, or ask for less at a time.',
  );
}
