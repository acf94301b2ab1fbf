// Calls of functions: POST and GET /rpc/<name>. What a function gives can be filtered and embedded like a table's rows.

import type { Scope } from '../../../orm/runtime/scope.js';
import { Problem } from '../../runtime/problem.js';
import type { Service } from '../../runtime/service.js';
import { bodyOf } from '../engine/json.js';
import { callRows, callValue } from '../engine/call.js';
import { type Answer, refuseMore, shaped } from '../http/answer.js';
import { isForm, parsed } from '../http/body.js';
import { type Applied, applied } from '../http/prefer.js';
import { contentRange, narrowByRange, rangeStatus } from '../http/range.js';
import { type Chosen, chosenFunction, rowResource } from '../model/function.js';
import { parseQuery } from '../query/query.js';
import type { Node, Query } from '../query/tree.js';
import { outputNames } from '../sql/outputs.js';
import { subjectOf } from '../sql/read.js';
import { explained, refusePlan } from './explained.js';
import { type Asked, within } from './request.js';

export async function call(asked: Asked, name: string): Promise<Answer> {
  const { reading } = asked;
  const query = parseQuery(asked.pairs, reading);
  if (reading) narrowByRange(query.root, asked.headers.range, asked.headers['range-unit']);
  const chosen = withRepeated(
    chosenFunction(asked.registry, asked.schema, name, reading ? argumentsIn(query) : bodyArguments(asked, query)),
  );
  refuseCall(asked, chosen, name);
  if (!reading) refusePlan(asked);
  const work = (scope: Scope): Promise<Answer> => answer(asked, chosen, query, scope);
  if (reading && !chosen.facts.reads) return asked.scope.transaction(work, { readOnly: true });
  return within(asked, !chosen.facts.reads && mayBeRefused(asked), work);
}

/** Where an answer that does not fit is an error, what the function has done is undone. */
function mayBeRefused({ prefer, form }: Asked): boolean {
  return prefer.maxAffected !== undefined || prefer.count !== undefined || form.singular;
}

/** What GET calls runs where nothing can be written. */
function refuseCall({ service, caller, reading }: Asked, { facts }: Chosen, name: string): void {
  if (!service.access.calls(caller, reading || facts.reads))
    throw new Problem(403, '42501', `permission denied for function ${name}`);
}

/** What was said of an argument, as often as it was named. */
class Repeated {
  constructor(readonly values: readonly string[]) {}
}

function argumentsIn({ others }: Pick<Query, 'others'>): Map<string, unknown> {
  const names = new Set(others.map(([name]) => name));
  return new Map(
    [...names].map((name) => [name, new Repeated(others.filter(([one]) => one === name).map(([, value]) => value))]),
  );
}

/** All of it for an argument that takes any number of values, for others what was said last. */
function withRepeated({ facts, given }: Chosen): Chosen {
  if ('whole' in given) return { facts, given };
  const isVariadic = (name: string): boolean => facts.arguments.some((one) => one.name === name && one.variadic);
  return {
    facts,
    given: new Map(
      [...given].map(([name, value]) => [
        name,
        value instanceof Repeated ? (isVariadic(name) ? value.values : value.values.at(-1)) : value,
      ]),
    ),
  };
}

/** Of an object those members that `columns` names, if it does. */
function bodyArguments(
  { body, headers }: Asked,
  { columns }: Query,
): Map<string, unknown> | { readonly whole: string } {
  const text = typeof body === 'string' ? body : '';
  if (isForm(headers['content-type'])) return argumentsIn({ others: [...new URLSearchParams(text)] });
  if (text.trim() === '') return new Map();
  const value = text.trimStart().startsWith('{') ? parsed(text) : undefined;
  if (value === undefined) return { whole: text };
  return new Map(Object.entries(value as object).filter(([name]) => columns?.includes(name) !== false));
}

async function answer(asked: Asked, chosen: Chosen, query: Query, scope: Scope): Promise<Answer> {
  const { facts } = chosen;
  const preferences = applied(asked.prefer, callKinds);
  const headers = preferences === undefined ? {} : { 'preference-applied': preferences };
  const resource = facts.gives === 'row' ? rowResource(asked.registry, facts) : undefined;
  if (!resource) return valueAnswer(asked, chosen, query, scope, headers);
  const own = resource.table.name === '' ? { ...asked, service: unguarded(asked.service) } : asked;
  if (asked.form.plan) return explained(asked, scope, callRows(own, chosen, resource, query, false));
  const { rows } = await scope.run(callRows(own, chosen, resource, query, asked.prefer.count !== undefined));
  const body = bodyOf(rows);
  const count = asked.prefer.count === undefined ? undefined : Number(rows[0]?.['total']);
  refuseMore(asked.prefer.maxAffected, body.count);
  const offset = query.root.offset ?? 0;
  const status = rangeStatus(offset, body.count, count);
  const form = { ...asked.form, singular: asked.form.singular || !facts.many };
  const said = { ...headers, 'content-range': contentRange(offset, body.count, count) };
  if (isMinimal(asked)) return { status: 204, headers: said };
  const isNone = !facts.many && body.count === 0 && !asked.form.singular;
  return {
    status: form.singular ? 200 : status,
    type: asked.form.type,
    headers: said,
    text:
      isNone && !form.csv && !form.lines
        ? 'null'
        : shaped(form, body, () => outputNames(subjectOf(own, resource, query.root), query.root)),
  };
}

const callKinds = new Set<Applied>(['return', 'count', 'tx', 'handling', 'maxAffected']);

/** The client wants it done, and nothing of it told. */
function isMinimal({ prefer, reading }: Asked): boolean {
  return prefer.return === 'minimal' && !reading;
}

/** The columns of a row that is no table's are nobody's but the function's. */
function unguarded(service: Service): Service {
  return { ...service, access: { ...service.access, of: () => ({}) } };
}

async function valueAnswer(
  asked: Asked,
  chosen: Chosen,
  { root }: Query,
  scope: Scope,
  headers: Readonly<Record<string, string>>,
): Promise<Answer> {
  refuseColumns(chosen, root);
  const statement = callValue(chosen, root);
  if (asked.form.plan) return explained(asked, scope, statement);
  const [row] = (await scope.run(statement)).rows;
  if (chosen.facts.gives === 'void' || isMinimal(asked)) return { status: 204, headers };
  const page = Number(row?.['page'] ?? 1);
  refuseMore(asked.prefer.maxAffected, page);
  const total = asked.prefer.count === undefined ? undefined : Number(row?.['total'] ?? 1);
  const offset = root.offset ?? 0;
  return {
    status: chosen.facts.many ? rangeStatus(offset, page, total) : 200,
    headers: { ...headers, 'content-range': contentRange(offset, page, total) },
    type: asked.form.csv ? 'application/json; charset=utf-8' : asked.form.type,
    text: row?.['body'] as string,
  };
}

/** Values have no columns to be asked for. */
function refuseColumns({ facts }: Chosen, { items, conditions, having, order, limit, offset }: Node): void {
  const range = limit !== undefined || offset !== undefined;
  const isPlain =
    items.every((item) => item.kind === 'all') &&
    [conditions, having, order].every((list) => list.length === 0) &&
    (facts.many || !range);
  if (isPlain) return;
  throw new Problem(400, 'PGRST100', `${facts.name} gives no rows whose columns are known`, {
    hint: facts.many ? 'There may be "limit" and "offset".' : 'Call it without a query.',
  });
}
