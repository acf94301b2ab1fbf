// Values of JSON and texts of filters as values of a column. What is not of its type is refused, as PostgreSQL would:
// SQLite itself would compare or store anything.

import * as t from '../../../orm/engine/types.js';
import type { Codec } from '../../../orm/runtime/codec.js';
import type { Column } from '../../../orm/runtime/table.js';
import { InvalidValue } from '../../../orm/runtime/errors.js';
import { Problem } from '../../runtime/problem.js';
import { Digits } from '../http/json.js';
import { asModel, fromText } from '../http/values.js';

const kinds: ReadonlyMap<Codec, Parameters<typeof fromText>[0]> = new Map<Codec, Parameters<typeof fromText>[0]>([
  [t.boolean, 'boolean'],
  [t.integer, 'integer'],
  [t.bigint, 'bigint'],
  [t.float, 'float'],
  [t.decimal, 'decimal'],
  [t.bytes, 'bytes'],
]);

/** As CURRENT_TIMESTAMP writes it, in UTC: so moments compare as their texts do. */
function moment(text: string): string {
  return text.replace(/^(\d{4}-\d\d-\d\d)[Tt](\d\d:\d\d(?::\d\d(?:\.\d+)?)?)(?:Z|[+-]00(?::?00)?)?$/, '$1 $2');
}

/**
 * A column without a type keeps numbers as numbers and texts as texts: whole numbers as such, as far as there are any.
 */
function numberOf(digits: string): bigint | number {
  return /^-?\d{1,18}$/.test(digits) ? BigInt(digits) : Number(digits);
}

/** Filters have texts only: one that a number is written as is meant as that number. */
function numberOr(text: string): bigint | number | string {
  const number = numberOf(text);
  return String(number) === text && Number.isFinite(Number(number)) ? number : text;
}

/** For the validators. */
export function inputOf({ codec }: Column, value: unknown): unknown {
  if (codec === t.any) return value instanceof Digits ? numberOf(value.text) : value;
  return codec === t.timestamp && typeof value === 'string'
    ? moment(value)
    : asModel(kinds.get(codec), codec.family, value);
}

/** A text of a filter as what the column stores. */
export function valueOf(column: Column, text: string): unknown {
  if (column.codec === t.any) return numberOr(text);
  const kind = kinds.get(column.codec);
  const value = column.codec === t.timestamp ? moment(text) : fromText(kind, text);
  try {
    return column.codec.family === 'json' ? text : column.codec.encode(value);
  } catch (error) {
    if (!(error instanceof InvalidValue)) throw error;
    throw new Problem(
      400,
      '22P02',
      `invalid input syntax for type ${kind ?? 'of the column'}: ${JSON.stringify(text)}`,
      {
        details: `${column.name}: ${error.message}`,
      },
    );
  }
}
