// New rows with others that hang on them: those that a row points to come first, as it needs their keys; then itself;
// then those that point to it.

import type { Column, Pairs, Relation } from '../../../orm/runtime/table.js';
import { keyOf as keyGiven } from '../../../orm/runtime/read.js';
import { Problem } from '../../runtime/problem.js';
import type { JsonRow } from '../../runtime/hooks.js';
import type { Resource } from '../../rest/model/resource.js';
import type { Model } from '../model/catalog.js';
import { keyFilter } from '../compile/lists.js';
import { type Given, type Nested, newRow } from './input.js';
import { keyOf, missing, rowsOf, type Writer } from './writer.js';

/**
 * Inserts the row with all that is nested in it; gives its key and the other columns that are asked for, by the
 * database's names.
 */
export async function insertNested(
  writer: Writer,
  model: Model,
  input: Given,
  preset: JsonRow,
  wanted: readonly Column[],
): Promise<JsonRow> {
  const { row, nested } = newRow(model, input);
  take(model, row, preset);
  const [before, behind] = [
    nested.filter(({ relation }) => isOwn(relation)),
    nested.filter(({ relation }) => !isOwn(relation)),
  ];
  for (const one of before) take(model, row, await pointedTo(writer, model, one));
  const near = behind.flatMap(({ relation }) => relation.on.map(([column]) => columnNamed(model.resource, column)));
  const columns = [...new Set([...keyOf(model), ...wanted, ...near])];
  const [inserted] = rowsOf(await writer.insert(model, [row], { columns }));
  if (!inserted) throw missing(model);
  for (const one of behind) await hang(writer, model, inserted, one);
  return inserted;
}

function isOwn({ own, through }: Relation): boolean {
  return own && !through;
}

/** Adds what a relation says of the row's columns, which the input may not say otherwise. */
function take({ resource }: Model, row: JsonRow, preset: JsonRow): void {
  for (const [name, value] of Object.entries(preset)) {
    if (Object.hasOwn(row, name))
      throw new Problem(400, 'PGRST100', `${resource.name}.${name} is given twice: by itself and by a relation`);
    row[name] = value;
  }
}

function columnNamed(resource: Resource, sql: string): Column {
  const found = [...resource.columns.values()].find((column) => column.sql === sql);
  if (!found) throw new TypeError(`${resource.name} has no column ${sql}`);
  return found;
}

/** The columns at one end of pairs with the values that those at the other end have. */
function carried(to: Resource, from: Resource, row: JsonRow, pairs: Pairs): JsonRow {
  return Object.fromEntries(pairs.map(([near, far]) => [columnNamed(to, far).name, row[columnNamed(from, near).name]]));
}

function turned(pairs: Pairs): Pairs {
  return pairs.map(([near, far]) => [far, near] as const);
}

/** The row that a new one points to: its columns of the foreign key. */
async function pointedTo(writer: Writer, model: Model, { relation, creates, connects }: Nested): Promise<JsonRow> {
  const target = writer.asking.catalog.of(relation.target());
  const columns = relation.on.map(([, far]) => columnNamed(target.resource, far));
  const [create] = creates;
  const found = create
    ? await insertNested(writer, target, create, {}, columns)
    : await writer.find(target, keyed(target, connects[0] ?? {}), columns);
  return carried(model.resource, target.resource, found, turned(relation.on));
}

/** The fields of one key, all of them. */
function keyed(target: Model, key: Given): Given {
  const given = Object.fromEntries(Object.entries(key).filter(([, value]) => value !== null));
  keyGiven(target.table, given);
  return given;
}

// ----------------------------------------------------------------------------------------------- rows that point to it

async function hang(writer: Writer, model: Model, row: JsonRow, nested: Nested): Promise<void> {
  const { relation } = nested;
  if (relation.through) return join(writer, model, row, nested);
  const target = writer.asking.catalog.of(relation.target());
  const preset = carried(target.resource, model.resource, row, relation.on);
  await insertAll(writer, target, nested.creates, preset);
  for (const key of nested.connects) await connect(writer, target, keyed(target, key), preset);
}

/** Those that have nothing nested in them go together. */
async function insertAll(writer: Writer, target: Model, inputs: readonly Given[], preset: JsonRow): Promise<void> {
  const rows = inputs.map((input) => newRow(target, input));
  if (rows.some(({ nested }) => nested.length > 0)) {
    for (const input of inputs) await insertNested(writer, target, input, preset, []);
    return;
  }
  for (const { row } of rows) take(target, row, preset);
  if (rows.length > 0)
    await writer.insert(
      target,
      rows.map(({ row }) => row),
      { columns: [] },
    );
}

async function connect(writer: Writer, target: Model, key: Given, preset: JsonRow): Promise<void> {
  const { count } = await writer.update(target, keyFilter(key), preset, { columns: [] });
  if (count === 0) throw missing(target);
}

/** Many to many: rows of the join table. */
async function join(
  writer: Writer,
  model: Model,
  row: JsonRow,
  { relation, creates, connects }: Nested,
): Promise<void> {
  const { through } = relation;
  const resource = through && writer.asking.catalog.registry.find(through);
  if (!through || !resource) throw new TypeError(`${relation.field} leads through no table`);
  const target = writer.asking.catalog.of(relation.target());
  const columns = through.on.map(([, far]) => columnNamed(target.resource, far));
  const own = carried(resource, model.resource, row, relation.on);
  const joins: JsonRow[] = [];
  const add = (found: JsonRow): void => {
    joins.push({ ...own, ...carried(resource, target.resource, found, turned(through.on)) });
  };
  for (const input of creates) add(await insertNested(writer, target, input, {}, columns));
  for (const key of connects) add(await writer.find(target, keyed(target, key), columns));
  if (joins.length > 0) await writer.insert(writer.asking.catalog.of(resource.table), joins, { columns: [] });
}
