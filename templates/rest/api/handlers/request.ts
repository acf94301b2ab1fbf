// A request as the handlers see it: who asks, in which schema, with which query, headers and body.

import type { IncomingHttpHeaders } from 'node:http';

import type { Scope } from '../../../orm/runtime/scope.js';
import type { Caller } from '../../runtime/caller.js';
import { Problem } from '../../runtime/problem.js';
import type { Service } from '../../runtime/service.js';
import { type Form, formOf } from '../http/accept.js';
import { type Preferences, preferencesOf } from '../http/prefer.js';
import type { Registry } from '../model/registry.js';
import { type Pairs, pairsOf } from '../query/query.js';
import type { Plans } from '../sql/plans.js';
import type { Asking } from '../sql/read.js';

/** A request as it came, by HTTP or as a part of another one. */
export interface Incoming {
  readonly method: string;
  /** With its query string. */
  readonly url: string;
  readonly headers: IncomingHttpHeaders;
  readonly body: unknown;
  readonly caller: Caller;
}

export interface Asked extends Asking {
  readonly method: string;
  /** It changes nothing: GET or HEAD. */
  readonly reading: boolean;
  /** The path before the query string, as the client wrote it. */
  readonly path: string;
  readonly schema: string;
  readonly pairs: Pairs;
  /** The query string. */
  readonly search: string;
  readonly form: Form;
  readonly prefer: Preferences;
  readonly headers: IncomingHttpHeaders;
  readonly body: unknown;
  readonly scope: Scope;
  readonly plans: Plans;
}

/** What lasts as long as the server. */
export interface Standing {
  readonly service: Service;
  readonly registry: Registry;
  readonly plans: Plans;
}

export function askedOf(
  { service, registry, plans }: Standing,
  { method, url, headers, body, caller }: Incoming,
): Asked {
  const mark = url.indexOf('?');
  const search = mark < 0 ? '' : url.slice(mark + 1);
  const reading = method === 'GET' || method === 'HEAD';
  return {
    service,
    registry,
    caller,
    method,
    reading,
    headers,
    body,
    path: mark < 0 ? url : url.slice(0, mark),
    schema: schemaOf(registry, headers[reading ? 'accept-profile' : 'content-profile']),
    pairs: search === '' ? [] : pairsOf(search),
    search,
    plans,
    form: formOf(headers.accept),
    prefer: preferencesOf(headers['prefer']),
    scope: service.scope(caller),
  };
}

function schemaOf({ schemas }: Registry, wanted: string | readonly string[] | undefined): string {
  if (wanted === undefined || wanted === '') return schemas[0] ?? '';
  if (typeof wanted === 'string' && schemas.includes(wanted)) return wanted;
  throw new Problem(406, 'PGRST106', `Invalid schema: ${String(wanted)}`, {
    hint: `Only the following schemas are exposed: ${schemas.join(', ')}`,
  });
}

/** What a client only wants to try is undone, and answered all the same. */
export async function within<R>(
  { scope, prefer }: Asked,
  needed: boolean,
  work: (scope: Scope) => Promise<R>,
): Promise<R> {
  if (prefer.tx !== 'rollback') return needed ? scope.transaction(work) : work(scope);
  const undone = new Undone<R>();
  try {
    return await scope.transaction(async (tx) => {
      undone.result = await work(tx);
      throw undone;
    });
  } catch (error) {
    if (error === undone) return undone.result as R;
    throw error;
  }
}

class Undone<R> extends Error {
  result: R | undefined;
}
