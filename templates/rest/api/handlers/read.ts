// GET and HEAD of a table's rows.

import { Problem } from '../../runtime/problem.js';
import { type Body, bodyOf, readCsv } from '../engine/json.js';
import { operand } from '../engine/operators.js';
import { type Answer, shaped } from '../http/answer.js';
import { headOf } from '../http/csv.js';
import { applied, readKinds } from '../http/prefer.js';
import { contentRange, narrowByRange, rangeStatus } from '../http/range.js';
import { names, tagOf } from '../http/tag.js';
import { parseQuery } from '../query/query.js';
import type { Query, Test } from '../query/tree.js';
import { outputNames } from '../sql/outputs.js';
import { grantFor } from '../sql/context.js';
import type { Plan } from '../sql/plans.js';
import { answering, comparedTests, questionOf } from '../sql/questions.js';
import { readStatement, subjectOf } from '../sql/read.js';
import { explained } from './explained.js';
import { readLines } from './lines.js';
import { readPage } from './page.js';
import type { Asked } from './request.js';
import { ask, hookedRows, isHooked, totalOf } from './rows.js';
import type { Target } from './target.js';

export function read(asked: Asked, target: Target): Promise<Answer> {
  const page = asked.pairs.some(([name]) => name === 'after') ? queryOf(asked, target) : undefined;
  if (page?.after !== undefined) return readPage(asked, target, page, page.after);
  return target.single ? readOne(asked, target, planOf(asked, target)) : readList(asked, target, planOf(asked, target));
}

/** What the path and the query string ask for, and its statement. */
function planOf(asked: Asked, target: Target): Plan {
  if (target.find || asked.headers.range !== undefined) return planned(asked, target);
  if (target.single) return keyPlan(asked, target);
  const question =
    asked.prefer.count === undefined && !asked.form.csv && !asked.form.lines
      ? questionOf(target.resource, asked.pairs, asked.search)
      : undefined;
  if (!question) return planned(asked, target);
  const plan = asked.plans.of(asked, target.resource, question.shape, (noting) => questionPlan(noting, target));
  return answering(plan, question) ?? planned(asked, target);
}

/** A plan that is good for other values. */
function questionPlan(asked: Asked, target: Target): Plan {
  const slots = new Map<Test, number>();
  const { query, statement } = planned({ ...asked, slots }, target);
  return {
    query,
    statement,
    slots: comparedTests(target.resource, query.root.conditions).flatMap((test) => slots.get(test) ?? []),
  };
}

function planned(asked: Asked, target: Target): Plan {
  const query = queryOf(asked, target);
  return { query, statement: readStatement(asked, target.resource, query, target.find) };
}

/** A row by its key, and nothing else asked: the statement is the same for all keys, its values are the key's. */
function keyPlan(asked: Asked, target: Target): Plan {
  if (asked.pairs.length > 0 || grantFor(asked, target.resource, 'select').where !== undefined)
    return planned(asked, target);
  const { query, statement } = asked.plans.of(asked, target.resource, ' by key', (noting) => planned(noting, target));
  const { resource, conditions } = target;
  const keys = conditions.map((test, index) =>
    operand(resource.key[index], test.kind === 'test' ? String(test.value) : ''),
  );
  return { query, statement: { text: statement.text, values: [...keys, ...statement.values.slice(keys.length)] } };
}

/** The query string with what the path says. */
function queryOf(asked: Asked, { conditions }: Target): Query {
  const query = parseQuery(asked.pairs);
  query.root.conditions.push(...conditions);
  narrowByRange(query.root, asked.headers.range, asked.headers['range-unit']);
  return query;
}

// ---------------------------------------------------------------------------------------------------------------- list

async function readList(asked: Asked, target: Target, plan: Plan): Promise<Answer> {
  if (asked.form.plan) return explained(asked, asked.scope, plan.statement);
  if (asked.form.lines && asked.method === 'GET' && !isHooked(asked, target))
    return readLines(asked, target, plan.query);
  const { query } = plan;
  const total = await totalOf(asked, target, query);
  const rows = await listText(asked, target, plan);
  const offset = query.root.offset ?? 0;
  const status = rangeStatus(offset, rows.count, total);
  const preferences = applied(asked.prefer, readKinds);
  return {
    status: asked.form.singular ? 200 : status,
    type: asked.form.type,
    headers: {
      'content-range': contentRange(offset, rows.count, total),
      ...(preferences !== undefined && { 'preference-applied': preferences }),
    },
    text: rows.text,
  };
}

/** The rows in the client's form, and how many they are. */
async function listText(asked: Asked, target: Target, plan: Plan): Promise<Body> {
  const { query } = plan;
  const { form } = asked;
  const header = (): readonly string[] => outputNames(subjectOf(asked, target.resource, query.root), query.root);
  if (form.csv && readCsv && !isHooked(asked, target)) {
    const { text, count } = bodyOf(
      await ask(asked, readStatement(asked, target.resource, query, target.find, readCsv)),
    );
    return { text: `${headOf(header())}\n${text}`, count };
  }
  const body = await rowsOf(asked, target, plan);
  return { text: shaped(form, body, header), count: body.count };
}

/** The rows, as the hooks leave them. */
function rowsOf(asked: Asked, target: Target, { statement }: Plan): Promise<Body> {
  return hookedRows(asked, target, async (scope) => bodyOf((await scope.run(statement)).rows));
}

// ----------------------------------------------------------------------------------------------------------------- one

async function readOne(asked: Asked, target: Target, plan: Plan): Promise<Answer> {
  if (asked.form.plan) return explained(asked, asked.scope, plan.statement);
  const text = await oneText(asked, target, plan);
  const tag = tagOf(text);
  const known = asked.headers['if-none-match'];
  if (known !== undefined && names(known, tag)) return { status: 304, headers: { etag: tag } };
  return { status: 200, type: asked.form.type, headers: { etag: tag }, text };
}

async function oneText(asked: Asked, target: Target, plan: Plan): Promise<string> {
  const { query } = plan;
  const body = await rowsOf(asked, target, plan);
  if (body.count === 0) throw missing(target);
  return shaped({ ...asked.form, singular: !asked.form.csv && !asked.form.lines }, body, () =>
    outputNames(subjectOf(asked, target.resource, query.root), query.root),
  );
}

/** The row as a GET without anything else would give it: its tag is that of the row. */
export function currentText(asked: Asked, target: Target): Promise<string> {
  const plain = { ...asked, pairs: [], form: { ...asked.form, csv: false, stripped: false } };
  return oneText(plain, target, planned(plain, target));
}

export function missing({ resource }: Target): Problem {
  return new Problem(404, 'PGRST116', `there is no such row of ${resource.name}`, {
    details: 'The result contains 0 rows',
  });
}
