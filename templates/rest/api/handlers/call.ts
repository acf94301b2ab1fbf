// Calls of functions: POST and GET /rpc/<name>. What a function gives can be filtered and embedded like a table's rows.

import type { Scope } from '../../../orm/runtime/scope.js';
import { Problem } from '../../runtime/problem.js';
import type { Service } from '../../runtime/service.js';
import { type Body, bodyOf } from '../engine/json.js';
import { callCount, callRows, callValue } from '../engine/call.js';
import { type Answer, refuseMore, shaped } from '../http/answer.js';
import { parsed } from '../http/body.js';
import { type Applied, applied } from '../http/prefer.js';
import { contentRange, narrowByRange, rangeStatus } from '../http/range.js';
import { type Chosen, chosenFunction, rowResource } from '../model/function.js';
import { parseQuery } from '../query/query.js';
import type { Query } from '../query/tree.js';
import { outputNames } from '../sql/outputs.js';
import { subjectOf } from '../sql/read.js';
import { explained, refusePlan } from './explained.js';
import { type Asked, within } from './request.js';

export async function call(asked: Asked, name: string): Promise<Answer> {
  const { reading } = asked;
  const query = parseQuery(asked.pairs, reading);
  if (reading) narrowByRange(query.root, asked.headers.range, asked.headers['range-unit']);
  const chosen = chosenFunction(asked.registry, asked.schema, name, reading ? argumentsIn(query) : bodyArguments(asked.body));
  refuseCall(asked, chosen, name);
  if (!reading) refusePlan(asked);
  const work = (scope: Scope): Promise<Answer> => answer(asked, chosen, query, scope);
  if (reading && !chosen.facts.reads) return asked.scope.transaction(work, { readOnly: true });
  return within(asked, asked.prefer.maxAffected !== undefined, work);
}

/** What GET calls runs where nothing can be written. */
function refuseCall({ service, caller, reading }: Asked, { facts }: Chosen, name: string): void {
  if (!service.access.calls(caller, reading || facts.reads)) throw new Problem(403, '42501', `permission denied for function ${name}`);
}

/** A name that comes several times is an array. */
function argumentsIn({ others }: Query): Map<string, unknown> {
  const given = new Map<string, unknown>();
  for (const [name, value] of others) given.set(name, given.has(name) ? [given.get(name), value].flat() : value);
  return given;
}

function bodyArguments(body: unknown): Map<string, unknown> | { readonly whole: string } {
  const text = typeof body === 'string' ? body : '';
  if (text.trim() === '') return new Map();
  const value = text.trimStart().startsWith('{') ? parsed(text) : undefined;
  return value === undefined ? { whole: text } : new Map(Object.entries(value as object));
}

async function answer(asked: Asked, chosen: Chosen, query: Query, scope: Scope): Promise<Answer> {
  const { facts } = chosen;
  const preferences = applied(asked.prefer, callKinds);
  const headers = preferences === undefined ? {} : { 'preference-applied': preferences };
  const resource = facts.gives === 'row' ? rowResource(asked.registry, facts) : undefined;
  if (!resource) return valueAnswer(asked, chosen, scope, headers);
  const own = resource.table.name === '' ? { ...asked, service: unguarded(asked.service) } : asked;
  if (asked.form.plan) return explained(asked, callRows(own, chosen, resource, query));
  const body = bodyOf((await scope.run(callRows(own, chosen, resource, query))).rows);
  const count = asked.prefer.count === undefined ? undefined : Number((await scope.run(callCount(own, chosen, resource, query))).rows[0]?.['total']);
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
    text: isNone && !form.csv && !form.lines ? 'null' : shaped(form, body, () => outputNames(subjectOf(own, resource, query.root), query.root)),
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

async function valueAnswer(asked: Asked, chosen: Chosen, scope: Scope, headers: Readonly<Record<string, string>>): Promise<Answer> {
  if (asked.form.plan) return explained(asked, callValue(chosen));
  const { rows } = await scope.run(callValue(chosen));
  if (chosen.facts.gives === 'void' || isMinimal(asked)) return { status: 204, headers };
  const body: Body = { text: rows[0]?.['body'] as string, count: 1 };
  return { status: 200, headers: { ...headers, 'content-range': contentRange(0, 1, asked.prefer.count === undefined ? undefined : 1) }, type: asked.form.csv ? 'application/json; charset=utf-8' : asked.form.type, text: body.text };
}
