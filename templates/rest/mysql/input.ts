// Values of JSON and texts of filters as values of a column. What is not of its type is refused, as PostgreSQL would:
// MySQL would compare a text with a number by its first digits.

import * as t from '../../../orm/engine/types.js';
import type { Codec } from '../../../orm/runtime/codec.js';
import { InvalidValue } from '../../../orm/runtime/errors.js';
import type { Column } from '../../../orm/runtime/table.js';
import { Problem } from '../../runtime/problem.js';
import { type Kind, asModel, fromText } from '../http/values.js';

const kinds: ReadonlyMap<Codec, Kind> = new Map<Codec, Kind>([
  [t.boolean, 'boolean'],
  [t.integer, 'integer'],
  [t.bigint, 'bigint'],
  [t.float, 'float'],
  [t.float32, 'float'],
  [t.decimal, 'decimal'],
  [t.bytes, 'bytes'],
]);

const moments: ReadonlyMap<Codec, RegExp> = new Map([
  [t.date, /^\d{4}-\d\d-\d\d$/],
  [t.timestamp, /^\d{4}-\d\d-\d\d([ T]\d\d:\d\d(:\d\d(\.\d+)?)?)?(Z|[+-]\d\d:?\d\d)?$/],
  [t.timestamptz, /^\d{4}-\d\d-\d\d([ T]\d\d:\d\d(:\d\d(\.\d+)?)?)?(Z|[+-]\d\d:?\d\d)?$/],
  [t.time, /^-?\d{1,3}:\d\d(:\d\d(\.\d+)?)?$/],
]);

/** For the validators. */
export function inputOf({ codec }: Column, value: unknown): unknown {
  return asModel(kinds.get(codec), codec.family, value);
}

/** A text of a filter as what the column stores. */
export function valueOf(column: Column, text: string): unknown {
  const { codec, name } = column;
  if (codec.family === 'json') return text;
  const value = fromText(kinds.get(codec), text);
  try {
    if (moments.get(codec)?.test(text) === false) throw new InvalidValue('expected a date or a time');
    return codec.encode(value);
  } catch (error) {
    if (!(error instanceof InvalidValue)) throw error;
    throw new Problem(
      400,
      '22P02',
      `invalid input syntax for type ${kinds.get(codec) ?? 'of the column'}: ${JSON.stringify(text)}`,
      {
        details: `${name}: ${error.message}`,
      },
    );
  }
}
