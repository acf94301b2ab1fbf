// The operators of filters, as PostgreSQL has them: all of them. Values go as text, and the server reads them as the
// type that they are compared with.

import type { Column } from '../../../orm/runtime/table.js';
import { writeArray } from '../../../orm/engine/literals.js';
import { Problem } from '../../runtime/problem.js';
import { type Operands, type Operator, binary, comparison, comparisons, pattern } from '../sql/operators.js';

/** A text of the request as a value to compare the column with. */
export function operand(_: Column | undefined, text: string): unknown {
  return text;
}

/** A row is only read as one where its type is told. */
export function typed(column: Column | undefined, parameter: string): string {
  return column?.codec.compared?.(parameter) ?? parameter;
}

function typedArray(column: Column | undefined, parameter: string): string {
  return column?.codec.compared?.(parameter, true) ?? parameter;
}

export function oneOf(
  parameter: (value: unknown) => string,
  sql: string,
  column: Column | undefined,
  values: readonly string[],
): string {
  // Of arrays there is no array.
  if (column?.codec.family === 'array')
    return values.length === 0 ? 'false' : `${sql} in (${values.map((value) => parameter(value)).join(', ')})`;
  return `${sql} = any(${typedArray(column, parameter(writeArray(values)))})`;
}

function search(name: string): Operator {
  return ({ sql, column, parameter, value, argument }) => {
    const language = argument === undefined ? '' : `${parameter(argument)}::text::regconfig, `;
    const family = column?.codec.family;
    const document =
      family === 'text' || family === 'json'
        ? `to_tsvector(${argument === undefined ? '' : `${parameter(argument)}::text::regconfig, `}${sql})`
        : sql;
    return `${document} @@ ${name}(${language}${parameter(value)})`;
  };
}

/** Any or all of several values, written as an array: {a,b}. */
export function quantifiedOperator(
  sign: string,
  { sql, column, quantifier = 'any', parameter, value }: Operands,
): string {
  return `${sql} ${sign} ${quantifier}(${typedArray(column, parameter(value))})`;
}

export const operators: ReadonlyMap<string, Operator> = new Map([
  ...comparisons(),
  ['like', pattern('like')],
  ['ilike', pattern('ilike')],
  ['match', comparison('~')],
  ['imatch', comparison('~*')],
  ['isdistinct', binary('is distinct from')],
  ['fts', search('to_tsquery')],
  ['plfts', search('plainto_tsquery')],
  ['phfts', search('phraseto_tsquery')],
  ['wfts', search('websearch_to_tsquery')],
  ['cs', binary('@>')],
  ['cd', binary('<@')],
  ['ov', binary('&&')],
  ['sl', binary('<<')],
  ['sr', binary('>>')],
  ['nxr', binary('&<')],
  ['nxl', binary('&>')],
  ['adj', binary('-|-')],
]);

/** A truth other than NULL. */
export function truth(sql: string, word: string): string {
  return `${sql} is ${word}`;
}

export function unsupported(operator: string): never {
  throw new Problem(400, 'PGRST100', `there is no operator ${operator}`);
}
