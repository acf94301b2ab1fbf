// Models as the tests see them: all alike, with rows of any fields.

import { writeJson } from '../../api/rest/http/json.js';
import type { Database } from '../../orm/database.js';

export type Row = Record<string, unknown>;

export interface Model {
  find(key: Row): Promise<Row | null>;
  findMany(query?: object): Promise<Row[]>;
  count(query?: object): Promise<number>;
  create(query: { data: Row }): Promise<Row>;
  createMany(rows: readonly Row[]): Promise<number>;
  update(query: { where: Row; data: Row }): Promise<Row>;
  delete(query: { where: Row }): Promise<Row>;
  deleteMany(query: { where: Row }): Promise<number>;
}

export function modelOf(db: Database, member: string): Model {
  return (db as unknown as Record<string, Model>)[member] as Model;
}

/** Some fields of a row. */
export function pick(row: Row, fields: readonly string[]): Row {
  return Object.fromEntries(fields.map((field) => [field, row[field]]));
}

/** The condition that these fields are as they are in the row. */
export function equals(row: Row, fields: readonly string[]): Row {
  return Object.fromEntries(fields.map((field) => [field, { eq: row[field] }]));
}

/** A value as a text, in a URL or in JSON. */
export function textOf(value: unknown): string {
  if (Array.isArray(value)) return `{${value.map((one) => JSON.stringify(textOf(one))).join(',')}}`;
  if (value instanceof Uint8Array) return `\\x${Buffer.from(value).toString('hex')}`;
  return typeof value === 'string' ? value : writeJson(value);
}
