// Shapes to try columns with: any text, where the database has no such types.

import { sample, type Sample } from './sample.js';

export function shape(type: string): Sample {
  return sample((n) => `${type} ${String(n)}`);
}
