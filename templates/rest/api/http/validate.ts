// Rows of a request against the validators of their table: everything that is wrong comes at once, as one 422.
//
// Its code is the one that the database would have given for the first finding, so that a client which looks for, say,
// 23502 finds it.

import type { Column } from '../../../orm/runtime/table.js';
import type { Code, Finding, Result } from '../../../validation/runtime/result.js';
import { Problem } from '../../runtime/problem.js';
import { inputOf } from '../engine/input.js';
import type { Resource } from '../model/resource.js';
import type { Row } from './body.js';

const states: Readonly<Record<Code, string>> = {
  required: '23502',
  unknown: 'PGRST204',
  generated: '428C9',
  type: '22P02',
  range: '22003',
  length: '22001',
  choice: '22P02',
  format: '22P02',
  check: '23514',
};

/**
 * What is wrong with a row, and where it stands in the body: `row` counts from 0 where there are several, `path` leads
 * to a nested one.
 */
export interface Judged {
  readonly resource: Resource;
  readonly finding: Finding;
  readonly row?: number;
  readonly path?: string;
}

/** The values of all rows, ready for the ORM's codecs. `paths` are the places of rows within others. */
export function validated(
  resource: Resource,
  columns: readonly Column[],
  rows: readonly Row[],
  judge: (input: unknown) => Result<unknown>,
  paths?: readonly string[],
): Row[] {
  const judged: Judged[] = [];
  const values: Row[] = [];
  for (const [index, row] of rows.entries()) {
    const result = judge(inputFrom(columns, row));
    if (result.ok) values.push(result.value as Row);
    else judged.push(...result.findings.map((finding) => ({ resource, finding, ...placeOf(rows, index, paths) })));
  }
  refuse(judged);
  return values;
}

function placeOf(
  rows: readonly Row[],
  index: number,
  paths: readonly string[] | undefined,
): Pick<Judged, 'row' | 'path'> {
  if (paths) return { path: paths[index] ?? '' };
  return rows.length > 1 ? { row: index } : {};
}

/** A row as the validators want it: by the fields of the model, and with its values read from JSON. */
export function inputFrom(columns: readonly Column[], row: Row): Row {
  const input: Row = {};
  for (const column of columns) {
    if (!Object.hasOwn(row, column.name)) continue;
    const value = inputOf(column, row[column.name]);
    // To assign that one would change what the object is.
    if (column.field === '__proto__') Object.defineProperty(input, column.field, { value, enumerable: true });
    else input[column.field] = value;
  }
  return input;
}

/** Refuses the request if something is wrong. */
export function refuse(judged: readonly Judged[]): void {
  const [first] = judged;
  if (!first) return;
  const details = judged.map(({ resource, finding: { path, code, message, constraint }, row, path: place }) => ({
    ...(row !== undefined && { row }),
    field:
      [...(place === undefined || place === '' ? [] : [place]), ...(nameOf(resource, path) ?? [])].join('.') || null,
    code,
    message,
    ...(constraint !== undefined && { constraint }),
  }));
  const { finding, resource } = first;
  const field = details[0]?.field ?? null;
  const subject = field === null ? `the row of ${resource.name}` : JSON.stringify(field);
  throw new Problem(422, states[finding.code], `${subject} ${finding.message}`, { details });
}

/** The column, and where in its value; nothing where it is about several. */
function nameOf({ table }: Resource, [field, ...rest]: Finding['path']): readonly (string | number)[] | undefined {
  return field === undefined ? undefined : [table.columns.get(String(field))?.name ?? field, ...rest];
}
