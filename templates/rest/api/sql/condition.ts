// Filters → SQL. Names are looked up and values become parameters: nothing of a request gets into the text.

import type { Column } from '../../../orm/runtime/table.js';
import { operators, oneOf, truth, unsupported } from '../engine/operators.js';
import { step } from '../engine/json.js';
import { Problem } from '../../runtime/problem.js';
import type { Resource } from '../model/resource.js';
import { type Condition, type EmbedItem, type Field, type Node, type Test, nameOf } from '../query/tree.js';
import { type Context, joined, readable } from './context.js';
import type { Joined } from './aggregated.js';
import { existing } from './embed.js';

/** What conditions are about. */
export interface Subject {
  readonly context: Context;
  readonly resource: Resource;
  readonly alias: string;
  /** Its embedded relations, which may be asked for being there. */
  readonly node: Node;
  readonly depth: number;
  /** Where values are added up: the rows that are spread (aggregated.ts). */
  readonly joins?: ReadonlyMap<EmbedItem, Joined> | undefined;
  /** Of such a row: what is NULL where there is none. */
  readonly present?: string;
}

export function conditionsSql(subject: Subject, conditions: readonly Condition[]): string {
  return joined(conditions.map((condition) => conditionSql(subject, condition)));
}

function conditionSql(subject: Subject, condition: Condition): string {
  if (condition.kind === 'test') return testSql(subject, condition);
  const inner = condition.conditions.map((one) => conditionSql(subject, one)).join(` ${condition.operator} `);
  return `${condition.not ? 'not ' : ''}(${inner})`;
}

function testSql(subject: Subject, test: Test): string {
  const embedded = embeddedAs(subject.node, test.field);
  const sql =
    embedded && !subject.resource.columns.has(test.field.name)
      ? presence(subject, embedded, test)
      : columnTest(subject, test);
  return test.not ? `not (${sql})` : sql;
}

function columnTest({ context, resource, alias }: Subject, test: Test): string {
  return compared(context, fieldSql(context, resource, alias, test.field), test, `${resource.name}.${test.field.name}`);
}

/** What `test` says of a value; `name` is the value's in messages. */
export function compared(
  context: Context,
  { sql, column }: { readonly sql: string; readonly column?: Column },
  test: Test,
  name: string,
): string {
  const parameter = (value: unknown): string => {
    context.slots?.set(test, context.build.values.length);
    return context.build.param(value);
  };
  if (Array.isArray(test.value)) return oneOf(parameter, sql, column, test.value as readonly string[]);
  const value = test.value as string;
  if (test.operator === 'is') return isTest(sql, value);
  const operator = operators.get(test.operator) ?? unsupported(test.operator);
  return operator({ sql, column, parameter, value, quantifier: test.quantifier, argument: test.argument, name });
}

function isTest(sql: string, value: string): string {
  if (value === 'null') return `${sql} is null`;
  return value === 'not_null' ? `${sql} is not null` : truth(sql, value);
}

/** A column, or what lies at the end of a path into its JSON: that is no column's value any more. */
export function fieldSql(
  context: Context,
  resource: Resource,
  alias: string,
  field: Field,
): { sql: string; column?: Column } {
  const computed = resource.columns.has(field.name) ? undefined : resource.computed.get(field.name);
  if (computed !== undefined) return { sql: stepped(context, `${computed}(${alias})`, field) };
  const column = readable(context, resource, field.name);
  const own = `${alias}.${column.sql}`;
  if (field.steps.length === 0) return { sql: own, column };
  return { sql: stepped(context, own, field) };
}

function stepped({ build }: Context, own: string, { steps }: Field): string {
  return steps.reduce((sql, { key, asText }) => step(build, sql, key, asText), own);
}

// ----------------------------------------------------------------------------------------------------------- relations

function embeddedAs(node: Node, field: Field): EmbedItem | undefined {
  return node.items.find((item): item is EmbedItem => item.kind === 'embed' && nameOf(item) === field.name);
}

/** `author=not.is.null`: is there such a row? */
function presence(subject: Subject, item: EmbedItem, test: Test): string {
  if (test.operator !== 'is' || test.value !== 'null') {
    throw new Problem(400, 'PGRST120', `Bad operator on the '${test.field.name}' embedded resource`, {
      details: 'Only is null or not is null filters are allowed on embedded resources',
    });
  }
  return `not ${existing(subject, item)}`;
}
