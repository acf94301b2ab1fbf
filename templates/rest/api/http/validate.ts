// Rows of a request against the validators of their table: everything that is wrong comes at once, as one 422.
//
// Its code is the one that the database would have given for the first finding, so that a client which looks for, say, 23502 finds it.

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

/** The values of all rows, ready for the ORM's codecs. `row` counts from 0 where there are several. */
export function validated(resource: Resource, columns: readonly Column[], rows: readonly Row[], judge: (input: unknown) => Result<unknown>): Row[] {
  const findings: (Finding & { readonly row?: number })[] = [];
  const values: Row[] = [];
  for (const [index, row] of rows.entries()) {
    const result = judge(inputFrom(columns, row));
    if (result.ok) values.push(result.value as Row);
    else findings.push(...result.findings.map((finding) => (rows.length > 1 ? { ...finding, row: index } : finding)));
  }
  if (findings.length > 0) throw refusal(resource, findings);
  return values;
}

/** A row as the validators want it: by the fields of the model, and with its values read from JSON. */
function inputFrom(columns: readonly Column[], row: Row): Row {
  const input: Row = {};
  for (const column of columns) {
    if (Object.hasOwn(row, column.name)) Object.defineProperty(input, column.field, { value: inputOf(column, row[column.name]), enumerable: true });
  }
  return input;
}

function refusal(resource: Resource, findings: readonly (Finding & { readonly row?: number })[]): Problem {
  const details = findings.map(({ path, code, message, constraint, row }) => ({
    ...(row !== undefined && { row }),
    field: nameOf(resource, path),
    code,
    message,
    ...(constraint !== undefined && { constraint }),
  }));
  const [first] = findings;
  const [shown] = details;
  const subject = shown?.field == null ? `the row of ${resource.name}` : JSON.stringify(shown.field);
  return new Problem(422, states[first?.code ?? 'type'], `${subject} ${first?.message ?? 'is refused'}`, { details });
}

/** The column, and where in its value. */
function nameOf({ table }: Resource, [field, ...rest]: Finding['path']): string | null {
  if (field === undefined) return null;
  return [table.columns.get(String(field))?.name ?? field, ...rest].join('.');
}
