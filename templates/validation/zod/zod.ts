// Zod schemas out of what the validators know, so that both say the same.

import { z } from 'zod';

import type { Finding, Result } from './result.js';
import { Place, type ColumnType } from './types/type.js';

interface Field {
  readonly type: ColumnType<unknown>;
  readonly nullable?: true;
  readonly nullFills?: true;
}

/** The values of one column. */
export function field<Value>(column: Field): z.ZodType<Value> {
  return z.unknown().transform((input, context): Value => {
    const findings: Finding[] = [];
    const value = input === null ? nothing(column, findings) : column.type.read(input, new Place([], findings))?.value;
    for (const { path, message } of findings) context.issues.push({ code: 'custom', path: [...path], message, input });
    return value as Value;
  });
}

function nothing(column: Field, findings: Finding[]): null {
  if (column.nullable !== true && column.nullFills !== true)
    new Place([], findings).report('required', 'must not be null');
  return null;
}

/** The conditions of a row whose fields are in order. */
export function conditions(validate: (input: unknown) => Result<unknown>): (context: z.core.ParsePayload) => void {
  return (context) => {
    const result = validate(context.value);
    if (result.ok) return;
    for (const { path, message } of result.findings)
      context.issues.push({ code: 'custom', path: [...path], message, input: context.value });
  };
}
