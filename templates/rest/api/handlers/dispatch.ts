// Which handler answers a request: by its path and its method.
//
//   /<table>                   the rows of a table or view
//   /<table>/<key>             one row; the parts of a key with commas between them
//   /<table>/<key>/<relation>  the rows that hang on it
//   /<table>/search?q=…        the rows that have a text in them
//   /rpc/<function>            a call
//   /$batch                    several requests, done together or not at all (batch.ts)

import { Problem } from '../../runtime/problem.js';
import type { Answer } from '../http/answer.js';
import { batch } from './batch.js';
import { call } from './call.js';
import { read } from './read.js';
import type { Asked } from './request.js';
import { byKey, byRelation, bySearch, decoded, type Target, whole } from './target.js';
import { change, create, destroy, replace } from './write.js';

type Handler = (asked: Asked, target: Target) => Promise<Answer>;

const ofRows: ReadonlyMap<string, Handler> = new Map([
  ['GET', read],
  ['HEAD', read],
  ['POST', create],
  ['PUT', replace],
  ['PATCH', change],
  ['DELETE', destroy],
]);
const ofOne: ReadonlyMap<string, Handler> = new Map([...ofRows].filter(([method]) => method !== 'POST'));
const ofList: ReadonlyMap<string, Handler> = new Map([...ofRows].filter(([, handler]) => handler === read));
const ofFunctions = ['GET', 'HEAD', 'POST'];

/** `segments` are the parts of the path behind the API's prefix, as the client wrote them. */
export async function dispatch(asked: Asked, segments: readonly string[]): Promise<Answer> {
  const [first = '', second, third, ...more] = segments;
  if (first === '' || more.length > 0) throw new Problem(404, 'PGRST125', 'Invalid path specified in request URL');
  if (first === '$batch' && second === undefined)
    return asked.method === 'POST' ? batch(asked) : refuse(asked.method, ['POST']);
  if (first === 'rpc' && second !== undefined && third === undefined) return calling(asked, decoded(second));
  const resource = asked.registry.resource(asked.schema, decoded(first));
  if (second === undefined) return handled(asked, ofRows, whole(resource));
  if (third !== undefined) return handled(asked, ofList, byRelation(resource, second, decoded(third)));
  const [text, pairs] = second === 'search' ? searched(asked) : [undefined, asked.pairs];
  return text === undefined
    ? handled(asked, ofOne, byKey(resource, second))
    : handled({ ...asked, pairs }, ofList, bySearch(resource, text));
}

function searched({ pairs }: Asked): [string | undefined, Asked['pairs']] {
  return [pairs.find(([name]) => name === 'q')?.[1], pairs.filter(([name]) => name !== 'q')];
}

function handled(asked: Asked, handlers: ReadonlyMap<string, Handler>, target: Target): Promise<Answer> | Answer {
  if (asked.method === 'OPTIONS') return { status: 200, headers: { allow: allowed(handlers.keys()) } };
  const handler = handlers.get(asked.method) ?? refuse(asked.method, handlers.keys());
  return handler(asked, target);
}

function calling(asked: Asked, name: string): Promise<Answer> | Answer {
  if (asked.method === 'OPTIONS') return { status: 200, headers: { allow: allowed(ofFunctions) } };
  return ofFunctions.includes(asked.method) ? call(asked, name) : refuse(asked.method, ofFunctions);
}

function allowed(methods: Iterable<string>): string {
  return ['OPTIONS', ...methods].join(', ');
}

function refuse(method: string, methods: Iterable<string>): never {
  throw new Problem(405, 'PGRST117', `Unsupported HTTP method: ${method}`, { headers: { allow: allowed(methods) } });
}
