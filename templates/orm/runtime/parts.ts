// What models are made of: their files import this as `orm`.

export type { AnyValue, JsonValue } from './codec.js';
export { KeyedModel, ReadModel, TableModel } from './model.js';
export { column, table } from './table.js';
export type {
  Combined,
  Exact,
  Many,
  Match,
  MatchArray,
  MatchJson,
  MatchMany,
  MatchOne,
  MatchText,
  One,
  Optional,
  Result,
  Shape,
} from './types.js';
