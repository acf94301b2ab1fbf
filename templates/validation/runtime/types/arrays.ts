// Arrays, element by element.

import type { Known } from '../truth.js';
import type { ColumnType, Reading } from './type.js';

/** Of values of one type, or of arrays of them; NULL among them. */
export function array<Kept>(element: ColumnType<Kept>): ColumnType<readonly Known<Kept>[]> {
  return {
    read(input, place) {
      if (!Array.isArray(input)) return place.report('type', 'must be an array');
      const readings = input.map((item: unknown, index): Reading<Kept> | undefined =>
        item === null ? nothing : element.read(item, place.inside(index)),
      );
      if (readings.includes(undefined)) return undefined;
      return { value: readings.map((reading) => reading?.value), kept: readings.map((reading) => reading?.kept) };
    },
  };
}

const nothing = { value: null, kept: null };
