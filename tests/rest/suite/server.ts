// The server under test on a port of its own, a client of it, and the rows that all tests know.

import process from 'node:process';

import { PostgrestClient } from '@supabase/postgrest-js';

import { buildApp } from '../server/app.js';
import { readConfiguration } from '../server/configuration.js';
import { checkAnswer } from './described.js';

export const server = await buildApp(
  readConfiguration({ DATABASE_URL: process.env['DATABASE_URL'], LOG_LEVEL: 'silent', NODE_ENV: 'development' }),
);
const address = await server.listen({ host: '127.0.0.1', port: 0 });
const base = `${address}/api`;
export const client = new PostgrestClient(base, { fetch: checkedFetch });

/** What the client sees is what the description says. */
async function checkedFetch(input: string | URL | Request, init?: RequestInit): Promise<Response> {
  const answer = await fetch(input, init);
  const url = input instanceof Request ? input.url : input.toString();
  const text = await answer.clone().text();
  checkAnswer(init?.method ?? 'GET', url.slice(base.length), {
    status: answer.status,
    type: answer.headers.get('content-type') ?? '',
    text,
  });
  return answer;
}

export interface Answer {
  readonly status: number;
  readonly headers: Readonly<Record<string, unknown>>;
  readonly text: string;
  readonly json: unknown;
}

export type Method = 'GET' | 'HEAD' | 'POST' | 'PUT' | 'PATCH' | 'DELETE' | 'OPTIONS';

/** A request as it is written; its path goes out as it stands. */
export async function ask(
  method: Method,
  url: string,
  body?: unknown,
  headers: Record<string, string> = {},
): Promise<Answer> {
  const payload = body === undefined ? {} : { payload: typeof body === 'string' ? body : JSON.stringify(body) };
  const type = body === undefined ? {} : { 'content-type': 'application/json' };
  const {
    statusCode,
    headers: given,
    payload: text,
  } = await server.inject({ method, url: `/api/${url}`, headers: { ...type, ...headers }, ...payload });
  checkAnswer(method, `/${url}`, { status: statusCode, type: given['content-type']?.toString() ?? '', text });
  return { status: statusCode, headers: given, text, json: text === '' ? undefined : parsed(text) };
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}

/** What points to others goes before them. */
const everything = [
  'book_genres?book_id=gt.0',
  'details?book_id=gt.0',
  'books?id=gt.0',
  'genres?id=gt.0',
  'nodes?parent_id=gt.0',
  'nodes?id=gt.0',
  'writers?id=gt.0',
];

/** The same rows before each test. */
export async function fill(): Promise<void> {
  for (const rows of everything) must(await ask('DELETE', rows));
  await add('writers', [
    { id: 1, name: 'ann', age: 40, active: true, notes: { a: { b: [1, 2] }, n: null }, wage: 1234.5 },
    { id: 2, name: 'Bob', age: 20, active: false, notes: null, wage: null },
    { id: 3, name: 'Zoë', age: null, active: true, notes: [1], wage: 0.1 },
  ]);
  await add('books', [
    { id: 1, title: 'first', pages: 100, writer_id: 1, editor_id: 2 },
    { id: 2, title: 'second', pages: 200, writer_id: 1, editor_id: null },
    { id: 3, title: '100% odd, "title"', pages: 300, writer_id: 2, editor_id: 1 },
  ]);
  await add('details', [{ book_id: 1, isbn: 'x-1' }]);
  await add('genres', [
    { id: 1, label: 'crime' },
    { id: 2, label: 'fun' },
  ]);
  await add('book_genres', [
    { book_id: 1, genre_id: 1 },
    { book_id: 1, genre_id: 2 },
    { book_id: 2, genre_id: 2 },
  ]);
  await add('nodes', [
    { id: 1, parent_id: null },
    { id: 2, parent_id: 1 },
  ]);
}

async function add(table: string, rows: readonly object[]): Promise<void> {
  must(await ask('POST', table, rows));
}

function must({ status, text }: Answer): void {
  if (status >= 300) throw new Error(text);
}
