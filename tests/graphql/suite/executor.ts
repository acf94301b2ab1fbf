// The executor under test, with a scope that tells what runs, and the rows that all tests know.

import process from 'node:process';

import { type DocumentNode, parse, validate } from 'graphql';

import { type Executor, executorOf } from '../api/graphql/execution.js';
import type { Own } from '../api/graphql/own/own.js';
import type { Access } from '../api/runtime/access.js';
import type { Hooks } from '../api/runtime/hooks.js';
import { createDatabase, tables } from '../orm/database.js';
import type { Scope } from '../orm/runtime/scope.js';
import { scope } from '../orm/runtime/session.js';

const url = process.env['DATABASE_URL'] ?? '';
export const db = createDatabase({ url });
export const isPostgres = url.startsWith('postgres');
export const isSqlite = url.startsWith('sqlite') || !url.includes('://');

/** What ran: statements, and BEGIN for each transaction that is none within another. */
export const ran: string[] = [];

function telling(within: Scope, isOpen: boolean): Scope {
  return {
    run: (statement) => {
      ran.push(statement.text);
      return within.run(statement);
    },
    stream: (statement) => within.stream(statement),
    transaction: (work, options) => {
      if (!isOpen) ran.push('BEGIN');
      return within.transaction((tx) => work(telling(tx, true)), options);
    },
    close: () => within.close(),
  };
}

export interface Options {
  readonly access?: Access;
  readonly hooks?: Hooks;
  readonly rows?: number;
  readonly own?: Own;
}

const everything: Access = { of: () => ({}), calls: () => true };

export function executorWith({ access = everything, hooks = new Map(), rows = 100, own }: Options = {}): Executor {
  return executorOf(
    { db, scope: () => telling(db[scope], false), tables, access, hooks, limits: { rows, depth: 6 } },
    own,
  );
}

export const executor = executorWith();

export interface Answer {
  readonly data?: Readonly<Record<string, unknown>> | null;
  readonly errors?: readonly {
    readonly message: string;
    readonly path?: readonly unknown[];
    readonly extensions?: Readonly<Record<string, unknown>>;
  }[];
}

const documents = new Map<string, DocumentNode>();

function documentOf(source: string): DocumentNode {
  let document = documents.get(source);
  if (!document) documents.set(source, (document = parse(source)));
  return document;
}

export async function ask(
  source: string,
  variables: Readonly<Record<string, unknown>> = {},
  by: Executor = executor,
  role = 'test',
  claims: Readonly<Record<string, unknown>> = {},
): Promise<Answer> {
  const document = documentOf(source);
  const wrong = validate(by.schema, document);
  if (wrong.length > 0) throw new Error(`${source}\n${wrong.map(({ message }) => message).join('\n')}`);
  return JSON.parse(await by.execute({ document, source, variables, caller: { role, claims } })) as Answer;
}

/** The data, where there is nothing to complain of. */
export async function data(
  source: string,
  variables: Readonly<Record<string, unknown>> = {},
  by: Executor = executor,
): Promise<Record<string, unknown>> {
  const answer = await ask(source, variables, by);
  if (answer.errors || !answer.data) throw new Error(`${source}\n${JSON.stringify(answer.errors)}`);
  return answer.data;
}

/** The same rows before each test. */
export async function fill(): Promise<void> {
  for (const model of [db.bookGenre, db.detail, db.book, db.genre, db.writer, db.line, db.log])
    await model.deleteMany({ all: true });
  for (const { id } of await db.node.findMany({ orderBy: { id: 'desc' } })) await db.node.delete({ where: { id } });
  const big = 9007199254740993n;
  await db.writer.createMany([
    {
      id: 1,
      name: 'ann',
      age: 40,
      active: true,
      notes: { a: { b: [1, 2] }, n: null },
      wage: '1234.5',
      big,
      score: 0.1,
      mood: 'so-so',
    },
    { id: 2, name: 'Bob', age: 20, active: false, notes: null, wage: null, big: -big, score: -2.5, mood: 'happy' },
    { id: 3, name: 'Zoë', age: null, active: true, notes: [1], wage: '0.1', big: null, score: null, mood: null },
    {
      id: 4,
      name: 'O\'Hara, "x"',
      age: 20,
      active: true,
      notes: 'text',
      wage: '-3',
      big: 0n,
      score: 1e100,
      mood: 'PG-13',
    },
  ]);
  await db.book.createMany([
    { id: 1, title: 'One', pages: 100, writerId: 1, editorId: 2 },
    { id: 2, title: 'Two', pages: 200, writerId: 1, editorId: null },
    { id: 3, title: 'Three', pages: 300, writerId: 2, editorId: 1 },
    { id: 4, title: 'Four%', pages: 200, writerId: 3, editorId: 2 },
    { id: 5, title: 'Five_', pages: 50, writerId: 1, editorId: 3 },
  ]);
  await db.detail.createMany([
    { bookId: 1, isbn: '111' },
    { bookId: 2, isbn: null },
  ]);
  await db.genre.createMany([
    { id: 1, label: 'novel' },
    { id: 2, label: 'crime' },
    { id: 3, label: 'poem' },
  ]);
  await db.bookGenre.createMany([
    { bookId: 1, genreId: 1 },
    { bookId: 1, genreId: 2 },
    { bookId: 3, genreId: 1 },
  ]);
  await db.node.createMany([{ id: 1, parentId: null }]);
  await db.node.createMany([{ id: 2, parentId: 1 }]);
  await db.node.createMany([{ id: 3, parentId: 2 }]);
  await db.line.createMany([
    { tenant: 1, number: 1, price: '0.10', code: 'a' },
    { tenant: 1, number: 2, price: '20', code: null },
  ]);
  ran.length = 0;
}
