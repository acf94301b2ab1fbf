// What every model goes through over GraphQL: lists, pages, a row by its key, mutations and their errors, hostile
// input. The rows come from the factories. What is asked for is read off the schema, so a field that it promises and
// the database refuses is found.

import assert from 'node:assert/strict';
import { describe, it, type TestContext } from 'node:test';

import {
  getNamedType,
  getNullableType,
  type GraphQLArgument,
  type GraphQLInputType,
  isEnumType,
  isInputObjectType,
  isLeafType,
  isObjectType,
  parse,
  validate,
} from 'graphql';

import { type Executor, executorOf } from '../../api/graphql/execution.js';
import type { ModelFacts, Reading, Writing } from '../../api/graphql/model/facts.js';
import { models } from '../../api/graphql/models.js';
import { parseJson, writeJson } from '../../api/rest/http/json.js';
import type { Database } from '../../orm/database.js';
import type { Table } from '../../orm/runtime/table.js';
import type { TestDatabase } from './database.js';
import { type Factory, NoRow } from './factory.js';
import { caller, everythingAllowed, hostile } from './http.js';
import { pick, type Row, textOf } from './model.js';

export function graphqlExecutor(db: Database): Executor {
  return executorOf(everythingAllowed(db));
}

interface Answer {
  readonly data?: Readonly<Record<string, unknown>>;
  readonly errors?: readonly {
    readonly message: string;
    readonly extensions?: { readonly code?: string; readonly status?: number };
  }[];
}

/** Another row has the key already, or what it points to is not there: the factories make no promise of that. */
const conflicts = new Set(['23503', '23505', '23P01']);

function isConflict(errors: Answer['errors']): boolean {
  return errors?.every(({ extensions }) => conflicts.has(extensions?.code ?? '')) ?? false;
}

/** What checks and triggers ask for the samples do not know. */
function skipIfRuled(errors: Answer['errors'], factory: Factory): void {
  if (errors?.some(({ extensions }) => factory.mayRule(extensions?.code))) throw new NoRow(JSON.stringify(errors));
}

export function testGraphql(executor: Executor, { db, absent }: TestDatabase, factory: Factory, table: Table): void {
  const facts = models.find((one) => one.table === table);
  if (facts) new ModelTests(executor, db, factory, facts).describe(absent.get(table.model));
}

class ModelTests {
  readonly #key: readonly string[];
  readonly #columns: string;

  constructor(
    readonly executor: Executor,
    readonly db: Database,
    readonly factory: Factory,
    readonly facts: ModelFacts,
  ) {
    this.#key = facts.table.keys.find(({ primary }) => primary === true)?.fields ?? [];
    const type = executor.schema.getType(facts.type);
    const fields = isObjectType(type) ? Object.values(type.getFields()) : [];
    this.#columns = fields
      .filter((field) => isLeafType(getNamedType(field.type)) && field.args.length === 0)
      .map(({ name }) => name)
      .join(' ');
  }

  /** `absent` is why there is no such table. */
  describe(absent: string | undefined): void {
    void describe(`${this.facts.table.model} over GraphQL`, { skip: absent ?? false }, () => {
      void it('lists, in pages too', () => this.#lists());
      void it('takes hostile input for data', () => this.#hostile());
      if (this.#key.length === 0 || this.#find(this.facts.mutations, 'create') === undefined) return;
      this.#withRow('finds a row by its key', (row) => this.#finds(row));
      this.#withRow('changes and deletes a row', (row) => this.#changes(row));
      this.#withRow('takes a new row, and refuses the same again', (row) => this.#creates(row));
    });
  }

  #withRow(title: string, test: (row: Row) => Promise<void>): void {
    void it(title, async (context: TestContext) => {
      try {
        const row = await this.factory.create(this.db);
        if (this.#key.some((field) => row[field] === null)) context.skip('a part of its key is NULL');
        else await test(row);
      } catch (error) {
        if (!(error instanceof NoRow)) throw error;
        context.skip(error.message);
      }
    });
  }

  async #lists(): Promise<void> {
    const list = this.#query('list');
    const rows = (await this.#data(`{ ${list}(limit: 2) { __typename ${this.#columns} } }`))[list] as unknown[];
    assert.ok(rows.length <= 2);
    const aggregate = this.#query('aggregate');
    const { count } = (await this.#data(`{ ${aggregate} { count } }`))[aggregate] as { count: number };
    assert.ok(count >= rows.length);
    const connection = this.#find(this.facts.queries, 'connection');
    if (connection === undefined) return;
    const page = (
      await this.#data(
        `{ ${connection}(first: 2) { totalCount edges { cursor node { ${this.#columns} } } pageInfo { hasNextPage } } }`,
      )
    )[connection] as { totalCount: number; edges: unknown[] };
    assert.deepEqual([page.totalCount, page.edges.length], [count, rows.length]);
  }

  async #hostile(): Promise<void> {
    const list = this.#query('list');
    const fields = this.executor.schema.getQueryType()?.getFields();
    const filter = fields?.[list]?.args.find(({ name }) => name === 'where');
    const type = filter && getNullableType(filter.type);
    const texts = isInputObjectType(type)
      ? Object.values(type.getFields()).filter((field) => field.type.toString() === 'StringFilter')
      : [];
    for (const { name } of texts) {
      for (const text of hostile) {
        for (const condition of ['eq', 'contains']) {
          const { errors = [] } = await this.#ask(
            `query ($text: String) { ${list}(where: { ${name}: { ${condition}: $text } }, limit: 1) { __typename } }`,
            { text },
          );
          assert.ok(
            errors.every(({ extensions }) => (extensions?.status ?? 500) < 500),
            JSON.stringify(errors),
          );
        }
      }
    }
  }

  async #finds(row: Row): Promise<void> {
    assert.notEqual(await this.#byKey(row), null);
  }

  async #changes(row: Row): Promise<void> {
    const field = Object.keys(this.factory.description.samples).find(
      (each) => !this.#key.includes(each) && row[each] !== null && typeof row[each] !== 'object',
    );
    const update = this.#find(this.facts.mutations, 'update');
    if (field !== undefined && update !== undefined) {
      const changed = await this.#ask(
        ...this.#call('mutation', update, this.#columns, {
          ...this.#keyOf(row),
          ...this.#input(update, pick(row, [field])),
        }),
      );
      skipIfRuled(changed.errors, this.factory);
      assert.equal(changed.errors, undefined, JSON.stringify(changed.errors));
      assert.notEqual(changed.data?.[update], null);
    }
    const remove = this.#mutation('delete');
    const { data, errors } = await this.#ask(...this.#call('mutation', remove, this.#columns, this.#keyOf(row)));
    skipIfRuled(errors, this.factory);
    if (isConflict(errors) && this.factory.mayBePointedTo) return;
    assert.equal(errors, undefined, JSON.stringify(errors));
    const left = await this.#byKey(row);
    if (left !== null && this.factory.description.hasTriggers) throw new NoRow('its triggers keep the row');
    assert.notEqual(data?.[remove], null);
    assert.equal(left, null);
  }

  async #creates(row: Row): Promise<void> {
    const create = this.#mutation('create');
    const fields = Object.keys(this.factory.description.samples).filter(
      (field) => row[field] !== null && row[field] !== undefined,
    );
    const key = this.#key.filter((field) => this.facts.table.columns.get(field)?.readOnly !== true);
    const again = await this.#ask(
      ...this.#call(
        'mutation',
        create,
        this.#columns,
        this.#input(create, pick(row, [...new Set([...fields, ...key])])),
      ),
    );
    if (key.length === this.#key.length && !this.factory.maySettle) assert.ok(again.errors, JSON.stringify(again.data));
    const { data, errors } = await this.#ask(
      ...this.#call('mutation', create, this.#columns, this.#input(create, await this.factory.build(this.db))),
    );
    if (isConflict(errors)) return;
    skipIfRuled(errors, this.factory);
    assert.equal(errors, undefined, JSON.stringify(errors));
    assert.notEqual(data?.[create], null);
  }

  async #byKey(row: Row): Promise<unknown> {
    const one = this.#query('one');
    return (await this.#data(...this.#call('query', one, this.#columns, this.#keyOf(row))))[one];
  }

  #keyOf(row: Row): Row {
    return pick(row, this.#key);
  }

  /** A document that passes its arguments as variables. */
  #call(kind: 'query' | 'mutation', field: string, selection: string, given: Row): [source: string, variables: Row] {
    const parts = Object.keys(given).map((name) => [
      `$${name}: ${this.#argument(field, name).toString()}`,
      `${name}: $${name}`,
    ]);
    const [told, passed] = [0, 1].map((at) => parts.map((part) => part[at]).join(', '));
    const variables = Object.entries(given).map(
      ([name, value]) => [name, asVariable(this.#argument(field, name), value)] as const,
    );
    return [
      `${kind} (${told ?? ''}) { ${field}(${passed ?? ''}) { __typename ${selection} } }`,
      Object.fromEntries(variables),
    ];
  }

  #arguments(field: string): readonly GraphQLArgument[] {
    const { schema } = this.executor;
    return (schema.getQueryType()?.getFields()[field] ?? schema.getMutationType()?.getFields()[field])?.args ?? [];
  }

  #argument(field: string, name: string): GraphQLInputType {
    const found = this.#arguments(field).find((argument) => argument.name === name);
    assert.ok(found, `${field} has no argument ${name}`);
    return found.type;
  }

  /**
   * The row as the argument that takes rows, which is not called `input` where a part of the key is. What the database
   * computes is no part of it.
   */
  #input(field: string, row: Row): Row {
    const { name, type } =
      this.#arguments(field).findLast((argument) => isInputObjectType(getNamedType(argument.type))) ??
      assert.fail(`${field} takes no row`);
    const input = getNamedType(type);
    const known = isInputObjectType(input) ? input.getFields() : {};
    return { [name]: Object.fromEntries(Object.entries(row).filter(([column]) => Object.hasOwn(known, column))) };
  }

  #find(fields: readonly (readonly [string, Reading | Writing])[], wanted: Reading | Writing): string | undefined {
    return fields.find(([, does]) => does === wanted)?.[0];
  }

  #query(wanted: Reading): string {
    return this.#find(this.facts.queries, wanted) ?? assert.fail(`the schema has no ${wanted}`);
  }

  #mutation(wanted: Writing): string {
    return this.#find(this.facts.mutations, wanted) ?? assert.fail(`the schema has no ${wanted}`);
  }

  async #ask(source: string, variables: Row = {}): Promise<Answer> {
    const document = parse(source);
    assert.deepEqual(
      validate(this.executor.schema, document).map(({ message }) => message),
      [],
      source,
    );
    const told = parseJson(writeJson(variables)) as Row; // as they come over HTTP
    return parseJson(await this.executor.execute({ document, source, variables: told, caller })) as Answer;
  }

  async #data(source: string, variables: Row = {}): Promise<Readonly<Record<string, unknown>>> {
    const { data, errors } = await this.#ask(source, variables);
    assert.equal(errors, undefined, `${source}\n${JSON.stringify(errors)}`);
    return data ?? assert.fail('no data');
  }
}

/** A value as JSON has it, with the schema's names for labels. */
function asVariable(type: GraphQLInputType, value: unknown): unknown {
  const inner = getNamedType(type);
  if (value instanceof Uint8Array) return textOf(value);
  if (Array.isArray(value)) return value.map((one: unknown) => asVariable(type, one));
  if (isEnumType(inner)) return inner.getValues().find((member) => member.value === value)?.name;
  if (isInputObjectType(inner) && typeof value === 'object' && value !== null) {
    const fields = inner.getFields();
    return Object.fromEntries(
      Object.entries(value).flatMap(([name, one]: [string, unknown]) =>
        fields[name] ? [[name, asVariable(fields[name].type, one)]] : [],
      ),
    );
  }
  if (typeof value === 'bigint') return inner.name === 'JSON' ? Number(value) : String(value);
  return value;
}
