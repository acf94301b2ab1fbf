// filter    := ('not.')? operator ('(' argument ')')? '.' value
// condition := ('not.')? ('and' | 'or') '(' condition (',' condition)* ')' | field '.' filter
//
// A value in a query parameter is everything that follows; within `and` and `or` it ends at a comma or a parenthesis,
// unless it is quoted or the literal of an array.

import { readField } from './field.js';
import { Reader } from './reader.js';
import type { Condition, Field, Logic, Quantifier, Test } from './tree.js';

/** Which may be asked of any or all of several values. */
const quantified = new Set(['eq', 'gt', 'gte', 'ilike', 'imatch', 'like', 'lt', 'lte', 'match']);
const searches = new Set(['fts', 'phfts', 'plfts', 'wfts']);
const others = ['adj', 'cd', 'cs', 'in', 'is', 'isdistinct', 'neq', 'nxl', 'nxr', 'ov', 'sl', 'sr'];
const operators = new Set([...quantified, ...searches, ...others]);
const truths = new Set(['null', 'not_null', 'true', 'false', 'unknown']);

const expected = `"not" or operator (${[...operators].sort().join(', ')})`;

/** Does it begin as a filter does? Functions tell filters from arguments by that. */
export function isFilter(text: string): boolean {
  const name = /^(?:not\.)?([a-z]+)(?:\([^)]*\))?\./.exec(text)?.[1];
  return name !== undefined && operators.has(name);
}

export function parseFilter(field: Field, text: string): Test {
  const reader = new Reader(text, 'filter');
  const test = readTest(reader, field, () => reader.match(/.*/suy) ?? '');
  reader.end();
  return test;
}

/** `and=(…)` and `or=(…)`: what stands behind the equals sign. */
export function parseLogic(operator: 'and' | 'or', not: boolean, text: string): Logic {
  const reader = new Reader(text, 'logic tree');
  const logic = readLogic(reader, operator, not);
  reader.end();
  return logic;
}

function readLogic(reader: Reader, operator: 'and' | 'or', not: boolean): Logic {
  reader.match(/ */y);
  reader.expect('(');
  const conditions = reader.nested(() => reader.list(() => readCondition(reader)));
  reader.expect(')');
  reader.match(/ */y);
  return { kind: 'logic', not, operator, conditions };
}

function readCondition(reader: Reader): Condition {
  reader.match(/ */y);
  const word = reader.match(/(?:not\.)?(?:and|or)(?= *\()/y);
  if (word !== undefined) return readLogic(reader, word.endsWith('and') ? 'and' : 'or', word.startsWith('not.'));
  const field = readField(reader);
  reader.expect('.');
  return readTest(reader, field, () => readNestedValue(reader));
}

/** Quoted, the literal of an array or a document, or up to a comma or the closing parenthesis. */
function readNestedValue(reader: Reader): string {
  if (reader.next === '"') return reader.quoted();
  return reader.match(/\{[^{}]*\}/uy) ?? reader.match(/[^,)]*/uy) ?? '';
}

function readTest(reader: Reader, field: Field, readValue: () => string): Test {
  const not = reader.take('not.');
  const operator = reader.match(/[a-z]+/y) ?? '';
  if (!operators.has(operator)) reader.fail(expected);
  const argument = reader.match(/\([^)]*\)/y)?.slice(1, -1);
  reader.expect('.');
  const test = { kind: 'test', field, not, operator, ...modifierOf(reader, operator, argument) } as const;
  if (operator === 'in') return { ...test, value: readValues(reader) };
  const value = readValue();
  if (operator === 'is') return { ...test, value: truthOf(reader, value) };
  return { ...test, value };
}

function modifierOf(
  reader: Reader,
  operator: string,
  argument: string | undefined,
): { quantifier?: Quantifier; argument?: string } {
  if (argument === undefined) return {};
  if (quantified.has(operator) && (argument === 'any' || argument === 'all')) return { quantifier: argument };
  if (searches.has(operator) && /^[\p{L}_][\p{L}\p{N}_]*$/u.test(argument)) return { argument };
  return reader.fail(
    quantified.has(operator)
      ? `"${operator}(any)" or "${operator}(all)"`
      : `"${operator}" without ${JSON.stringify(argument)}`,
  );
}

function truthOf(reader: Reader, value: string): string {
  const word = value.trim().toLowerCase();
  return truths.has(word) ? word : reader.fail('null, not_null, true, false or unknown');
}

/** (1,"a,b",c). Blanks at the ends of the list are no part of it; quotes that are not those of a whole value are. */
function readValues(reader: Reader): string[] {
  reader.expect('(');
  reader.match(/ */y);
  if (reader.take(')')) return [];
  const values = reader.list(() => (reader.lookedAt(quotedValue) ? reader.quoted() : (reader.match(/[^,)]*/uy) ?? '')));
  reader.expect(')');
  reader.match(/ */y);
  return values;
}

const quotedValue = /"(?:[^"\\]|\\.)*" *[,)]/suy;
