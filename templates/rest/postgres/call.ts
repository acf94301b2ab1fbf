// Calls of functions. The arguments travel as one JSON document, which the server reads as values of the arguments' types.

import { dialect } from '../../../orm/engine/dialect.js';
import { Build, type Statement } from '../../../orm/runtime/build.js';
import { writeJson } from '../http/json.js';
import type { Chosen } from '../model/function.js';
import type { Resource } from '../model/resource.js';
import { type Asking, rowsOf, subjectOf } from '../sql/read.js';
import type { Query } from '../query/tree.js';
import { readEach, readRows } from './json.js';

interface Call {
  /** What the arguments come from; empty: from nowhere. */
  readonly from: string;
  readonly sql: string;
}

function callSql(build: Build, { facts, given }: Chosen): Call {
  if ('whole' in given) return { from: '', sql: `${facts.sql}(${build.param(given.whole)}::${facts.arguments[0]?.type ?? 'text'})` };
  const named = facts.arguments.filter(({ name }) => given.has(name));
  if (named.length === 0) return { from: '', sql: `${facts.sql}()` };
  const columns = named.map(({ name, type }) => `${dialect.quote(name)} ${type}`).join(', ');
  const values = named.map(({ name, variadic }) => `${variadic ? 'variadic ' : ''}${dialect.quote(name)} := p.${dialect.quote(name)}`);
  const document = writeJson(Object.fromEntries(given));
  return { from: `json_to_record(${build.param(document)}::json) as p(${columns})`, sql: `${facts.sql}(${values.join(', ')})` };
}

function source(build: Build, chosen: Chosen, alias: string): string {
  const { from, sql } = callSql(build, chosen);
  return from === '' ? `${sql} ${alias}` : `${from} cross join lateral ${sql} ${alias}`;
}

export function callRows(asking: Asking, chosen: Chosen, resource: Resource, query: Query): Statement {
  const subject = subjectOf(asking, resource, query.root);
  const from = source(subject.context.build, chosen, subject.alias);
  return subject.context.build.statement(readRows(rowsOf(subject, from, query)));
}

/** How many rows there are without a limit. */
export function callCount(asking: Asking, chosen: Chosen, resource: Resource, query: Query): Statement {
  const subject = subjectOf(asking, resource, query.root);
  const from = source(subject.context.build, chosen, subject.alias);
  const rows = readEach(rowsOf(subject, from, { ...query, all: 'unordered' }));
  return subject.context.build.statement(`select count(*) as total from (${rows}) r`);
}

export function callValue(chosen: Chosen): Statement {
  const build = new Build();
  const { from, sql } = callSql(build, chosen);
  const source = from && ` from ${from}`;
  if (chosen.facts.gives === 'void') return build.statement(`select ${sql} is null as body${source}`);
  if (chosen.facts.many) return build.statement(`select coalesce(json_agg(r.v), '[]')::text as body from (select ${sql} as v${source}) r`);
  return build.statement(`select coalesce(to_json(${sql}), 'null')::text as body${source}`);
}
