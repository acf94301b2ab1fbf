// POST /$batch: requests that are done one after the other in one transaction, all of them or none.
//
//   [{ "method": "POST", "path": "/orders", "headers": { "prefer": "return=representation" }, "body": { "customer": 1 } }, …]
//
// Paths are those of the API without its prefix. The answer is a list of {status, headers, body}; if a request fails,
// nothing of the others stays, and the answer is that request's error, with its place in the list.

import { Problem, problemOf } from '../../runtime/problem.js';
import type { Answer } from '../http/answer.js';
import { parsed } from '../http/body.js';
import { writeJson } from '../http/json.js';
import { dispatch } from './dispatch.js';
import { type Asked, askedOf } from './request.js';

const most = 100;

interface Part {
  readonly method: string;
  readonly path: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

export async function batch(asked: Asked): Promise<Answer> {
  const parts = partsOf(parsed(typeof asked.body === 'string' ? asked.body : ''));
  const answers = await asked.scope.transaction(async () => {
    const done: string[] = [];
    for (const [index, part] of parts.entries()) done.push(answerText(await answered(asked, part, index)));
    return done;
  });
  return { status: 200, type: 'application/json; charset=utf-8', headers: {}, text: `[${answers.join(',')}]` };
}

async function answered(asked: Asked, { method, path, headers, body }: Part, index: number): Promise<Answer> {
  try {
    const inner = askedOf(asked, { method, url: path, headers, body, caller: asked.caller });
    if (inner.form.lines)
      throw new Problem(406, 'PGRST107', 'lines are answered as they come, and here everything is one answer', {
        hint: 'Ask for application/json.',
      });
    return await dispatch(inner, inner.path.split('/').slice(1));
  } catch (error) {
    const { status, code, message, details, hint } = problemOf(error);
    throw new Problem(status, code, message, {
      details: { request: index, details },
      ...(hint !== null && { hint }),
      cause: error,
    });
  }
}

function answerText({ status, headers, type, text }: Answer): string {
  const isJson = type?.includes('json') === true;
  const body = text === undefined ? 'null' : isJson ? text : JSON.stringify(text);
  return `{"status":${String(status)},"headers":${JSON.stringify(headers)},"body":${body}}`;
}

// ------------------------------------------------------------------------------------------------------------ the list

function partsOf(list: unknown): readonly Part[] {
  if (!Array.isArray(list) || list.length > most) throw wrong(`expected a list of at most ${String(most)} requests`);
  return list.map(partOf);
}

function partOf(given: unknown, index: number): Part {
  const {
    method,
    path,
    headers = {},
    body,
  }: { method?: unknown; path?: unknown; headers?: unknown; body?: unknown } = typeof given === 'object' &&
  given !== null
    ? given
    : {};
  if (typeof method !== 'string' || typeof path !== 'string' || !path.startsWith('/') || path.startsWith('/$batch')) {
    throw wrong(`request ${String(index)} needs a method, and a path such as /table?id=eq.1`);
  }
  return {
    method: method.toUpperCase(),
    path,
    headers: headersOf(headers, index),
    body: body === undefined ? '' : writeJson(body),
  };
}

function headersOf(headers: unknown, index: number): Readonly<Record<string, string>> {
  const entries = typeof headers === 'object' && headers !== null ? Object.entries(headers) : [];
  return Object.fromEntries(
    entries.map(([name, value]) => {
      if (typeof value !== 'string') throw wrong(`the headers of request ${String(index)} are texts`);
      return [name.toLowerCase(), value];
    }),
  );
}

function wrong(details: string): Problem {
  return new Problem(400, 'PGRST102', 'this is no batch of requests', { details });
}
