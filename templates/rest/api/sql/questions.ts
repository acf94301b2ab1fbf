// Questions that differ in values only: `?status=eq.open&id=gt.7` and `?status=eq.sent&id=gt.9` are one statement with
// other parameters. What is asked is told from what it is compared with before anything is parsed, so a question that
// is known costs next to nothing.
//
// Only the plain comparisons of columns are taken apart: their text does not depend on the value.

import type { Column } from '../../../orm/runtime/table.js';
import { operand } from '../engine/operators.js';
import type { Resource } from '../model/resource.js';
import type { Pairs } from '../query/query.js';
import type { Condition, Test } from '../query/tree.js';
import type { Plan } from './plans.js';

export interface Question {
  /** The query string without the values. */
  readonly shape: string;
  readonly values: readonly Value[];
}

interface Value {
  readonly column: Column;
  readonly text: string;
}

const comparison = /^(?:eq|neq|gt|gte|lt|lte)\./;
const operators = new Set(['eq', 'neq', 'gt', 'gte', 'lt', 'lte']);
const plainName = /^[a-z_]\w*$/i;
/** Of the language, and maybe columns, too: then what is meant depends on the value. */
const words = new Set([
  'select',
  'order',
  'limit',
  'offset',
  'and',
  'or',
  'not',
  'columns',
  'on_conflict',
  'distinct',
  'after',
  'having',
]);

/** Undefined where the sign that parts the pieces of a shape is in the query itself. */
export function questionOf(resource: Resource, pairs: Pairs, search: string): Question | undefined {
  if (search.includes('%00')) return undefined;
  const values: Value[] = [];
  let shape = '';
  for (const [name, said] of pairs) {
    const column = plainColumn(resource, name);
    const operator = column && comparison.exec(said)?.[0];
    shape += `${name}\0${operator === undefined ? `=${said}` : operator}\0`;
    if (column && operator !== undefined) values.push({ column, text: said.slice(operator.length) });
  }
  return { shape, values };
}

function plainColumn({ columns }: Resource, name: string): Column | undefined {
  return plainName.test(name) && !words.has(name) ? columns.get(name) : undefined;
}

/** The tests whose values `questionOf` takes out, in the same order. */
export function comparedTests(resource: Resource, conditions: readonly Condition[]): readonly Test[] {
  return conditions.filter(
    (one): one is Test =>
      one.kind === 'test' &&
      !one.not &&
      one.quantifier === undefined &&
      one.field.steps.length === 0 &&
      operators.has(one.operator) &&
      plainColumn(resource, one.field.name) !== undefined,
  );
}

/** The plan with the question's own values; undefined if it is not known where all of them stand. */
export function answering({ query, statement, slots }: Plan, question: Question): Plan | undefined {
  if (slots?.length !== question.values.length) return undefined;
  const values = [...statement.values];
  for (const [index, { column, text }] of question.values.entries()) values[slots[index] ?? 0] = operand(column, text);
  return { query, statement: { text: statement.text, values } };
}
