// What an operator of a filter is given to write its SQL with, and the ways of writing that engines share.
// The operators themselves are in engine/operators.ts.

import type { Column } from '../../../orm/runtime/table.js';
import { operand, quantifiedOperator, typed } from '../engine/operators.js';
import type { Quantifier } from '../query/tree.js';

export interface Operands {
  /** The left side. */
  readonly sql: string;
  /** What it is, where it is a column and no part of a document. */
  readonly column?: Column | undefined;
  readonly parameter: (value: unknown) => string;
  readonly value: string;
  readonly quantifier?: Quantifier | undefined;
  /** The language of a full-text search. */
  readonly argument?: string | undefined;
  /** What the filter is on, for messages. */
  readonly name: string;
}

export type Operator = (operands: Operands) => string;

export function binary(sign: string): Operator {
  return ({ sql, column, parameter, value }) => `${sql} ${sign} ${typed(column, parameter(operand(column, value)))}`;
}

export function comparison(sign: string): Operator {
  const single = binary(sign);
  return (operands) => (operands.quantifier === undefined ? single(operands) : quantifiedOperator(sign, operands));
}

/** They mean the same everywhere. */
export function comparisons(): readonly (readonly [string, Operator])[] {
  return [
    ['eq', comparison('=')],
    ['neq', comparison('<>')],
    ['gt', comparison('>')],
    ['gte', comparison('>=')],
    ['lt', comparison('<')],
    ['lte', comparison('<=')],
  ];
}

/** A star stands for any text, as `%` has to be escaped in URLs. */
export function pattern(sign: string): Operator {
  const operator = comparison(sign);
  return (operands) => operator({ ...operands, value: operands.value.replaceAll('*', '%') });
}
