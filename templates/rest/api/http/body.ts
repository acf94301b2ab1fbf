// The rows that a request brings: JSON, CSV or a form, always as a list of objects by the names of columns.

import { Problem } from '../../runtime/problem.js';
import { parseCsv } from './csv.js';
import { parseJson, writeJson } from './json.js';

export type Row = Record<string, unknown>;

export interface Payload {
  readonly rows: Row[];
  /** The JSON of the rows as an array. */
  readonly text: () => string;
  /** It was one object. */
  readonly single: boolean;
}

export function payloadOf(body: unknown, type: string | undefined): Payload {
  const text = typeof body === 'string' ? body : Buffer.isBuffer(body) ? body.toString('utf8') : '';
  switch (kindOf(type)) {
    case 'text/csv':
      return listOf(parseCsv(text));
    case form:
      return { ...listOf([Object.fromEntries(new URLSearchParams(text))]), single: true };
    default:
      return jsonPayload(text);
  }
}

const form = 'application/x-www-form-urlencoded';

function kindOf(type: string | undefined): string {
  return type?.split(';')[0]?.trim().toLowerCase() ?? 'application/json';
}

export function isForm(type: string | undefined): boolean {
  return kindOf(type) === form;
}

function listOf(rows: Row[]): Payload {
  return { rows, single: false, text: () => writeJson(rows) };
}

function jsonPayload(text: string): Payload {
  const value = parsed(text);
  if (isRow(value)) return { rows: [value], single: true, text: () => `[${text}]` };
  if (Array.isArray(value) && value.every(isRow)) return { rows: value, single: false, text: () => text };
  return invalid('expected an object, or an array of objects');
}

export function parsed(text: string): unknown {
  try {
    return parseJson(text);
  } catch (error) {
    return invalid(error instanceof SyntaxError ? error.message : undefined);
  }
}

function invalid(details: string | undefined): never {
  throw new Problem(400, 'PGRST102', 'Empty or invalid json', { details });
}

function isRow(value: unknown): value is Row {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** The names that the rows give values for: all rows the same, unless the request lists them. */
export function namesOf(rows: readonly Row[], listed: readonly string[] | undefined): readonly string[] {
  if (listed) return listed;
  const names = Object.keys(rows[0] ?? {});
  const same = rows.every(
    (row) => Object.keys(row).length === names.length && names.every((name) => Object.hasOwn(row, name)),
  );
  if (!same) throw new Problem(400, 'PGRST102', 'All object keys must match');
  return names;
}
