// Filters that speak of who asks: `{ customerId: claim('sub') }` becomes `{ customerId: 17n }` for a caller whose token
// says so.
//
// A claim that is missing, or that can't be a value of its column, matches no row at all. It never matches more.

import { InvalidValue } from '../orm/runtime/errors.js';
import type { Column, Table } from '../orm/runtime/table.js';

/** Stands for what the caller's token says there: a dotted path. */
export class Claim {
  readonly #path: readonly string[];

  constructor(path: string) {
    this.#path = path.split('.');
  }

  of(claims: Readonly<Record<string, unknown>>): unknown {
    let value: unknown = claims;
    for (const step of this.#path) {
      value =
        typeof value === 'object' && value !== null && Object.hasOwn(value, step)
          ? (value as Record<string, unknown>)[step]
          : undefined;
    }
    return value;
  }
}

export function claim(path: string): Claim {
  return new Claim(path);
}

/** A `where` of the ORM with claims in it. */
export interface Claimed {
  readonly [name: string]: unknown;
}

export function speaksOfClaims(part: unknown): boolean {
  if (part instanceof Claim) return true;
  return typeof part === 'object' && part !== null && Object.values(part).some(speaksOfClaims);
}

/** Thrown within, when no row can match; never leaves this file. */
class NoRow extends Error {}

type Claims = Readonly<Record<string, unknown>>;

export function filled(where: Claimed, table: Table, claims: Claims): Claimed {
  return new Filling(claims).whole(where, table);
}

class Filling {
  readonly #claims: Claims;
  /** Within NOT a part that can't hold would let more rows through. */
  #negated = false;

  constructor(claims: Claims) {
    this.#claims = claims;
  }

  whole(where: Claimed, table: Table): Claimed {
    try {
      return this.#conditions(where, table);
    } catch (error) {
      if (error instanceof NoRow && !this.#negated) return { OR: [] };
      throw error;
    }
  }

  #conditions(where: Claimed, table: Table): Claimed {
    return Object.fromEntries(
      Object.entries(where).map(([name, value]) => [name, this.#condition(name, value, table)]),
    );
  }

  #condition(name: string, value: unknown, table: Table): unknown {
    const column = table.columns.get(name);
    if (column) return operand(value, column, this.#claims);
    const target = table.relations.get(name)?.target();
    if (target) return this.#related(value as Claimed, target);
    const parts = value as readonly Claimed[];
    // Where one of several conditions is enough, one that can't hold leaves the others.
    if (name === 'OR') return parts.map((part) => this.whole(part, table));
    return name === 'NOT' ? this.#denied(parts, table) : parts.map((part) => this.#conditions(part, table));
  }

  #denied(parts: readonly Claimed[], table: Table): Claimed[] {
    const around = this.#negated;
    this.#negated = true;
    const done = parts.map((part) => this.#conditions(part, table));
    this.#negated = around;
    return done;
  }

  /** `{ some: { … } }` of many rows, or the condition on the one. */
  #related(value: Claimed, target: Table): Claimed {
    const some = value['some'];
    return some === undefined ? this.#conditions(value, target) : { some: this.#conditions(some as Claimed, target) };
  }
}

function operand(value: unknown, column: Column, claims: Claims): unknown {
  if (value instanceof Claim) return valueFor(column, value.of(claims));
  if (!isPlain(value)) return value;
  return Object.fromEntries(
    Object.entries(value).map(([operator, inner]) => [
      operator,
      inner instanceof Claim ? listOrValue(operator, column, inner.of(claims)) : inner,
    ]),
  );
}

function isPlain(value: unknown): value is object {
  return typeof value === 'object' && value !== null && Object.getPrototypeOf(value) === Object.prototype;
}

function listOrValue(operator: string, column: Column, value: unknown): unknown {
  if (operator !== 'in' && operator !== 'notIn') return valueFor(column, value);
  if (!Array.isArray(value)) throw new NoRow();
  return value.map((item) => valueFor(column, item));
}

/** Tokens say numbers as texts, often; the column says what is meant. */
function valueFor(column: Column, value: unknown): unknown {
  for (const candidate of readings(value)) {
    if (takes(column, candidate)) return candidate;
  }
  throw new NoRow();
}

function readings(value: unknown): unknown[] {
  if (value === undefined || value === null) return [];
  if (typeof value === 'string' && /^-?\d{1,19}$/.test(value)) return [value, BigInt(value)];
  return typeof value === 'number' ? [value, String(value)] : [value];
}

function takes(column: Column, value: unknown): boolean {
  try {
    column.codec.encode(value);
    return true;
  } catch (error) {
    if (error instanceof InvalidValue) return false;
    throw error;
  }
}
