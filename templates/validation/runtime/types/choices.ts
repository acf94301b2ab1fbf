// Labels: one of a list, or any of them.

import { nocase, withoutTrailingBlanks } from '../texts.js';
import { as, type ColumnType } from './type.js';

function listed(labels: readonly string[]): string {
  const most = 12;
  const shown = labels
    .slice(0, most)
    .map((label) => `'${label}'`)
    .join(', ');
  return labels.length > most ? `${shown} …` : shown;
}

export function oneOf(labels: readonly string[]): ColumnType<string> {
  const known = new Set(labels);
  return {
    read(input, place) {
      if (typeof input !== 'string') return place.report('type', `must be one of ${listed(labels)}`);
      return known.has(input) ? as(input) : place.report('choice', `must be one of ${listed(labels)}`);
    },
  };
}

/** The same where the database takes a label in any case, and blanks at its end. */
export function oneOfFolded(labels: readonly string[]): ColumnType<string> {
  const exactly = oneOf(labels);
  return {
    read(input, place) {
      const wanted = typeof input === 'string' ? withoutTrailingBlanks(input) : input;
      const label = typeof wanted === 'string' ? labels.find((each) => nocase.same(each, wanted)) : undefined;
      return exactly.read(label ?? input, place);
    },
  };
}
