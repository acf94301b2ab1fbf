// Writing rows, as the REST API does it and with its code: grants, hooks, validators, the engine's way of writing, and
// rules about what may be left behind. What is read of the rows is what the document selects.

import type { SelectionSetNode } from 'graphql';

import type { Build } from '../../../orm/runtime/build.js';
import type { Scope } from '../../../orm/runtime/scope.js';
import type { Column } from '../../../orm/runtime/table.js';
import { joined, where } from '../../../orm/runtime/where.js';
import { Problem } from '../../runtime/problem.js';
import type { JsonRow } from '../../runtime/hooks.js';
import type { Verb } from '../../runtime/access.js';
import { type Body, value } from '../../rest/engine/json.js';
import * as engine from '../../rest/engine/writes.js';
import { parseJson, writeJson } from '../../rest/http/json.js';
import { validated } from '../../rest/http/validate.js';
import { nodeOf } from '../../rest/query/tree.js';
import type { Subject } from '../../rest/sql/condition.js';
import { type Context, grantFor, rowFilter } from '../../rest/sql/context.js';
import type { Output } from '../../rest/sql/shape.js';
import {
  checkColumns,
  checkOf,
  type Conflict,
  hooked,
  refuseDenied,
  type Write,
  type Written,
} from '../../rest/sql/write.js';
import { one, sent } from '../engine/json.js';
import { type Asking, Compilation } from '../compile/compilation.js';
import { type Field, fieldsOf } from '../compile/fields.js';
import { keyFilter, oneRow, plainRows, wholeSource } from '../compile/lists.js';
import { rowOutputs } from '../compile/rows.js';
import type { Model } from '../model/catalog.js';
import type { Given } from './input.js';

/** What is read of written rows: what a document selects, or columns under their own names. */
export type Wanted =
  | { readonly sets: readonly SelectionSetNode[]; readonly path: readonly string[] }
  | { readonly columns: readonly Column[] };

export class Writer {
  readonly #writer: Omit<Context, 'build'>;

  constructor(
    readonly asking: Asking,
    readonly scope: Scope,
    /** Takes what of the answer could not be read. */
    readonly tell: (compiling: Compilation) => void,
  ) {
    const { catalog, service, caller } = asking;
    this.#writer = { registry: catalog.registry, service, caller };
  }

  // ------------------------------------------------------------------------------------------------------------ insert

  async insert(model: Model, rows: JsonRow[], wanted: Wanted, conflict?: Conflict): Promise<Written> {
    const { resource } = model;
    checkColumns(resource, grantFor(this.#writer, resource, 'insert'), columnsOf(model, rows));
    const written = await hooked(this.#writer, resource, 'insert', rows, (all) =>
      this.#insert(model, all, wanted, conflict),
    );
    refuseDenied(resource, written);
    return written;
  }

  #insert(model: Model, rows: JsonRow[], wanted: Wanted, conflict: Conflict | undefined): Promise<Written> {
    const { resource } = model;
    if (rows.length === 0) return Promise.resolve(nothing);
    const columns = columnsOf(model, rows);
    const values = validated(resource, columns, rows, resource.facts.create ?? never);
    const defaults = rows.some((row) => columns.some(({ name }) => !Object.hasOwn(row, name)));
    const text = (): string => writeJson(rows);
    return this.#reading(model, wanted, (reading) => {
      const { subject, read, ordered, reads, check } = this.#write(model, 'insert', reading);
      const question = check || conflict || defaults ? undefined : this.#questionOf(model, columns, wanted);
      return engine.insert(this.scope, {
        subject,
        read,
        ordered,
        reads,
        check,
        creates: conflict !== undefined,
        columns,
        rows,
        values,
        text,
        defaults,
        conflict,
        question,
      });
    });
  }

  /** What the text of an insert depends on, where only columns are read back, and by who may see all of them. */
  #questionOf(model: Model, columns: readonly Column[], wanted: Wanted): string | undefined {
    const { asking } = this;
    const { schema, name } = model.resource;
    const grant = grantFor(this.#writer, model.resource, 'select');
    if ('columns' in wanted || grant.where !== undefined || grant.columns !== undefined) return undefined;
    const fields = fieldsOf(asking, model.type, wanted.sets);
    if (!fields.every((field) => isColumn(model, field))) return undefined;
    // A question of the REST API begins with a role, which is not empty.
    return [
      '',
      asking.caller.role,
      schema,
      name,
      ...columns.map((column) => column.name),
      '',
      ...fields.map(({ key, name: of }) => `${key}=${of}`),
    ].join('\0');
  }

  // ------------------------------------------------------------------------------------------------- update and delete

  async update(model: Model, filter: Given, row: JsonRow, wanted: Wanted): Promise<Written> {
    const { resource } = model;
    checkColumns(resource, grantFor(this.#writer, resource, 'update'), columnsOf(model, [row]));
    const written = await hooked(this.#writer, resource, 'update', [row], ([changed = {}]) =>
      this.#update(model, filter, changed, wanted),
    );
    refuseDenied(resource, written);
    return written;
  }

  #update(model: Model, filter: Given, row: JsonRow, wanted: Wanted): Promise<Written> {
    const { resource } = model;
    const columns = columnsOf(model, [row]);
    if (columns.length === 0) throw new Problem(400, 'PGRST100', `nothing of ${resource.name} is changed`);
    const [values = {}] = validated(resource, columns, [row], resource.facts.update ?? never);
    return this.#reading(model, wanted, (read) => {
      const write = this.#write(model, 'update', read);
      return engine.update(this.scope, {
        ...write,
        columns,
        row,
        values,
        text: () => writeJson([row]),
        where: this.#touched(model, 'update', filter, write.subject),
      });
    });
  }

  async remove(model: Model, filter: Given, wanted: Wanted): Promise<Written> {
    const { resource } = model;
    grantFor(this.#writer, resource, 'delete');
    return hooked(this.#writer, resource, 'delete', [], () => {
      const write = this.#write(model, 'delete', this.#readOf(model, wanted));
      return engine.remove(this.scope, { ...write, where: this.#touched(model, 'delete', filter, write.subject) });
    });
  }

  /** The rows that the filter names and the caller may touch. */
  #touched(model: Model, verb: Verb, filter: Given, { context, alias }: Subject): () => string {
    const { build } = context;
    return () => {
      const grant = grantFor(context, model.resource, verb);
      const allowed = build.unhindered(() => rowFilter(context, model.resource, grant, alias));
      const condition = where(build, model.table, alias, filter);
      if (condition === '')
        throw new Problem(400, '21000', `${verb.toUpperCase()} requires a WHERE clause`, {
          hint: 'Say which rows by `where`.',
        });
      return joined([allowed, condition]);
    };
  }

  // ----------------------------------------------------------------------------------------------------------- reading

  #write(model: Model, verb: Verb, read: Write['read']): Write {
    const { context } = new Compilation(this.asking);
    const subject: Subject = {
      context,
      resource: model.resource,
      alias: context.build.alias(),
      node: nodeOf([]),
      depth: 0,
    };
    return {
      subject,
      read,
      ordered: false,
      reads: true,
      creates: false,
      ...checkOf(this.#writer, model.resource, verb),
    };
  }

  /**
   * The written rows as they are wanted: by the statement that writes, if it sees all that it reads as it is then, or
   * by another one.
   */
  async #reading(model: Model, wanted: Wanted, write: (read: Write['read']) => Promise<Written>): Promise<Written> {
    if ('columns' in wanted || isReadAtOnce(this.asking, model, wanted.sets)) return write(this.#readOf(model, wanted));
    const written = await write(this.#readOf(model, { columns: keyOf(model) }));
    return { ...written, body: await this.byKeys(model, rowsOf(written), wanted) };
  }

  #readOf(model: Model, wanted: Wanted): Write['read'] {
    let isTold = false;
    return ({ context, alias }, from, only) => {
      const { compiling, outputs, visible } = this.#outputs(model, wanted, alias, context.build);
      const rows = plainRows(outputs, { alias, from, on: '' }, joined([visible(), only?.() ?? '']));
      // It may be written several times, for parts of the rows.
      if (!isTold) this.tell(compiling);
      isTold = true;
      return rows;
    };
  }

  #outputs(
    model: Model,
    wanted: Wanted,
    alias: string,
    build: Build,
  ): { compiling: Compilation; outputs: readonly Output[]; visible: () => string } {
    const compiling = new Compilation(this.asking, build);
    if ('columns' in wanted) return { compiling, outputs: rawOutputs(wanted.columns, alias), visible: () => '' };
    return {
      compiling,
      outputs: rowOutputs(compiling, model, alias, wanted.sets, wanted.path),
      visible: () => compiling.visible(model, alias),
    };
  }

  /** The rows with these keys, in their order; one that the caller may not see is left out. */
  async byKeys(
    model: Model,
    keys: readonly JsonRow[],
    { sets, path }: Extract<Wanted, { readonly path: unknown }>,
  ): Promise<Body> {
    const texts: string[] = [];
    for (let at = 0; at < keys.length; at += mostAtOnce) {
      const compiling = new Compilation(this.asking);
      const columns = keys.slice(at, at + mostAtOnce).map((key, index) => {
        const source = wholeSource(compiling, model);
        const filter = { AND: [keyFilter(byFields(model, key))] };
        return `${sent(one(oneRow(compiling, model, source, () => rowOutputs(compiling, model, source.alias, sets, path), filter)))} as d${String(index)}`;
      });
      if (at === 0) this.tell(compiling);
      const { rows } = await this.scope.run(compiling.build.statement(`select ${columns.join(', ')}`));
      for (const [index] of columns.entries()) {
        const text = rows[0]?.[`d${String(index)}`];
        if (typeof text === 'string') texts.push(text);
      }
    }
    return { text: `[${texts.join(',')}]`, count: texts.length };
  }

  /** Columns of the row with that key, if the caller may see it. */
  async find(model: Model, key: Given, columns: readonly Column[]): Promise<JsonRow> {
    const compiling = new Compilation(this.asking);
    const source = wholeSource(compiling, model);
    const sql = one(oneRow(compiling, model, source, () => rawOutputs(columns, source.alias), key));
    const { rows } = await this.scope.run(compiling.build.statement(`select ${sent(sql)} as d0`));
    const text = rows[0]?.['d0'];
    if (typeof text !== 'string') throw missing(model);
    return parseJson(text) as JsonRow;
  }
}

/** How many rows one statement reads by their keys. */
const mostAtOnce = 50;

const nothing: Written = { count: 0, created: 0, denied: 0, body: { text: '[]', count: 0 } };

export function missing({ resource }: Model): Problem {
  return new Problem(404, 'PGRST116', `there is no such row of ${resource.name}`, {
    details: 'The result contains 0 rows',
  });
}

function never(): never {
  throw new TypeError('a view has no validator');
}

/** The columns that any of the rows has a value for. */
function columnsOf({ resource }: Model, rows: readonly JsonRow[]): readonly Column[] {
  const names = new Set<string>();
  for (const row of rows) for (const name of Object.keys(row)) names.add(name);
  return [...names].map((name) => resource.written(name));
}

export function rowsOf({ body }: Written): JsonRow[] {
  return body ? (parseJson(body.text) as JsonRow[]) : [];
}

function rawOutputs(columns: readonly Column[], alias: string): readonly Output[] {
  return columns.map((column) => ({ name: column.name, sql: value(column, `${alias}.${column.sql}`) }));
}

/** What tells a row for sure. */
export function keyOf({ resource }: Model, hint = 'Select columns only.'): readonly Column[] {
  const columns = resource.table.keys.map(({ fields }) =>
    fields.flatMap((field) => resource.table.columns.get(field) ?? []),
  );
  const found =
    columns.find((key) => key === columns[0] && resource.key.length > 0) ??
    columns.find((key) => key.every(({ nullable }) => !nullable));
  if (!found)
    throw new Problem(400, 'PGRST100', `${resource.name} has no key that tells all of its rows apart`, { hint });
  return found;
}

function byFields(model: Model, key: JsonRow): Given {
  return Object.fromEntries(keyOf(model).map(({ name, field }) => [field, key[name]]));
}

/** A statement that writes sees other tables as they were before, so with relations it would tell the past. */
export function isReadAtOnce(asking: Asking, model: Model, sets: readonly SelectionSetNode[]): boolean {
  if (!engine.readsAtOnce) return true;
  return fieldsOf(asking, model.type, sets).every((field) => isColumn(model, field));
}

function isColumn({ resource }: Model, { name }: Field): boolean {
  return name === '__typename' || resource.table.columns.has(name);
}
