// Shapes to try columns with: any text, where the database has no such types; and what tells moments.

import { sample, type Sample } from './sample.js';

/** Behind moments. */
export const zone = '';

export function shape(type: string): Sample {
  return sample((n) => `${type} ${String(n)}`);
}
