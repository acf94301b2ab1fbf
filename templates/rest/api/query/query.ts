// A whole query string: `select`, `order`, `limit` and the other words of the language, and filters under the names of
// columns. Whatever is for an embedded relation has its path before it: `author.name=eq.ann`, `author.posts.limit=3`.
//
// A column that is called like a word of the language goes in quotes: `"order"=eq.1`. The words that PostgREST lacks do
// not get in the way of columns either: what begins as a filter does is one, `after=gt.5`.

import { Problem } from '../../runtime/problem.js';
import { isFilter, parseFilter, parseLogic } from './filter.js';
import { parseOrder } from './order.js';
import { Reader } from './reader.js';
import { everything, parseSelect } from './select.js';
import { type Item, type Node, type Query, nameOf, nodeOf } from './tree.js';
import { readSteps } from './field.js';

export type Pairs = readonly (readonly [name: string, value: string])[];

/** So much may be asked at once; every clause costs the database something. */
const mostPairs = 500;

export function pairsOf(search: string): Pairs {
  const pairs = [...new URLSearchParams(search)];
  if (pairs.length > mostPairs)
    throw new Problem(400, 'PGRST100', `the query has more than ${String(mostPairs)} parameters`);
  return pairs;
}

/** `ofFunction`: what is no filter is an argument. */
export function parseQuery(pairs: Pairs, ofFunction = false): Query {
  const said = (name: string): string | undefined => pairs.find(([key]) => key === name)?.[1];
  const extra = (name: string): string | undefined =>
    ofFunction ? undefined : pairs.find((pair) => pair[0] === name && isExtra(pair))?.[1];
  const select = said('select');
  const root = nodeOf(select === undefined ? everything : parseSelect(select));
  const others: (readonly [string, string])[] = [];
  for (const pair of pairs) {
    if (whole.has(pair[0])) continue;
    if (ofFunction && isArgument(pair)) others.push(pair);
    else if (!ofFunction && wholeExtra.has(pair[0]) && isExtra(pair)) continue;
    else readPair(root, pair);
  }
  const [columns, onConflict] = [said('columns'), said('on_conflict')];
  const [distinct, after] = [extra('distinct'), extra('after')];
  return {
    root,
    others,
    distinct: distinct !== undefined && parseTruth(distinct, 'distinct parameter'),
    ...(after !== undefined && { after }),
    ...(columns !== undefined && columns !== '' && { columns: parseNames(columns, 'columns parameter') }),
    ...(onConflict !== undefined &&
      onConflict !== '' && { onConflict: parseNames(onConflict, 'on_conflict parameter') }),
  };
}

/** What is said once, for the query as a whole. */
const whole = new Set(['select', 'columns', 'on_conflict']);
/** The same, in words of our own. */
const wholeExtra = new Set(['distinct', 'after']);

/** A filter begins with an operator and a dot, and nothing that these words take does. */
function isExtra([, value]: readonly [string, string]): boolean {
  return !isFilter(value);
}

function isArgument([name, value]: readonly [string, string]): boolean {
  return !isFilter(value) && !/(?:^|\.)(?:limit|offset|order|and|or)$/.test(name);
}

function parseTruth(text: string, what: string): boolean {
  if (text !== 'true' && text !== 'false') new Reader(text, what).fail('true or false');
  return text === 'true';
}

function parseNames(text: string, what: string): string[] {
  const reader = new Reader(text, what);
  const names = reader.list(() => reader.name());
  reader.end();
  return names;
}

// ------------------------------------------------------------------------------------------------------------- clauses

function readPair(root: Node, [name, value]: readonly [string, string]): void {
  const path = readPath(name);
  const last = path.at(-1) ?? '';
  const not = path.at(-2) === 'not' && (last === 'and' || last === 'or');
  const node = nodeAt(root, path.slice(0, not ? -2 : -1));
  switch (last) {
    case 'order':
      node.order = value === '' ? [] : parseOrder(value);
      break;
    case 'limit':
      node.limit = parseCount(value, 'limit');
      break;
    case 'offset':
      node.offset = parseCount(value, 'offset');
      break;
    case 'and':
    case 'or':
      node.conditions.push(parseLogic(last, not, value));
      break;
    case 'having':
      readHaving(node, value);
      break;
    default:
      node.conditions.push(parseFilter(parseFieldName(last), value));
  }
}

/** A column of that name is filtered by it; conditions on groups begin with a parenthesis. */
function readHaving(node: Node, value: string): void {
  if (isFilter(value)) node.conditions.push(parseFilter({ name: 'having', steps: [] }, value));
  else node.having.push(parseLogic('and', false, value));
}

/** Names with dots between them. Of the last one, steps into JSON are a part. */
function readPath(text: string): string[] {
  const reader = new Reader(text, 'filter');
  const path: string[] = [];
  do path.push(readPart(reader));
  while (reader.take('.'));
  reader.end();
  return path;
}

/** A part as it is written, so that quotes still tell a name from a step. */
function readPart(reader: Reader): string {
  return (
    reader.match(/"(?:[^"\\]|\\.)*"(?:->.*)?|(?:[^".-]|-(?!>))+(?:->.*)?/suy) ??
    reader.fail('the name of a column or relation')
  );
}

function parseFieldName(text: string): { name: string; steps: ReturnType<typeof readSteps> } {
  const reader = new Reader(text, 'filter');
  const name =
    reader.next === '"' ? reader.quoted() : (reader.match(/(?:[^-]|-(?!>))+/uy) ?? reader.fail('the name of a column'));
  const steps = readSteps(reader);
  reader.end();
  return { name, steps };
}

function nodeAt(root: Node, path: readonly string[]): Node {
  return path.reduce((node, part) => {
    const name = parseFieldName(part).name;
    return embedded(node.items, name) ?? notEmbedded(name);
  }, root);
}

function embedded(items: readonly Item[], name: string): Node | undefined {
  const found =
    items.find((item) => item.kind === 'embed' && nameOf(item) === name) ??
    items.find((item) => item.kind === 'embed' && item.relation === name);
  return found?.kind === 'embed' ? found.node : undefined;
}

export function notEmbedded(name: string): never {
  throw new Problem(400, 'PGRST108', `'${name}' is not an embedded resource in this request`, {
    hint: `Verify that '${name}' is included in the 'select' query parameter.`,
  });
}

function parseCount(text: string, what: string): number {
  const count = /^\d{1,15}$/.test(text) ? Number(text) : NaN;
  if (Number.isNaN(count)) new Reader(text, `${what} parameter`).fail('a number of rows');
  return count;
}
