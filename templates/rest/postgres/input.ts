// A value of JSON as a value of the model, for the validators. The database itself reads the JSON.

import * as t from '../../../orm/engine/types.js';
import type { Codec } from '../../../orm/runtime/codec.js';
import type { Column } from '../../../orm/runtime/table.js';
import { Digits } from '../http/json.js';
import { type Kind, asModel } from '../http/values.js';

const kinds: ReadonlyMap<Codec, Kind> = new Map<Codec, Kind>([
  [t.boolean, 'boolean'],
  [t.integer, 'integer'],
  [t.bigint, 'bigint'],
  [t.float, 'float'],
  [t.decimal, 'decimal'],
  [t.bytes, 'bytes'],
]);

export function inputOf({ codec }: Column, value: unknown): unknown {
  return codec.family === 'array' && typeof value === 'string' ? items(codec, value) : read(codec, value);
}

/** A text that is no array stays one, which is not what the validator expects. */
function items(codec: Codec, text: string): unknown {
  try {
    return codec.decode?.(text);
  } catch {
    return text;
  }
}

function read(codec: Codec, value: unknown): unknown {
  const { element, fields } = codec;
  if (element && Array.isArray(value))
    return value.map((item: unknown) => read(t.isDimension(item, element) ? codec : element, item));
  if (fields && isRow(value))
    return Object.fromEntries(Object.entries(value).map(([name, inner]) => [name, readField(fields.get(name), inner)]));
  return asModel(kinds.get(codec), codec.family, value);
}

function isRow(value: unknown): value is object {
  return typeof value === 'object' && value !== null && !Array.isArray(value) && !(value instanceof Digits);
}

function readField(codec: (() => Codec) | undefined, value: unknown): unknown {
  return codec === undefined || value === null ? value : read(codec(), value);
}
