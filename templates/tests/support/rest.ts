// What every model goes through over REST: lists, filters, a row by its key, writes and their errors, hostile input.
// The rows come from the factories, the server has the database of the tests.

import assert from 'node:assert/strict';
import { describe, it, type TestContext } from 'node:test';

import Fastify, { type FastifyInstance } from 'fastify';

import { writeJson } from '../../api/rest/http/json.js';
import { restRoutes } from '../../api/rest/routes.js';
import type { Database } from '../../orm/database.js';
import type { Table } from '../../orm/runtime/table.js';
import { answerProblems } from '../../server/problems.js';
import type { TestDatabase } from './database.js';
import { type Factory, NoRow } from './factory.js';
import { caller, everythingAllowed, hostile } from './http.js';
import { pick, type Row, textOf } from './model.js';

/** The REST API alone, where everybody may do everything. */
export async function restServer(db: Database): Promise<FastifyInstance> {
  const server = Fastify({ routerOptions: { maxParamLength: 1024 } });
  server.decorateRequest('caller');
  server.addHook('onRequest', (request, _, done) => {
    request.caller = caller;
    done();
  });
  answerProblems(server);
  await server.register(restRoutes, { ...everythingAllowed(db), prefix: '/api' });
  return server;
}

interface Answer {
  readonly status: number;
  readonly text: string;
}

type Method = 'GET' | 'POST' | 'PATCH' | 'DELETE';

export function testRest(
  name: string,
  server: FastifyInstance,
  { db, absent }: TestDatabase,
  factory: Factory,
  table: Table,
): void {
  const key = table.keys.find(({ primary }) => primary === true)?.fields ?? [];
  const path = encodeURIComponent(table.name);
  const columnOf = (field: string): string => table.columns.get(field)?.name ?? field;

  async function ask(method: Method, query: string, row?: Row, prefer = ''): Promise<Answer> {
    const profile = table.schema === '' ? {} : { 'accept-profile': table.schema, 'content-profile': table.schema };
    const body = row && { payload: writeJson(asJson(table, row)) };
    const { statusCode, payload } = await server.inject({
      method,
      url: `/api/${path}${query}`,
      headers: { ...profile, prefer, ...(body && { 'content-type': 'application/json' }) },
      ...body,
    });
    return { status: statusCode, text: payload };
  }

  /** A filter for the row with that key. */
  function filter(row: Row): string {
    return key
      .map((field) => `${encodeURIComponent(quoted(columnOf(field)))}=eq.${encodeURIComponent(textOf(row[field]))}`)
      .join('&');
  }

  function withRow(title: string, test: (row: Row) => Promise<void>): void {
    void it(title, async (context: TestContext) => {
      try {
        const row = await factory.create(db);
        if (key.some((field) => row[field] === null)) context.skip('a part of its key is NULL');
        else await test(row);
      } catch (error) {
        if (!(error instanceof NoRow)) throw error;
        context.skip(error.message);
      }
    });
  }

  void describe(`${name} over REST`, { skip: absent.get(name) ?? false }, () => {
    void it('lists', async () => {
      const { status, text } = await ask('GET', '?limit=2');
      assert.equal(status, 200, text);
      assert.ok((JSON.parse(text) as unknown[]).length <= 2);
    });

    void it('takes hostile input for data', async () => {
      for (const text of hostile.map(encodeURIComponent)) {
        for (const query of [
          `?${text}=eq.1`,
          `?select=${text}`,
          `?order=${text}`,
          `?limit=${text}`,
          `?or=(${text})`,
          `/${text}`,
        ]) {
          const { status, text: answer } = await ask('GET', query);
          assert.ok(status < 500, `${query}: ${answer}`);
        }
        for (const { name: column } of table.columns.values()) {
          const { status, text: answer } = await ask('GET', `?${encodeURIComponent(quoted(column))}=eq.${text}`);
          assert.ok(status < 500, `${column} = ${text}: ${answer}`);
        }
      }
    });

    if (key.length === 0) return;

    withRow('finds a row by its key', async (row) => {
      const { status, text } = await ask('GET', `?${filter(row)}`);
      assert.equal(status, 200, text);
      assert.equal((JSON.parse(text) as unknown[]).length, 1, text);
    });

    withRow('changes and deletes a row', async (row) => {
      const field = Object.keys(factory.description.samples).find(
        (each) => !key.includes(each) && row[each] !== null && typeof row[each] !== 'object',
      );
      if (field !== undefined) {
        const changed = await ask('PATCH', `?${filter(row)}`, pick(row, [field]), 'return=representation');
        skipIfRuled(changed, factory);
        assert.equal(changed.status, 200, changed.text);
      }
      const deleted = await ask('DELETE', `?${filter(row)}`, undefined, 'return=representation');
      skipIfRuled(deleted, factory);
      if (deleted.status === 409 && factory.mayBePointedTo) return;
      assert.equal(deleted.status, 200, deleted.text);
      const left = (await ask('GET', `?${filter(row)}`)).text;
      if (left !== '[]' && factory.description.hasTriggers) throw new NoRow('its triggers keep the row');
      assert.equal(left, '[]');
    });

    withRow('takes a new row, and refuses the same again', async (row) => {
      const fields = Object.keys(factory.description.samples).filter(
        (field) => row[field] !== null && row[field] !== undefined,
      );
      const given = writableKey(table, key);
      const again = await ask('POST', '', pick(row, [...new Set([...fields, ...given])]));
      if (given.length === key.length && !factory.maySettle)
        assert.ok(again.status === 409 || again.status === 422 || again.status === 400, again.text);
      const built = await factory.build(db);
      const made = await ask('POST', '', built);
      skipIfRuled(made, factory);
      assert.ok(made.status === 201 || made.status === 409, made.text);
    });
  });
}

/** What checks and triggers ask for the samples do not know. */
function skipIfRuled({ status, text }: Answer, factory: Factory): void {
  if (status >= 400 && factory.mayRule((JSON.parse(text) as { readonly code: string }).code)) throw new NoRow(text);
}

function writableKey(table: Table, key: readonly string[]): readonly string[] {
  return key.filter((field) => table.columns.get(field)?.readOnly !== true);
}

/** By the names of columns, with values as JSON writes them. */
function asJson(table: Table, row: Row): Row {
  return Object.fromEntries(
    Object.entries(row).map(([field, value]) => [table.columns.get(field)?.name ?? field, written(value)]),
  );
}

function written(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(written);
  return value instanceof Uint8Array ? textOf(value) : value;
}

function quoted(name: string): string {
  return `"${name.replace(/["\\]/g, '\\$&')}"`;
}
