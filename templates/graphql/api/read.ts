// Queries: one statement for all fields at the root, and its result as the answer.

import type { GraphQLFormattedError, GraphQLObjectType } from 'graphql';

import { type Statement, toldStatement } from '../../orm/runtime/build.js';
import type { Scope } from '../../orm/runtime/scope.js';
import type { Row } from '../../orm/runtime/selection.js';
import type { Caller } from '../runtime/caller.js';
import type { Operation } from '../runtime/hooks.js';
import { problemOf } from '../runtime/problem.js';
import { reading } from '../runtime/retry.js';
import type { Service } from '../runtime/service.js';
import { parseJson, writeJson } from '../rest/http/json.js';
import { answerText, turned } from './answer.js';
import { type Asking, Nulled } from './compile/compilation.js';
import type { Field } from './compile/fields.js';
import type { Answered, Plan } from './compile/plan.js';
import type { Variables } from './compile/variables.js';
import { ownRoot } from './own/root.js';
import { rowsAt, withOwn } from './own/rows.js';
import { errorOf, failed } from './problems.js';

export interface Query {
  readonly service: Service;
  readonly caller: Caller;
  readonly variables: Variables;
  readonly plan: Plan;
  /** A plan for one of the fields alone. */
  readonly alone: (field: Field) => Plan;
  /** With values where plans have slots. */
  readonly asking: () => Asking;
  readonly type: GraphQLObjectType;
}

export async function answerQuery(query: Query): Promise<string> {
  const { plan } = query;
  if (plan.nothing) return failed(plan.errors, true);
  if (!asks(plan)) return answerText(plan.answered.map(known), plan.errors);
  const errors = [...plan.errors];
  try {
    const texts = await textsOf(query, plan, errors);
    return answerText(texts, errors);
  } catch (error) {
    if (error instanceof Nulled) return failed(errors, true);
    return plan.answered.length === 1 || problemOf(error).status >= 500 ? refused(plan, error) : oneByOne(query);
  }
}

/** Is there anything that is not known already? */
function asks({ statement, answered }: Plan): boolean {
  return statement !== undefined || answered.some(({ resolve }) => resolve);
}

function known({ key, text }: Answered): string {
  return `${key}${text ?? 'null'}`;
}

// -------------------------------------------------------------------------------------------------------------- asking

async function textsOf(query: Query, plan: Plan, errors: GraphQLFormattedError[]): Promise<readonly string[]> {
  const scope = query.service.scope(query.caller);
  const told = plan.statement && toldStatement(plan.statement, query.variables);
  if (told && plan.answered.some((field) => hooksOf(query, field)))
    return scope.transaction((tx) => hooked(query, plan, told, tx, errors));
  const row = told ? rowIn(await reading(() => scope.run(told))) : {};
  const texts = plan.answered.map((field) => `${field.key}${textOf(plan, field, row)}`);
  return plan.own.length === 0 && plan.answered.every(({ resolve }) => !resolve)
    ? texts
    : Promise.all(plan.answered.map((field) => ownText(query, plan, field, textOf(plan, field, row), scope, errors)));
}

/** With what is one's own in it. If that fails, the field is null, or the whole answer has no data. */
async function ownText(
  query: Query,
  plan: Plan,
  { key, field, resolve, nullable }: Answered,
  text: string,
  scope: Scope,
  errors: GraphQLFormattedError[],
): Promise<string> {
  const { service, caller, type } = query;
  try {
    if (resolve)
      return `${key}${await ownRoot({ asking: query.asking(), type, field, resolve, scope, service }, errors)}`;
    const placed = plan.own.filter(({ path: [first] }) => first === field.key);
    return `${key}${await withOwn(text, placed, { caller, db: service.db }, errors)}`;
  } catch (error) {
    errors.push(errorOf(error, [field.key], field.nodes));
    if (!nullable) throw new Nulled();
    return `${key}null`;
  }
}

function rowIn({ rows }: { readonly rows: readonly Row[] }): Row {
  return rows[0] ?? {};
}

function textOf({ backwards }: Plan, { text, column, field }: Answered, row: Row): string {
  if (column === undefined) return text ?? 'null';
  const json = row[column] as string | null;
  if (json === null) return 'null';
  const own = backwards.length === 0 ? [] : backwards.filter(([first]) => first === field.key);
  return own.length === 0
    ? json
    : turned(
        json,
        own.map((path) => path.slice(1)),
      );
}

// --------------------------------------------------------------------------------------------------------------- hooks

function hooksOf({ service }: Query, { asks }: Answered): { before?: unknown; after?: unknown } | undefined {
  const hooks = asks && service.hooks.get(asks.model.resource.table.model);
  return (hooks?.before?.select ?? hooks?.after?.select) ? {} : undefined;
}

/** With the hooks of each field's table around it, as the REST API has them. */
async function hooked(
  query: Query,
  plan: Plan,
  statement: Statement,
  scope: Scope,
  errors: GraphQLFormattedError[],
): Promise<readonly string[]> {
  const { service, caller } = query;
  const operation = ({ asks }: Answered): Operation | undefined =>
    asks && { table: asks.model.resource.table, verb: 'select', caller, db: service.db, rows: [] };
  for (const field of plan.answered) {
    const about = operation(field);
    if (about) await service.hooks.get(about.table.model)?.before?.select?.(about);
  }
  const row = rowIn(await scope.run(statement));
  const texts: string[] = [];
  for (const field of plan.answered) {
    const about = operation(field);
    const hook = about && service.hooks.get(about.table.model)?.after?.select;
    const text = textOf(plan, field, row);
    if (!about || !hook) {
      texts.push(await ownText(query, plan, field, text, scope, errors));
      continue;
    }
    const value = parseJson(text);
    await hook(
      about,
      plan.rows.filter(([first]) => first === field.field.key).flatMap((path) => rowsAt(value, path.slice(1))),
    );
    texts.push(await ownText(query, plan, field, writeJson(value), scope, errors));
  }
  return texts;
}

// -------------------------------------------------------------------------------------------------------------- errors

function refused(plan: Plan, error: unknown): string {
  const [field] = plan.answered;
  const told = errorOf(error, field ? [field.field.key] : [], field?.field.nodes);
  return field?.nullable === true && plan.answered.length === 1
    ? answerText([`${field.key}null`], [...plan.errors, told])
    : failed([...plan.errors, told], true);
}

/** Some field made the statement fail: each is asked by itself, so that the others are answered. */
async function oneByOne(query: Query): Promise<string> {
  const errors: GraphQLFormattedError[] = [];
  const texts: string[] = [];
  let nothing = false;
  for (const field of query.plan.answered) {
    const plan = query.alone(field.field);
    errors.push(...plan.errors);
    nothing ||= plan.nothing;
    if (plan.nothing) continue;
    try {
      texts.push(...(asks(plan) ? await textsOf(query, plan, errors) : plan.answered.map(known)));
    } catch (error) {
      if (!(error instanceof Nulled)) errors.push(errorOf(error, [field.field.key], field.field.nodes));
      nothing ||= !field.nullable;
      texts.push(`${field.key}null`);
    }
  }
  return nothing ? failed(errors, true) : answerText(texts, errors);
}
