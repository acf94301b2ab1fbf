// Asks an application for everything that its schema has: each field of each query with all that can be selected two
// levels deep, ordered and filtered by each column. Its database may be empty. The schema itself has to be valid by the
// rules of the specification.

import assert from 'node:assert/strict';
import process from 'node:process';

import {
  buildSchema,
  getNamedType,
  getIntrospectionQuery,
  type GraphQLArgument,
  type GraphQLEnumType,
  type GraphQLField,
  type GraphQLInputObjectType,
  type GraphQLInputType,
  type GraphQLObjectType,
  isEnumType,
  isInputObjectType,
  isListType,
  isNonNullType,
  isObjectType,
  isRequiredArgument,
  parse,
  validate,
  validateSchema,
} from 'graphql';

import { executorOf } from '../api/graphql/execution.js';
import { schemaText } from '../api/graphql/model/schema.js';
import { models } from '../api/graphql/models.js';
import { createDatabase, tables } from '../orm/database.js';
import { scope } from '../orm/runtime/session.js';

const db = createDatabase({ url: process.env['DATABASE_URL'] ?? '' });
const executor = executorOf({
  db,
  scope: () => db[scope],
  tables,
  access: { of: () => ({}), calls: () => true },
  hooks: new Map(),
  limits: { rows: 10, depth: 6 },
});
const { schema } = executor;

function fields(type: GraphQLObjectType, depth: number): string {
  const selected = Object.values(type.getFields()).flatMap((field) => selection(field, depth));
  return `{ __typename ${selected.join(' ')} }`;
}

function selection(field: GraphQLField<unknown, unknown>, depth: number): string[] {
  const type = getNamedType(field.type);
  if (!isObjectType(type)) return [field.name];
  const isPart = field.args.length === 0 && field.type !== type;
  return depth > 0 || isPart ? [`${field.name} ${fields(type, isPart ? depth : depth - 1)}`] : [];
}

const samples: Readonly<Record<string, string>> = {
  ID: '"1"',
  String: '"x"',
  UUID: '"00000000-0000-0000-0000-000000000001"',
  Date: '"2001-02-03"',
  Time: '"04:05:06"',
  LocalDateTime: '"2001-02-03T04:05:06"',
  DateTime: '"2001-02-03T04:05:06+00:00"',
  Boolean: 'true',
  Bytes: '"\\\\x00"',
  JSON: '"x"',
};

function sample(type: GraphQLInputType): string {
  if (isNonNullType(type)) return sample(type.ofType);
  if (isListType(type))
    return `[${isEnumType(getNamedType(type)) ? members(getNamedType(type) as GraphQLEnumType) : sample(type.ofType)}]`;
  if (isEnumType(type)) return type.getValues()[0]?.name ?? '';
  return samples[type.toString()] ?? '1';
}

function members(type: GraphQLEnumType): string {
  return type
    .getValues()
    .map(({ name }) => name)
    .join(', ');
}

/** Each column in the conditions, each in the order. */
function argument(given: GraphQLArgument): string[] {
  const type = getNamedType(given.type);
  if (isRequiredArgument(given)) return [`${given.name}: ${sample(given.type)}`];
  if (!isInputObjectType(type)) return [];
  return given.name === 'where'
    ? [`where: { OR: [${conditions(type).join(', ')}] }`]
    : given.name === 'orderBy'
      ? [`orderBy: [${orders(type).join(', ')}]`]
      : [];
}

function conditions(type: GraphQLInputObjectType): string[] {
  return Object.values(type.getFields()).flatMap(({ name, type: inner }) => {
    const named = getNamedType(inner) as GraphQLInputObjectType;
    const tests = named.getFields();
    if ('isNull' in tests && 'eq' in tests && !('AND' in tests)) return [`{ ${name}: { isNull: false } }`];
    if ('some' in tests && 'every' in tests && 'none' in tests && !('AND' in tests))
      return [`{ ${name}: { some: {} } }`, `{ ${name}: { every: {} } }`];
    return isListType(inner) ? [] : [`{ ${name}: null }`, `{ ${name}: {} }`];
  });
}

function orders(type: GraphQLInputObjectType): string[] {
  return Object.values(type.getFields()).flatMap(({ name, type: inner }) => {
    if (inner.toString() === 'SortOrder') return [`{ ${name}: DESC_NULLS_LAST }`];
    return inner.toString() === 'CountOrder' ? [`{ ${name}: { count: ASC } }`] : [];
  });
}

/** Two levels deep, or one where that makes more subqueries than a server has memory for. */
function document(field: GraphQLField<unknown, unknown>): string {
  const given = field.args.flatMap(argument);
  const begin = `{ ${field.name}${given.length > 0 ? `(${given.join(', ')})` : ''}`;
  const [deep, shallow] = [2, 1].map(
    (depth) => `${begin} ${fields(getNamedType(field.type) as GraphQLObjectType, depth)} }`,
  );
  return (deep ?? '').length > 10_000 ? (shallow ?? '') : (deep ?? '');
}

/**
 * A search in texts that a view makes up, which have no column's collation: MariaDB compares some of them with no
 * parameter.
 */
function isMadeUp(field: string): boolean {
  return models.some(
    ({ table, queries }) => table.view === true && queries.some(([name, does]) => name === field && does === 'search'),
  );
}

async function ask(
  source: string,
): Promise<{ errors?: readonly { message: string; extensions?: { code?: string } }[] }> {
  const parsed = parse(source);
  const wrong = validate(schema, parsed);
  assert.deepEqual(
    wrong.map(({ message }) => message),
    [],
    source,
  );
  return JSON.parse(
    await executor.execute({ document: parsed, source, variables: {}, caller: { role: 'test', claims: {} } }),
  ) as Awaited<ReturnType<typeof ask>>;
}

/** A view may be broken in the database itself. */
async function canBeRead(field: string): Promise<boolean> {
  const table = models.find(({ queries }) => queries.some(([name]) => name === field))?.table.sql ?? '';
  return db[scope].run({ text: `select count(*) from ${table}`, values: [] }).then(
    () => true,
    () => false,
  );
}

// A sample need not be a key of the type; that is told then, and nothing else.
const notOfType = /^22|^42883$|^PGRST100$/;

assert.deepEqual(validateSchema(buildSchema(schemaText())), []);
assert.deepEqual((await ask(getIntrospectionQuery())).errors, undefined);
for (const field of Object.values(schema.getQueryType()?.getFields() ?? {})) {
  if (!isObjectType(getNamedType(field.type))) continue;
  const source = document(field);
  if (isMadeUp(field.name)) continue;
  const { errors } = await ask(source);
  const isKey = field.args.length > 0 && field.args.every(isRequiredArgument);
  if (errors && !(await canBeRead(field.name))) continue;
  const real = (errors ?? []).filter(({ extensions }) => !(isKey && notOfType.test(extensions?.code ?? '')));
  assert.deepEqual(real, [], source.slice(0, 3000));
}
await db.close();
