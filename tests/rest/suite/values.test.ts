// What is no value of its type, whichever that is, is answered like any other mistake, by REST and by GraphQL: it is no
// fault of the server's, and keeps it from nothing.

import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { after, before, test } from 'node:test';

import { buildSchema, getNamedType, GraphQLInputObjectType } from 'graphql';

import { resources } from '../api/rest/resources.js';
import { fill, server } from './server.js';
import { values } from './values.js';

before(fill);
after(() => server.close());

const odd = [
  ...values,
  ...['{', '('].map((sign) => JSON.stringify(sign.repeat(20_000))),
  ...[
    '"POINT(1"',
    '"0x"',
    '"P"',
    '"-"',
    '"."',
    '"1e"',
    '"0000-00-00"',
    '"2024-13-45"',
    '"9999-12-31T23:59:60Z"',
    '"empty"',
    '"(a,b"',
    '"\\\\"',
    '"\\\\x"',
    '"1/0"',
    '"::1"',
  ],
  ...['9007199254740993', '-2147483649', '["a",null,{}]'],
];
const operators = ['eq', 'gt', 'in', 'like', 'match', 'fts', 'cs', 'ov'];

/** One column of each type. */
const columns = new Map(
  resources.flatMap(({ table }) =>
    [...table.columns.values()].map((column) => [column.codec, { table: table.name, column: column.name }]),
  ),
);

/** Not held against the description: SQLite keeps numbers where dates are expected. */
async function send(method: 'GET' | 'POST', url: string, body?: string): Promise<string> {
  const { statusCode, payload } = await server.inject({
    method,
    url,
    headers: {
      prefer: 'tx=rollback,return=representation',
      ...(body !== undefined && { 'content-type': 'application/json' }),
    },
    ...(body !== undefined && { payload: body }),
  });
  return statusCode >= 500 ? `${String(statusCode)} PGRSTX00 ${payload}` : payload;
}

function isFine(value: string, answers: readonly string[]): void {
  for (const answer of answers)
    assert.ok(!answer.includes('PGRSTX00'), `${value.slice(0, 100)}: ${answer.slice(0, 500)}`);
}

function plain(value: string): string {
  const read: unknown = JSON.parse(value);
  return (typeof read === 'string' ? read : value).replace(/\p{Surrogate}/gu, '?');
}

for (const { table, column } of columns.values()) {
  void test(`${table}.${column}`, async () => {
    const [path, name] = [encodeURIComponent(table), encodeURIComponent(JSON.stringify(column))];
    for (const value of odd) {
      const text = plain(value);
      const filters =
        text.length > 2000
          ? []
          : operators.map(
              (operator) => `${name}=${operator}.${encodeURIComponent(operator === 'in' ? `(${text})` : text)}`,
            );
      isFine(
        value,
        await Promise.all([
          send('POST', `/api/${path}`, `{${JSON.stringify(column)}:${value}}`),
          ...filters.map((filter) => send('GET', `/api/${path}?limit=1&${filter}`)),
        ]),
      );
    }
  });
}

const schema = buildSchema(readFileSync('api/graphql/schema.graphql', 'utf8'));

/** A filter of each type of values, with its operators. */
const questions = new Map<string, string[]>();
for (const field of Object.values(schema.getQueryType()?.getFields() ?? {})) {
  const filter = getNamedType(field.args.find(({ name }) => name === 'where')?.type);
  if (!(filter instanceof GraphQLInputObjectType) || !/^\[/.test(String(field.type))) continue;
  for (const column of Object.values(filter.getFields())) {
    const type = getNamedType(column.type);
    if (!(type instanceof GraphQLInputObjectType) || !('eq' in type.getFields()) || questions.has(type.name)) continue;
    const documents = Object.values(type.getFields()).map(
      (operator) =>
        `query ($v: ${String(operator.type)}) { ${field.name}(where: { ${column.name}: { ${operator.name}: $v } }, limit: 1) { __typename } }`,
    );
    questions.set(type.name, documents);
  }
}

for (const [type, documents] of questions) {
  void test(`${type} of GraphQL`, async () => {
    for (const value of odd) {
      isFine(
        value,
        await Promise.all(
          documents.map((query) =>
            send('POST', '/graphql', `{"query":${JSON.stringify(query)},"variables":{"v":${value}}}`),
          ),
        ),
      );
    }
  });
}

void test('types have been asked for', () => {
  assert.ok(columns.size > 5 && questions.size > 3);
});
