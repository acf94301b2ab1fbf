// Mutations: the fields at the root one after the other, all of them in one transaction. So either everything happens
// and is answered, or nothing does and the answer has no data.

import {
  type GraphQLFormattedError,
  type GraphQLObjectType,
  getNamedType,
  type OperationDefinitionNode,
} from 'graphql';

import type { Scope } from '../../../orm/runtime/scope.js';
import type { Column } from '../../../orm/runtime/table.js';
import { Problem } from '../../runtime/problem.js';
import type { JsonRow } from '../../runtime/hooks.js';
import { readsAtOnce } from '../../rest/engine/writes.js';
import type { Context } from '../../rest/sql/context.js';
import { changing, type Written } from '../../rest/sql/write.js';
import { answerText } from '../answer.js';
import { argumentsOf, type Asking } from '../compile/compilation.js';
import { type Field, fieldsOf, selectionsOf } from '../compile/fields.js';
import { keyFilter } from '../compile/lists.js';
import type { Variables } from '../compile/variables.js';
import type { Model, Root } from '../model/catalog.js';
import type { Writing } from '../model/facts.js';
import { errorOf, failed } from '../problems.js';
import { ownRoot } from '../own/root.js';
import { type Placed, withOwn } from '../own/rows.js';
import { changes, type Given, isFlat, newRow } from './input.js';
import { insertNested } from './nested.js';
import { isReadAtOnce, keyOf, missing, Writer } from './writer.js';

/** A field of the mutation, with all that it is given. */
interface Doing extends Root<Writing> {
  readonly asking: Asking;
  readonly field: Field;
  readonly given: Variables;
  readonly path: readonly string[];
}

export async function answerMutation(
  asking: Asking,
  type: GraphQLObjectType,
  operation: OperationDefinitionNode,
): Promise<string> {
  const errors: GraphQLFormattedError[] = [];
  const fields = fieldsOf(asking, type, [operation.selectionSet]);
  const doings = new Map<Field, Doing>();
  const doing = (field: Field): Doing => {
    let known = doings.get(field);
    if (!known) doings.set(field, (known = doingOf(asking, type, field)));
    return known;
  };
  let current: Field | undefined;
  const work = async (scope: Scope): Promise<readonly string[]> => {
    const texts: string[] = [];
    const placed: Placed[] = [];
    const writer = new Writer(asking, scope, (compiling) => {
      errors.push(...compiling.errors);
      placed.push(...compiling.own);
    });
    const text = async (field: Field): Promise<string> => {
      if (field.name === '__typename') return JSON.stringify(type.name);
      const resolve = asking.catalog.own.mutations?.[field.name];
      if (resolve) return ownRoot({ asking, type, field, resolve, scope, service: asking.service }, errors);
      const made = await done(writer, type, doing(field));
      return placed.length === 0
        ? made
        : withOwn(made, placed.splice(0), { caller: asking.caller, db: asking.service.db }, errors);
    };
    for (const field of fields) {
      current = field;
      texts.push(`${JSON.stringify(field.key)}:${await text(field)}`);
    }
    return texts;
  };
  try {
    const scope = asking.service.scope(asking.caller);
    const alone = fields.length === 1 && fields.every((field) => isOneStatement(asking, field, doing));
    return answerText(alone ? await work(scope) : await scope.transaction(work), errors);
  } catch (error) {
    return failed([...errors, errorOf(error, current ? [current.key] : [], current?.nodes)], true);
  }
}

function doingOf(asking: Asking, type: GraphQLObjectType, field: Field): Doing {
  const root = asking.catalog.mutations.get(field.name);
  if (!root) throw new TypeError(`Mutation.${field.name} does nothing`);
  const { model, does } = root;
  return { model, does, asking, field, given: argumentsOf(asking, type, field), path: [field.key] };
}

/** Then it needs no transaction: nothing can be wrong with it once the database has done it. */
function isOneStatement(asking: Asking, field: Field, doing: (field: Field) => Doing): boolean {
  if (field.name === '__typename') return true;
  if (asking.catalog.own.mutations?.[field.name]) return false;
  const { model, does, given } = doing(field);
  if (!readsAtOnce || asking.service.hooks.has(model.resource.table.model)) return false;
  const isAlone = does === 'create' ? isFlat(model, given['input'] as Given) : does === 'update' || does === 'delete';
  const verb = does === 'create' ? 'insert' : does === 'delete' ? 'delete' : 'update';
  const grants = (['select', verb] as const).map((one) =>
    asking.service.access.of(asking.caller, model.resource.table, one),
  );
  return (
    isAlone &&
    grants.every((grant) => grant !== undefined && grant.where === undefined) &&
    isReadAtOnce(asking, model, selectionsOf(field))
  );
}

async function done(writer: Writer, type: GraphQLObjectType, doing: Doing): Promise<string> {
  const { model, does, given } = doing;
  switch (does) {
    case 'create':
      return create(writer, doing, given['input'] as Given);
    case 'createMany':
      return createMany(writer, type, doing, given['inputs'] as readonly Given[]);
    case 'upsert':
      return upsert(writer, doing);
    case 'update':
      return update(writer, doing);
    case 'delete':
      return single(model, await writer.remove(model, keyFilter(given), wantedOf(doing)));
    case 'updateMany':
      return batch(type, doing, (wanted) =>
        writer.update(model, given['where'] as Given, changes(model, given['input'] as Given), wanted),
      );
    case 'deleteMany':
      return batch(type, doing, (wanted) => writer.remove(model, given['where'] as Given, wanted));
  }
}

interface Selected {
  readonly sets: ReturnType<typeof selectionsOf>;
  readonly path: readonly string[];
}

function wantedOf({ field, path }: Doing): Selected {
  return { sets: selectionsOf(field), path };
}

/** The one row that was written; the database tells rows as an array. */
function single(model: Model, { count, body }: Pick<Written, 'count' | 'body'>): string {
  if (count === 0) throw missing(model);
  if (body?.count !== 1)
    throw new Problem(403, '42501', `the written row of ${model.resource.name} is none that may be read`);
  return body.text.trim().slice(1, -1);
}

// -------------------------------------------------------------------------------------------------------------- create

async function create(writer: Writer, doing: Doing, input: Given): Promise<string> {
  const { model } = doing;
  const { row, nested } = newRow(model, input);
  if (nested.length === 0) return single(model, await writer.insert(model, [row], wantedOf(doing)));
  const key = await insertNested(writer, model, input, {}, []);
  return single(model, { count: 1, body: await writer.byKeys(model, [key], wantedOf(doing)) });
}

async function createMany(
  writer: Writer,
  type: GraphQLObjectType,
  doing: Doing,
  inputs: readonly Given[],
): Promise<string> {
  const { model } = doing;
  const rows = inputs.map((input) => newRow(model, input));
  if (rows.every(({ nested }) => nested.length === 0))
    return batch(type, doing, (wanted) =>
      writer.insert(
        model,
        rows.map(({ row }) => row),
        wanted,
      ),
    );
  return batch(type, doing, async (wanted) => {
    const keys: JsonRow[] = [];
    for (const input of inputs) keys.push(await insertNested(writer, model, input, {}, []));
    const body = 'sets' in wanted ? await writer.byKeys(model, keys, wanted) : { text: '[]', count: 0 };
    return { count: keys.length, created: keys.length, denied: 0, body };
  });
}

async function upsert(writer: Writer, doing: Doing): Promise<string> {
  const { model, given, asking } = doing;
  const { row, nested } = newRow(model, given['input'] as Given);
  if (nested.length > 0)
    throw new Problem(400, 'PGRST100', 'an upsert takes the columns of one row', {
      hint: 'Create or update rows to hang others on them.',
    });
  const key = conflictKey(model, given['onConflict'] as readonly string[] | undefined);
  const conflict = changing(
    contextOf(asking),
    model.resource,
    key,
    Object.keys(row).map((name) => model.resource.written(name)),
  );
  return single(model, await writer.insert(model, [row], wantedOf(doing), conflict));
}

function contextOf({ catalog, service, caller }: Asking): Omit<Context, 'build'> {
  return { registry: catalog.registry, service, caller };
}

/**
 * The columns that are asked for; else the table's only key, though its columns may be NULL, or the one that tells
 * every row.
 */
function conflictKey(model: Model, fields: readonly string[] | undefined): readonly Column[] {
  const { columns, keys } = model.resource.table;
  const [only, ...others] = keys;
  const wanted = fields ?? (others.length === 0 ? only?.fields : undefined);
  return wanted?.flatMap((field) => columns.get(field) ?? []) ?? keyOf(model, 'Name one by `onConflict`.');
}

// -------------------------------------------------------------------------------------------------------------- update

async function update(writer: Writer, doing: Doing): Promise<string> {
  const { model, given } = doing;
  const keys = new Set(model.resource.key.map(({ field }) => field));
  const entries = Object.entries(given);
  const key = Object.fromEntries(entries.filter(([name]) => keys.has(name)));
  const input = entries.find(([name]) => !keys.has(name))?.[1] as Given;
  const row = changes(model, input);
  return single(model, await writer.update(model, keyFilter(key), row, wantedOf(doing)));
}

// ------------------------------------------------------------------------------------------------------------- batches

type Wanted = Parameters<Writer['insert']>[2];

/** Writes, and reads the rows where they are asked for. */
async function batch(
  type: GraphQLObjectType,
  doing: Doing,
  write: (wanted: Wanted) => Promise<Written>,
): Promise<string> {
  const { asking, field } = doing;
  const result = getNamedType(type.getFields()[field.name]?.type) as GraphQLObjectType;
  const parts = fieldsOf(asking, result, selectionsOf(field));
  const rows = parts.filter(({ name }) => name === 'rows');
  // The rows under one key only, so that they are read once; under several with all that any of them selects would
  // answer too much.
  if (rows.length > 1) throw new Problem(400, 'PGRST100', '`rows` is selected once');
  const [only] = rows;
  const { count, body } = await write(
    only ? { sets: selectionsOf(only), path: [...doing.path, only.key] } : { columns: [] },
  );
  const text = (name: string): string =>
    name === 'count' ? String(count) : name === 'rows' ? (body?.text ?? '[]') : JSON.stringify(result.name);
  return `{${parts.map(({ key, name }) => `${JSON.stringify(key)}:${text(name)}`).join(',')}}`;
}
