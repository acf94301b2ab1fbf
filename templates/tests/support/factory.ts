// Makes rows that the schema takes: values by type, parents for foreign keys, and where the validator finds something,
// other values until it finds nothing. Where there is no such row, or only the database can say, it tells so by
// `NoRow`.

import type { Database } from '../../orm/database.js';
import { ConstraintViolation, DatabaseError, NotFound, ValueRefused } from '../../orm/runtime/errors.js';
import type { Result } from '../../validation/runtime/result.js';
import { equals, modelOf, pick, type Model, type Row } from './model.js';
import type { Sample } from './sample.js';

/** Why there is no row to test with. */
export class NoRow extends Error {}

/** The state of errors that a function of the schema raises, as triggers do. */
const raised = 'P0001';

export function isRaised(error: unknown): error is DatabaseError {
  return error instanceof DatabaseError && error.told?.state === raised;
}

/**
 * Whether a code of an API's answer is of a check, or of a function of the schema: the samples do not know what they
 * ask for.
 */
function isRuled(code: string | undefined): boolean {
  return code === '23514' || code === raised;
}

/** Of answers in which something went wrong inside: nobody's rule is why. */
const internal = 'PGRSTX00';

/** What a foreign key points to. */
export interface Parent {
  readonly of: () => Factory;
  /** A field of the row, and the one of the parent that it points to. */
  readonly fields: readonly (readonly [near: string, far: string])[];
  readonly required: boolean;
  /** The database looks for the parent when the transaction ends. */
  readonly deferred: boolean;
}

/** A row whose parents are being made, because it needs them. */
interface Unfinished {
  readonly factory: Factory;
  readonly row: Row;
}

interface Description {
  readonly member: string;
  readonly table: { readonly keys: readonly { readonly name: string; readonly fields: readonly string[] }[] };
  /** Triggers, or rules: a row may be another one than was written, and a statement may be refused, or do nothing. */
  readonly hasTriggers: boolean;
  /** Its rows are read with those of tables that inherit from it, which have keys of their own. */
  readonly isInherited?: true;
  /** A second row with the same key is no error, but left out, or put in the place of the first. */
  readonly settlesConflicts?: true;
  /** What keeps rows apart is computed from a row, and that may fail: only the database knows. */
  readonly hasExclusions?: true;
  readonly validate: (input: unknown) => Result<object>;
  readonly samples: Readonly<Record<string, Sample>>;
  readonly parents: readonly Parent[];
}

let count = 0;

export class Factory {
  constructor(readonly description: Description) {}

  get keys(): Description['table']['keys'] {
    return this.description.table.keys;
  }

  model(db: Database): Model {
    return modelOf(db, this.description.member);
  }

  /** A row that is not there yet; `given` are values that it has to have. */
  async build(db: Database, given: Row = {}, unfinished: readonly Unfinished[] = []): Promise<Row> {
    count += 1;
    const row: Row = {};
    for (const [field, sample] of Object.entries(this.description.samples)) row[field] = sample.nth(count);
    Object.assign(row, given);
    Object.assign(row, await this.parents(db, given, [...unfinished, { factory: this, row }]));
    for (const field of Object.keys(row)) if (row[field] === undefined) Reflect.deleteProperty(row, field);
    try {
      return this.repaired(row, new Set([...this.pointing(), ...Object.keys(given)]));
    } catch (error) {
      const missing = this.missing(row, unfinished);
      if (!(error instanceof NoRow) || missing === undefined) throw error;
      const parent = await missing.of().create(db, {}, [...unfinished, { factory: this, row }]);
      return this.build(db, { ...given, ...this.pointingTo(parent, missing.fields) }, unfinished);
    }
  }

  /** A parent that the row need not have by its columns, but by a check. */
  private missing(row: Row, unfinished: readonly Unfinished[]): Parent | undefined {
    const result = this.description.validate(row);
    const wrong = new Set(result.ok ? [] : result.findings.map(({ path: [field] }) => field));
    const isOpen = ({ of }: Parent): boolean => of() !== this && !unfinished.some(({ factory }) => factory === of());
    return this.description.parents.find(
      (parent) => isOpen(parent) && parent.fields.some(([near]) => wrong.has(near) && row[near] === null),
    );
  }

  async create(db: Database, given: Row = {}, unfinished: readonly Unfinished[] = []): Promise<Row> {
    const insert = async (): Promise<Row> => this.insert(db, await this.build(db, given, unfinished));
    try {
      const row = await (this.description.parents.some(({ deferred }) => deferred) ? db.transaction(insert) : insert());
      if (this.description.hasTriggers) await this.stays(db, row);
      return row;
    } catch (error) {
      throw error instanceof DatabaseError ? new NoRow(error.message, { cause: error }) : error;
    }
  }

  /** Triggers may take a row away again. */
  private async stays(db: Database, row: Row): Promise<void> {
    const fields = this.keys[0]?.fields ?? [];
    if (fields.length === 0 || fields.some((field) => row[field] === null)) return;
    if ((await this.model(db).count({ where: equals(row, fields) })) === 0)
      throw new NoRow('its triggers leave no such row');
  }

  /** A row, not there yet, whose foreign key points to nothing: its parent was there, and is deleted again. */
  async orphan(db: Database, { of, fields }: Parent): Promise<Row> {
    const parent = await of().create(db);
    // Only where a row is taken does the refusal of the next one tell of the key. And the parent's number is not given
    // to it again.
    await this.create(db);
    const row = await this.build(db, this.pointingTo(parent, fields));
    if (fields.some(([, far]) => parent[far] === null)) throw new NoRow('what it points to is NULL');
    const where = equals(
      parent,
      fields.map(([, far]) => far),
    );
    try {
      await of().model(db).deleteMany({ where });
    } catch (error) {
      throw error instanceof DatabaseError ? new NoRow(error.message, { cause: error }) : error;
    }
    if ((await of().model(db).count({ where })) > 0) throw new NoRow('the database keeps what it points to');
    return row;
  }

  /** Whether rows that were made for a row, or by triggers, may point to it. */
  get mayBePointedTo(): boolean {
    return (
      this.description.hasTriggers || this.description.parents.some(({ of, deferred }) => deferred || of() === this)
    );
  }

  /** Whether a row may be taken though there is one with the same key. */
  get maySettle(): boolean {
    return this.description.hasTriggers || this.description.settlesConflicts === true;
  }

  /** Whether what the schema itself says of rows may be why a statement went wrong, which the samples do not know. */
  mayRefuse(error: unknown): error is DatabaseError | NotFound {
    return (
      isRaised(error) || (this.description.hasTriggers && (error instanceof DatabaseError || error instanceof NotFound))
    );
  }

  /** Whether an answer with that code may be a rule's, a check's or a trigger's, which the samples do not know. */
  mayRule(code: string | undefined): boolean {
    return isRuled(code) || (this.description.hasTriggers && code !== internal);
  }

  /** Whether a row was refused for what is no fact of its columns: a trigger names neither them nor a constraint. */
  refusedUnseen(error: unknown): boolean {
    if (isRaised(error)) return true;
    const isNamed =
      error instanceof ConstraintViolation && (error.constraint !== undefined || error.columns.length > 0);
    return (
      this.description.hasTriggers && error instanceof DatabaseError && !(error instanceof ValueRefused || isNamed)
    );
  }

  findings(row: Row): number {
    const result = this.description.validate(row);
    return result.ok ? 0 : result.findings.length;
  }

  /**
   * The values of a foreign key that points to that row. A column of texts may point to numbers, which it holds as
   * texts.
   */
  private pointingTo(row: Row, fields: Parent['fields']): Row {
    const isText = (near: string): boolean => typeof this.description.samples[near]?.nth(1) === 'string';
    const held = (near: string, value: unknown): unknown =>
      isText(near) && (typeof value === 'bigint' || typeof value === 'number') ? String(value) : value;
    return Object.fromEntries(fields.map(([near, far]) => [near, held(near, row[far])]));
  }

  /** The fields of foreign keys. */
  private pointing(): string[] {
    return this.description.parents.flatMap(({ fields }) => fields.map(([near]) => near));
  }

  private async insert(db: Database, row: Row): Promise<Row> {
    if (this.keys.length > 0) return this.model(db).create({ data: row });
    await this.model(db).createMany([row]);
    return row;
  }

  /** What the foreign keys say: rows that are made for it, or NULL where that may be. */
  private async parents(db: Database, given: Row, unfinished: readonly Unfinished[]): Promise<Row> {
    const found: Row = {};
    for (const parent of this.description.parents) {
      const known = { ...found, ...given };
      const open = parent.fields.filter(([near]) => known[near] === undefined);
      if (open.length === 0) continue;
      if (!parent.required) {
        for (const [near] of open) found[near] = null;
        continue;
      }
      const wanted = parent.fields
        .filter(([near]) => known[near] !== undefined)
        .map(([near, far]) => [far, known[near]] as const);
      const row =
        this.inTheMaking(parent, unfinished) ?? (await parent.of().create(db, Object.fromEntries(wanted), unfinished));
      Object.assign(found, this.pointingTo(row, open));
    }
    return found;
  }

  /**
   * The unfinished row that a foreign key leads back to: it may point there if that is the row itself, or is looked for
   * later.
   */
  private inTheMaking({ of, fields, deferred }: Parent, unfinished: readonly Unfinished[]): Row | undefined {
    const back = unfinished.find(({ factory }) => factory === of());
    if (!back) return undefined;
    if (back.factory !== this && !deferred) throw new NoRow('its foreign keys lead round in a circle');
    if (fields.some(([, far]) => back.row[far] === undefined))
      throw new NoRow('its foreign keys lead to a row whose key the database makes');
    return back.row;
  }

  /** Field by field, the value that leaves the fewest findings. */
  private repaired(row: Row, fixed: ReadonlySet<string>): Row {
    let best = row;
    for (const [field, sample] of Object.entries(this.description.samples)) {
      if (this.findings(best) === 0) return best;
      if (fixed.has(field)) continue;
      for (const value of [...sample.numbered(count), ...sample.others, ...neighbours(best, field), null, undefined]) {
        const next = changed(best, field, value);
        if (this.findings(next) < this.findings(best)) best = next;
      }
    }
    const result = this.description.validate(best);
    if (!result.ok)
      throw new NoRow(
        `no values were found that satisfy it: ${result.findings.map(({ path, message }) => `${path.join('.')} ${message}`).join('; ')}`,
      );
    return best;
  }
}

/** What comes right before and behind the other numbers of the row: for conditions over two of them. */
function neighbours(row: Row, field: string): unknown[] {
  return Object.values(row).flatMap((value): unknown[] => {
    if (typeof value !== typeof row[field]) return [];
    if (typeof value === 'bigint') return [value - 1n, value + 1n];
    return typeof value === 'number' ? [value - 1, value + 1] : [];
  });
}

/** The row with another value, or without it. */
export function changed(row: Row, field: string, value: unknown): Row {
  const others = pick(
    row,
    Object.keys(row).filter((each) => each !== field),
  );
  return value === undefined ? others : { ...others, [field]: value };
}
