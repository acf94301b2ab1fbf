// The operators of filters, as far as SQLite has them. What it lacks is refused: an answer with another meaning would
// be worse than none.

import * as t from '../../../orm/engine/types.js';
import type { Column } from '../../../orm/runtime/table.js';
import { Problem } from '../../runtime/problem.js';
import { type Operands, type Operator, binary, comparison, comparisons } from '../sql/operators.js';
import { itemsOf } from '../sql/items.js';
import { valueOf } from './input.js';

/** A text of the request as a value to compare the column with. */
export function operand(column: Column | undefined, text: string): unknown {
  return column ? valueOf(column, text) : text;
}

/** A column without a type keeps numbers as numbers and texts as texts, and no number is equal to a text. */
function hasType(column: Column | undefined): boolean {
  return column?.codec !== t.any;
}

export function oneOf(
  parameter: (value: unknown) => string,
  sql: string,
  column: Column | undefined,
  values: readonly string[],
): string {
  if (values.length === 0) return `(${sql} is null and 1 = 0)`;
  const equal = column?.codec.equal;
  if (equal) return `(${values.map((value) => equal(sql, parameter(operand(column, value)))).join(' or ')})`;
  const operands = values.map((value) => operand(column, value));
  const alike = hasType(column) ? [] : values;
  return `${sql} in (${[...operands, ...alike].map(parameter).join(', ')})`;
}

/** Any or all of the values of an array: {a,b}. */
export function quantifiedOperator(sign: string, { sql, column, parameter, value, quantifier }: Operands): string {
  const tests = itemsOf(value).map((item) => `${sql} ${sign} ${parameter(operand(column, item))}`);
  return tests.length === 0
    ? quantifier === 'all'
      ? '1 = 1'
      : '1 = 0'
    : `(${tests.join(quantifier === 'all' ? ' and ' : ' or ')})`;
}

/** LIKE knows no case here, but GLOB does: the same pattern in its signs. */
const like: Operator = (operands) => {
  const { sql, parameter, value, quantifier } = operands;
  const test = (pattern: string): string => `${sql} glob ${parameter(globOf(pattern))}`;
  return quantifier === undefined
    ? test(value)
    : `(${itemsOf(value)
        .map(test)
        .join(quantifier === 'all' ? ' and ' : ' or ')})`;
};

const ilike: Operator = (operands) => {
  const { sql, parameter, value, quantifier } = operands;
  const test = (pattern: string): string => `${sql} like ${parameter(pattern.replaceAll('*', '%'))} escape '\\'`;
  return quantifier === undefined
    ? test(value)
    : `(${itemsOf(value)
        .map(test)
        .join(quantifier === 'all' ? ' and ' : ' or ')})`;
};

function globOf(pattern: string): string {
  return pattern.replace(/\\(.)|[*%_?[\]]/gsu, (sign, escaped: string | undefined) => {
    if (escaped !== undefined) return literal(escaped);
    return sign === '*' || sign === '%' ? '*' : sign === '_' ? '?' : literal(sign);
  });
}

function literal(sign: string): string {
  return /[*?[]/.test(sign) ? `[${sign}]` : sign;
}

/**
 * A moment may be written in several ways. Without a type, a number is equal to the text that it is written as: a
 * filter has texts only.
 */
function alike(test: 'in' | 'not in', typed: Operator): Operator {
  return (operands) => {
    const { sql, column, parameter, value, quantifier } = operands;
    const equal = quantifier === undefined ? column?.codec.equal?.(sql, parameter(operand(column, value))) : undefined;
    if (equal !== undefined) return test === 'in' ? equal : `not (${equal})`;
    if (hasType(column) || quantifier !== undefined) return typed(operands);
    return `(select ${sql} ${test} (given, cast(given as text)) from (select ${parameter(operand(column, value))} as given))`;
  };
}

export const operators: ReadonlyMap<string, Operator> = new Map([
  ['eq', alike('in', comparison('='))],
  ['neq', alike('not in', comparison('<>'))],
  ...comparisons().filter(([name]) => name !== 'eq' && name !== 'neq'),
  ['like', like],
  ['ilike', ilike],
  ['isdistinct', binary('is not')],
]);

/** A truth other than NULL. */
export function truth(sql: string, word: string): string {
  return word === 'unknown' ? `${sql} is null` : `${sql} is ${word}`;
}

export function unsupported(operator: string): never {
  throw new Problem(400, 'PGRST100', `SQLite has no equivalent of the operator ${operator}`, {
    hint: `It has ${[...operators.keys(), 'in', 'is'].join(', ')}.`,
  });
}

/** A value is compared with a column whatever is said of its type. */
export function typed(_column: Column | undefined, parameter: string): string {
  return parameter;
}
