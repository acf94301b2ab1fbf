// Bytes, as they are.

import type { ColumnType } from './type.js';
import { as } from './type.js';

/** Bytes, at most so many; a Buffer is one of these. */
export function bytesOf(length?: number): ColumnType<Uint8Array> {
  return {
    read(input, place) {
      if (!(input instanceof Uint8Array)) return place.report('type', 'must be bytes (Uint8Array)');
      if (length === undefined || input.length <= length) return as(input);
      return place.report('length', `must have at most ${length} bytes, and has ${input.length}`);
    },
  };
}
