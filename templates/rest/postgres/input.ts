// A value of JSON as a value of the model, for the validators. The database itself reads the JSON.

import * as t from '../../../orm/engine/types.js';
import type { Codec } from '../../../orm/runtime/codec.js';
import type { Column } from '../../../orm/runtime/table.js';
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
  if (codec.family === 'array' && typeof value === 'string' && codec.decode) return codec.decode(value);
  return asModel(kinds.get(codec), codec.family, value);
}
