// The text of an answer, put together from what the database made. Nothing of it is parsed, unless a hook wants to see
// the rows or a page has to be turned round.

import type { GraphQLFormattedError } from 'graphql';

import { parseJson, writeJson } from '../rest/http/json.js';

/** The fields as `"key":value`. */
export function answerText(fields: readonly string[], errors: readonly GraphQLFormattedError[]): string {
  const data = `"data":{${fields.join(',')}}`;
  return errors.length === 0 ? `{${data}}` : `{"errors":${JSON.stringify(errors)},${data}}`;
}

/** The JSON with the lists turned round that these keys lead to. */
export function turned(text: string, paths: readonly (readonly string[])[]): string {
  return writeJson(paths.reduce(turnedAt, parseJson(text)));
}

function turnedAt(value: unknown, [key, ...rest]: readonly string[]): unknown {
  if (key === undefined) return Array.isArray(value) ? [...(value as unknown[])].reverse() : value;
  if (Array.isArray(value)) return value.map((item) => turnedAt(item, [key, ...rest]));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([name, inner]: [string, unknown]) => [
      name,
      name === key ? turnedAt(inner, rest) : inner,
    ]),
  );
}
