// What a request asks: the parameters of GraphQL over HTTP, from the body of a POST or the query string of a GET.

import { parseJson } from '../../rest/http/json.js';
import { Refusal } from '../refusal.js';

export interface Asked {
  readonly query: string | undefined;
  readonly operationName: string | undefined;
  readonly variables: Readonly<Record<string, unknown>>;
  /** The id of a document of the application. */
  readonly id: string | undefined;
  /** The document's SHA-256, of Apollo's automatic persisted queries. */
  readonly hash: string | undefined;
}

type Fields = Readonly<Record<string, unknown>>;

const none: Fields = {};

/** The value of a body: an object, or an array of them. */
export function bodyValue(body: unknown): unknown {
  return json(typeof body === 'string' ? body : '', 'the body');
}

function json(text: string, what: string): unknown {
  try {
    return parseJson(text);
  } catch (error) {
    throw Refusal.malformed(
      400,
      'BAD_REQUEST',
      `${what} is no JSON${text === '' ? ': it is empty' : ''}`,
      error instanceof SyntaxError ? { hint: error.message } : {},
    );
  }
}

export function askedIn(value: unknown): Asked {
  if (!isFields(value)) throw Refusal.malformed(400, 'BAD_REQUEST', 'the body is no object with a query');
  const { variables, extensions } = value;
  return {
    query: textOf(value, 'query'),
    operationName: textOf(value, 'operationName'),
    variables: fieldsOf(variables, 'variables'),
    id: textOf(value, 'id') ?? textOf(value, 'documentId'),
    hash: hashIn(fieldsOf(extensions, 'extensions')),
  };
}

/** Of a query string, in which variables and extensions are JSON. */
export function askedInSearch(search: string): Asked {
  const given = new URLSearchParams(search);
  const object = (name: string): unknown => {
    const text = given.get(name);
    return text === null || text === '' ? undefined : json(text, name);
  };
  return askedIn({
    query: given.get('query'),
    operationName: given.get('operationName') === '' ? undefined : given.get('operationName'),
    id: given.get('id'),
    documentId: given.get('documentId'),
    variables: object('variables'),
    extensions: object('extensions'),
  });
}

function isFields(value: unknown): value is Fields {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function fieldsOf(value: unknown, name: string): Fields {
  if (value === undefined || value === null) return none;
  if (!isFields(value)) throw Refusal.malformed(400, 'BAD_REQUEST', `${name} is no object`);
  return value;
}

function textOf(fields: Fields, name: string): string | undefined {
  const value = fields[name];
  if (value === undefined || value === null) return undefined;
  if (typeof value !== 'string') throw Refusal.malformed(400, 'BAD_REQUEST', `${name} is no text`);
  return value;
}

function hashIn({ persistedQuery }: Fields): string | undefined {
  if (persistedQuery === undefined || persistedQuery === null) return undefined;
  const { version, sha256Hash }: { version?: unknown; sha256Hash?: unknown } = isFields(persistedQuery)
    ? persistedQuery
    : {};
  if (version !== 1 || typeof sha256Hash !== 'string')
    throw Refusal.malformed(400, 'BAD_REQUEST', 'extensions.persistedQuery needs version 1 and a sha256Hash');
  return sha256Hash;
}
