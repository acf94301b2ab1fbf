// Writing where a statement that writes can't give back what is asked of its rows: they are told by their keys, and
// read by them in the same transaction.

import { dialect } from '../../../orm/engine/dialect.js';
import * as t from '../../../orm/engine/types.js';
import { Build, type Statement } from '../../../orm/runtime/build.js';
import type { Scope } from '../../../orm/runtime/scope.js';
import type { Column } from '../../../orm/runtime/table.js';
import { encoded } from '../../../orm/runtime/where.js';
import { assignments, batches, insertRows } from '../../../orm/runtime/write.js';
import { alike, isWatched, knownKey, updates, writing } from '../../../orm/runtime/written.js';
import { Problem } from '../../runtime/problem.js';
import type { Row } from '../http/body.js';
import type { Resource } from '../model/resource.js';
import type { Subject } from '../sql/condition.js';
import type { Conflict, Deletion, Insertion, Rule, Update, Write, Written } from '../sql/write.js';
import { type Body, bodyOf, readRows } from './json.js';
import { deleteFrom, insertKeys, locking, rowKey } from './statements.js';

/** A write and what is read of it are several statements here. */
export const readsAtOnce = false;

export type Key = readonly unknown[];

// ---------------------------------------------------------------------------------------------------------------- keys

/** The columns that tell a row, quoted. */
function keyColumns({ key, table, name }: Resource): readonly string[] {
  if (key.length > 0) return key.map(({ sql }) => sql);
  const other = table.keys.find(({ fields }) => fields.every((field) => table.columns.get(field)?.nullable === false));
  const columns = other ? other.fields.flatMap((field) => table.columns.get(field)?.sql ?? []) : rowKey;
  if (columns.length === 0)
    throw new Problem(400, 'PGRST100', `${name} has no key to find the written rows by`, {
      hint: 'Ask for return=minimal.',
    });
  return columns;
}

/** A key as those who watch the table know it; nothing, if it is another one. */
function toldKey(resource: Resource, key: Key): Readonly<Record<string, unknown>> | undefined {
  const columns = [...resource.table.columns.values()];
  const parts = keyColumns(resource).flatMap((sql, index): [string, unknown][] => {
    const column = columns.find((one) => one.sql === sql);
    return column ? [[column.field, column.codec.decode ? column.codec.decode(key[index]) : key[index]]] : [];
  });
  return knownKey(resource.table, Object.fromEntries(parts));
}

/** The rows with one of the keys. */
function keyCondition(build: Build, alias: string, resource: Resource, keys: readonly Key[]): string {
  const columns = keyColumns(resource);
  const [only, ...more] = columns;
  if (keys.length === 0) return '1 = 0';
  if (only !== undefined && more.length === 0)
    return dialect.oneOf(
      build,
      `${alias}.${only}`,
      keys.map(([value]) => comparable(resource, only, value)),
    );
  const tests = keys.map((key) =>
    columns
      .map((column, index) => `${alias}.${column} = ${build.param(comparable(resource, column, key[index]))}`)
      .join(' and '),
  );
  return `(${tests.join(' or ')})`;
}

/** Bits are read as bytes, which are equal to no bits. */
function comparable({ table }: Resource, sql: string, value: unknown): unknown {
  if (!Buffer.isBuffer(value)) return value;
  const codec = [...table.columns.values()].find((one) => one.sql === sql)?.codec;
  return codec === t.bits && codec.decode ? codec.encode(codec.decode(value)) : value;
}

async function touchedKeys(
  scope: Scope,
  { subject, where }: { subject: Subject; where: () => string },
): Promise<Key[]> {
  const { resource, alias, context } = subject;
  const columns = keyColumns(resource);
  const selected = columns.map((column, index) => `${alias}.${column} as k${String(index)}`).join(', ');
  const build = context.build;
  const text = `select ${selected} from ${resource.table.sql} ${alias} where ${where()}${locking}`;
  const { rows } = await scope.run(build.statement(text));
  return rows.map((row) => columns.map((_, index) => row[`k${String(index)}`]));
}

/** As many keys as a statement has room for. */
function chunks(keys: readonly Key[]): (readonly Key[])[] {
  const most = 500;
  return Array.from({ length: Math.ceil(keys.length / most) }, (_, index) =>
    keys.slice(index * most, (index + 1) * most),
  );
}

// -------------------------------------------------------------------------------------------------------------- insert

export async function insert(scope: Scope, insertion: Insertion): Promise<Written> {
  const { conflict, subject } = insertion;
  const keys: Key[] = [];
  const counts = conflict
    ? await upsert(scope, insertion, conflict, keys)
    : await insertAll(scope, insertion, insertion.values, keys);
  return readBack(scope, insertion, subject.resource, keys, counts);
}

interface Counts {
  readonly count: number;
  readonly created: number;
  /** Absent while that is not looked at. */
  readonly denied?: number;
}

async function insertAll(scope: Scope, write: Write, values: readonly Row[], keys: Key[]): Promise<Counts> {
  const { resource } = write.subject;
  for (const rows of batches(resource.table, values)) {
    if (write.reads || write.check) keys.push(...(await insertKeys(scope, resource.table, rows, keyColumns(resource))));
    else if (isWatched(resource.table) && rows.length > 1) await oneByOne(scope, resource, rows);
    else await scope.run(insertRows(resource.table, rows));
  }
  return { count: values.length, created: values.length };
}

/** So that the key of each is known, also where the database counts it. */
function oneByOne(scope: Scope, { table }: Resource, rows: readonly [Column, unknown][][]): Promise<void> {
  return scope.transaction(async (tx) => {
    for (const row of rows) await tx.run(insertRows(table, [row]));
  });
}

/** Row by row: the one with the same key is looked for, and changed or left. */
async function upsert(scope: Scope, write: Insertion, conflict: Conflict, keys: Key[]): Promise<Counts> {
  const { resource } = write.subject;
  let [created, changed, denied] = [0, 0, 0];
  for (const row of write.values) {
    const found = await findConflict(scope, resource, conflict, row);
    if (!found) {
      const made: Key[] = [];
      await insertAll(scope, write, [row], made);
      denied += await countDenied(scope, write, write.check, made);
      keys.push(...made);
      created++;
    } else if (conflict.update) {
      const columns = write.columns.filter(({ field }) => Object.hasOwn(row, field));
      const moved = movedKey(resource, columns, row, found);
      denied += await countDenied(scope, write, conflict.rule, [found]);
      await updateKeys(scope, resource, columns, row, [found]);
      denied += await countDenied(scope, write, conflict.rule, [moved]);
      keys.push(moved);
      changed++;
    }
  }
  return { created, count: created + changed, denied };
}

async function findConflict(
  scope: Scope,
  resource: Resource,
  { columns }: Conflict,
  row: Row,
): Promise<Key | undefined> {
  const keys =
    columns.length > 0
      ? [columns]
      : resource.table.keys.map(({ fields }) => fields.flatMap((field) => resource.table.columns.get(field) ?? []));
  for (const key of keys) {
    const found = key.every(({ field }) => row[field] !== undefined && row[field] !== null)
      ? await findByColumns(scope, resource, key, row)
      : undefined;
    if (found) return found;
  }
  return undefined;
}

async function findByColumns(
  scope: Scope,
  resource: Resource,
  columns: readonly Column[],
  row: Row,
): Promise<Key | undefined> {
  const build = new Build();
  const alias = build.alias();
  const condition = columns
    .map((column) => `${alias}.${column.sql} = ${build.param(encoded(resource.table, column, row[column.field]))}`)
    .join(' and ');
  const subject = { resource, alias, context: { build } } as Subject;
  const [found] = await touchedKeys(scope, { subject, where: () => condition });
  return found;
}

// -------------------------------------------------------------------------------------------------------------- update

export async function update(scope: Scope, change: Update): Promise<Written> {
  const { subject, columns, values, where, reads, check } = change;
  const { resource, context, alias } = subject;
  // Who watches wants to know which rows they are.
  if (isWatched(resource.table)) return scope.transaction((tx) => updateFound(tx, change));
  if (!reads && !check) {
    const set = setList(context.build, resource, columns, values);
    const { affected } = await scope.run(
      context.build.statement(`update ${resource.table.sql} as ${alias} set ${set} where ${where()}`),
    );
    return { count: affected, created: 0, denied: 0 };
  }
  return updateFound(scope, change);
}

async function updateFound(scope: Scope, change: Update): Promise<Written> {
  const { subject, columns, values, where } = change;
  const { resource } = subject;
  const keys = await touchedKeys(scope, { subject, where });
  await updateKeys(scope, resource, columns, values, keys);
  const moved = keys.map((key) => movedKey(resource, columns, values, key));
  return readBack(scope, change, resource, moved, { count: keys.length, created: 0 });
}

function assigned({ table }: Resource, columns: readonly Column[], values: Row): [Column, unknown][] {
  const fields = new Set(columns.map(({ field }) => field));
  return assignments(table, Object.fromEntries(Object.entries(values).filter(([field]) => fields.has(field))));
}

function setList(build: Build, resource: Resource, columns: readonly Column[], values: Row): string {
  return assigned(resource, columns, values)
    .map(([column, value]) => `${column.sql} = ${build.param(value)}`)
    .join(', ');
}

async function updateKeys(
  scope: Scope,
  resource: Resource,
  columns: readonly Column[],
  values: Row,
  keys: readonly Key[],
): Promise<void> {
  for (const some of chunks(keys)) {
    const build = new Build();
    const alias = build.alias();
    const set = setList(build, resource, columns, values);
    if (set === '') return;
    const statement = build.statement(
      `update ${resource.table.sql} as ${alias} set ${set} where ${keyCondition(build, alias, resource, some)}`,
    );
    await scope.run(
      writing(resource.table, statement, () =>
        updates(
          resource.table,
          some.map((key) => toldKey(resource, key)),
          assigned(resource, columns, values),
        ),
      ),
    );
  }
}

/** The key behind a change, which may have changed it. */
function movedKey(resource: Resource, columns: readonly Column[], values: Row, key: Key): Key {
  return keyColumns(resource).map((sql, index) => {
    const column = columns.find((one) => one.sql === sql);
    return column && values[column.field] !== undefined
      ? encoded(resource.table, column, values[column.field])
      : key[index];
  });
}

// -------------------------------------------------------------------------------------------------------------- delete

export async function remove(scope: Scope, deletion: Deletion): Promise<Written> {
  const { subject, reads, where } = deletion;
  const { resource, context, alias } = subject;
  if (isWatched(resource.table)) return scope.transaction((tx) => removeFound(tx, deletion));
  if (!reads) {
    const { affected } = await scope.run(
      context.build.statement(`${deleteFrom(resource.table.sql, alias)} where ${where()}`),
    );
    return { count: affected, created: 0, denied: 0 };
  }
  return removeFound(scope, deletion);
}

async function removeFound(scope: Scope, deletion: Deletion): Promise<Written> {
  const { subject, where } = deletion;
  const { resource } = subject;
  const keys = await touchedKeys(scope, { subject, where });
  const written = await readBack(scope, deletion, resource, keys, { count: keys.length, created: 0 });
  for (const some of chunks(keys)) await scope.run(deleteKeys(resource, some));
  return written;
}

function deleteKeys(resource: Resource, keys: readonly Key[]): Statement {
  const build = new Build();
  const alias = build.alias();
  const statement = build.statement(
    `${deleteFrom(resource.table.sql, alias)} where ${keyCondition(build, alias, resource, keys)}`,
  );
  return writing(resource.table, statement, () =>
    alike(
      resource.table,
      'DELETE',
      keys.map((key) => toldKey(resource, key)),
    ),
  );
}

// -------------------------------------------------------------------------------------------------------- reading back

async function readBack(
  scope: Scope,
  write: Write,
  resource: Resource,
  keys: readonly Key[],
  counts: Counts,
): Promise<Written> {
  const denied = counts.denied ?? (await countDenied(scope, write, write.check, keys));
  if (!write.reads) return { ...counts, denied };
  return { ...counts, denied, body: await readKeys(scope, write, resource, keys) };
}

/** How many of the rows don't meet the rule. */
async function countDenied(scope: Scope, write: Write, rule: Rule | undefined, keys: readonly Key[]): Promise<number> {
  const { resource } = write.subject;
  let denied = 0;
  if (!rule) return denied;
  for (const some of chunks(keys)) {
    const { build, alias } = fresh(write);
    const condition = keyCondition(build, alias, resource, some);
    const text = `select count(*) as denied from ${resource.table.sql} ${alias} where ${condition} and (${rule(alias, build)}) is not true`;
    denied += Number((await scope.run(build.statement(text))).rows[0]?.['denied']);
  }
  return denied;
}

function fresh(write: Write): { build: Build; alias: string; subject: Subject } {
  const build = write.subject.context.build.another();
  const alias = build.alias();
  return { build, alias, subject: { ...write.subject, context: { ...write.subject.context, build }, alias } };
}

/** The rows in the order of their keys, unless another one is asked for. */
async function readKeys(scope: Scope, write: Write, resource: Resource, keys: readonly Key[]): Promise<Body> {
  const columns = keyColumns(resource);
  const found: Row[] = [];
  for (const some of chunks(keys)) {
    const { build, alias, subject } = fresh(write);
    const rows = write.read(subject, `${resource.table.sql} ${alias}`, () =>
      keyCondition(build, alias, resource, some),
    );
    const told = columns.map((column, index) => `, ${alias}.${column} as k${String(index)}`).join('');
    found.push(...(await scope.run(build.statement(readRows(rows, told)))).rows);
  }
  return bodyOf(write.ordered ? found : inOrder(found, columns, keys));
}

function inOrder(rows: readonly Row[], columns: readonly string[], keys: readonly Key[]): Row[] {
  const place = new Map(keys.map((key, index) => [nameOf(key), index]));
  const placeOf = (row: Row): number =>
    place.get(nameOf(columns.map((_, index) => row[`k${String(index)}`]))) ?? keys.length;
  return [...rows].sort((a, b) => placeOf(a) - placeOf(b));
}

function nameOf(key: Key): string {
  return key.map((part) => (Buffer.isBuffer(part) ? part.toString('hex') : String(part as bigint))).join('\0');
}
