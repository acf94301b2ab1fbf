// The operators of filters, as far as MySQL has them. What it lacks is refused: an answer with another meaning would be
// worse than none.

import type { Column } from '../../../orm/runtime/table.js';
import { Problem } from '../../runtime/problem.js';
import { itemsOf } from '../sql/items.js';
import { type Operands, type Operator, comparisons } from '../sql/operators.js';
import { valueOf } from './input.js';

/** A text of the request as a value to compare the column with. */
export function operand(column: Column | undefined, text: string): unknown {
  return column ? valueOf(column, text) : text;
}

export function oneOf(
  parameter: (value: unknown) => string,
  sql: string,
  column: Column | undefined,
  values: readonly string[],
): string {
  if (values.length === 0) return `(${sql} is null and 1 = 0)`;
  return `${sql} in (${values.map((value) => typed(column, parameter(operand(column, value)))).join(', ')})`;
}

function combined(tests: readonly string[], quantifier: Operands['quantifier']): string {
  if (tests.length === 0) return quantifier === 'all' ? '1 = 1' : '1 = 0';
  return `(${tests.join(quantifier === 'all' ? ' and ' : ' or ')})`;
}

/** Any or all of the values of an array: {a,b}. */
export function quantifiedOperator(sign: string, { sql, column, parameter, value, quantifier }: Operands): string {
  return combined(
    itemsOf(value).map((item) => `${sql} ${sign} ${typed(column, parameter(operand(column, item)))}`),
    quantifier,
  );
}

/** The test of a text, once or for the values of an array. */
function textual(
  test: (sql: string, parameter: string) => string,
  prepare: (value: string) => string = (value) => value,
): Operator {
  return ({ sql, parameter, value, quantifier }) => {
    const one = (item: string): string => test(sql, parameter(prepare(item)));
    return quantifier === undefined ? one(value) : combined(itemsOf(value).map(one), quantifier);
  };
}

/** Texts compare as their column's collation says, which mostly knows no case; patterns are to know it. */
const exact = (sql: string): string => `convert(${sql} using utf8mb4) collate utf8mb4_bin`;
const starred = (value: string): string => value.replaceAll('*', '%');

const search =
  (words: (text: string) => string): Operator =>
  ({ sql, column, parameter, value, name }) => {
    if (column?.codec.family !== 'text') throw new Problem(400, 'PGRST100', `${name} is no text to search in`);
    return `match (${sql}) against (${parameter(words(value))} in boolean mode)`;
  };

/** Letters and digits: every other sign may be one of the language of searches. */
function wordsOf(text: string): readonly string[] {
  return text.match(/[\p{L}\p{N}_][\p{L}\p{N}_']*/gu) ?? [];
}

/** `a & !b`, with no more than `and`, `or` and `not` of words. */
function booleanQuery(text: string): string {
  const parts = text
    .split('|')
    .map(conjunction)
    .filter((part) => part !== '');
  return parts.length === 1 ? (parts[0] ?? '') : parts.map((part) => `(${part})`).join(' ');
}

function conjunction(text: string): string {
  const terms = text.split('&').flatMap((term) => {
    const words = wordsOf(term);
    return words.length === 0
      ? []
      : [`${/^\s*!/.test(term) ? '-' : '+'}${words.join(' +')}${/:\*\s*$/.test(term) ? '*' : ''}`];
  });
  if (terms.length > 0 && terms.every((term) => term.startsWith('-'))) {
    throw new Problem(400, 'PGRST100', 'this database finds no rows by words that they do not have', {
      hint: 'Say a word that they have besides, or use not.fts.',
    });
  }
  return terms.join(' ');
}

export const operators: ReadonlyMap<string, Operator> = new Map([
  ...comparisons(),
  ['like', textual((sql, pattern) => `${exact(sql)} like ${pattern}`, starred)],
  [
    'ilike',
    textual(
      (sql, pattern) => `lower(convert(${sql} using utf8mb4)) collate utf8mb4_bin like lower(${pattern})`,
      starred,
    ),
  ],
  ['match', textual((sql, pattern) => `${exact(sql)} regexp ${pattern}`)],
  ['imatch', textual((sql, pattern) => `${exact(sql)} regexp concat('(?i)', ${pattern})`)],
  ['isdistinct', ({ sql, column, parameter, value }) => `not (${sql} <=> ${parameter(operand(column, value))})`],
  ['fts', search(booleanQuery)],
  [
    'plfts',
    search((text) =>
      wordsOf(text)
        .map((word) => `+${word}`)
        .join(' '),
    ),
  ],
  ['phfts', search((text) => `"${wordsOf(text).join(' ')}"`)],
  [
    'wfts',
    search((text) =>
      wordsOf(text)
        .map((word) => `+${word}`)
        .join(' '),
    ),
  ],
  [
    'cs',
    ({ sql, column, parameter, value, name }) => contains(column, name, `json_contains(${sql}, ${parameter(value)})`),
  ],
  [
    'cd',
    ({ sql, column, parameter, value, name }) => contains(column, name, `json_contains(${parameter(value)}, ${sql})`),
  ],
]);

function contains(column: Column | undefined, name: string, sql: string): string {
  if (column && column.codec.family !== 'json') throw new Problem(400, 'PGRST100', `${name} is no JSON to look into`);
  return sql;
}

/** A truth other than NULL. */
export function truth(sql: string, word: string): string {
  return `${sql} is ${word}`;
}

export function unsupported(operator: string): never {
  throw new Problem(400, 'PGRST100', `this database has no equivalent of the operator ${operator}`, {
    hint: `It has ${[...operators.keys(), 'in', 'is'].join(', ')}.`,
  });
}

/** A value as what it is compared with. */
export function typed(column: Column | undefined, parameter: string): string {
  return column?.codec.compared?.(parameter) ?? parameter;
}
