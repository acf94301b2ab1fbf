// Calls of functions. The arguments travel as one JSON document, which the server reads as values of the arguments'
// types.

import { dialect } from '../../../orm/engine/dialect.js';
import { Build, type Statement } from '../../../orm/runtime/build.js';
import { writeJson } from '../http/json.js';
import type { Chosen } from '../model/function.js';
import type { Resource } from '../model/resource.js';
import { type Asking, rowsOf, subjectOf } from '../sql/read.js';
import type { Node, Query } from '../query/tree.js';
import { readEach, readRows } from './json.js';

interface Call {
  /** What the arguments come from; empty: from nowhere. */
  readonly from: string;
  readonly sql: string;
}

function callSql(build: Build, { facts, given }: Chosen): Call {
  if ('whole' in given)
    return { from: '', sql: `${facts.sql}(${build.param(given.whole)}::${facts.arguments[0]?.type ?? 'text'})` };
  const named = facts.arguments.filter(({ name }) => given.has(name));
  if (named.length === 0) return { from: '', sql: `${facts.sql}()` };
  const columns = named.map(({ name, type }) => `${dialect.quote(name)} ${type}`).join(', ');
  const values = named.map(
    ({ name, variadic }) => `${variadic ? 'variadic ' : ''}${dialect.quote(name)} := p.${dialect.quote(name)}`,
  );
  const document = writeJson(Object.fromEntries(given));
  return {
    from: `json_to_record(${build.param(document)}::json) as p(${columns})`,
    sql: `${facts.sql}(${values.join(', ')})`,
  };
}

function source(build: Build, chosen: Chosen, alias: string): string {
  const { from, sql } = callSql(build, chosen);
  return from === '' ? `${sql} ${alias}` : `${from} cross join lateral ${sql} ${alias}`;
}

/**
 * `counted`: with how many rows there are without a limit. The function is called once, whatever is asked of what it
 * gives.
 */
export function callRows(
  asking: Asking,
  chosen: Chosen,
  resource: Resource,
  query: Query,
  counted: boolean,
): Statement {
  const subject = subjectOf(asking, resource, query.root);
  const { build } = subject.context;
  const from = source(build, chosen, subject.alias);
  if (!counted) return build.statement(readRows(rowsOf(subject, from, query)));
  const { gathered, rows } = once(resource, from, subject.alias);
  const all = readEach(rowsOf(subject, rows, { ...query, all: 'unordered' }));
  return build.statement(
    `with ${called} as materialized (${gathered}) select a.*, (select count(*) from (${all}) r) as total from (${readRows(rowsOf(subject, rows, query))}) a`,
  );
}

/** Nobody's table begins with a blank. */
const called = '" called"';

/**
 * What the function gives, gathered, and its rows again: those of a table as what they are, so that functions of such a
 * row take them.
 */
function once({ table }: Resource, from: string, alias: string): { gathered: string; rows: string } {
  if (table.name === '') return { gathered: `select ${alias}.* from ${from}`, rows: `${called} ${alias}` };
  return {
    gathered: `select array_agg(${alias}) as rows from ${from}`,
    rows: `unnest((select c.rows from ${called} c)) ${alias}`,
  };
}

/** Of a set of values those within the range, how many these are, and how many there are. */
export function callValue(chosen: Chosen, { limit, offset }: Pick<Node, 'limit' | 'offset'>): Statement {
  const build = new Build();
  const { from, sql } = callSql(build, chosen);
  const source = from && ` from ${from}`;
  if (chosen.facts.gives === 'void') return build.statement(`select ${sql} is null as body${source}`);
  if (!chosen.facts.many) return build.statement(`select coalesce(to_json(${sql}), 'null')::text as body${source}`);
  const range = limit === undefined && offset === undefined ? '' : dialect.range(build, limit, offset, false);
  return build.statement(
    `with ${called} as materialized (select ${sql} as v${source}) ` +
      `select coalesce(json_agg(r.v), '[]')::text as body, count(*)::int as page, (select count(*) from ${called}) as total from (select c.v from ${called} c${range}) r`,
  );
}
