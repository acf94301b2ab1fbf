// Shapes to try columns with, by their type; and what tells moments.

import { sample, type Sample } from './sample.js';

const shapes: Readonly<Record<string, (n: string) => string>> = {
  point: (n) => `(${n},1)`,
  line: (n) => `{1,${n},0}`,
  lseg: (n) => `[(0,0),(${n},1)]`,
  box: (n) => `(${n},1),(0,0)`,
  path: (n) => `((0,0),(${n},0),(${n},1))`,
  polygon: (n) => `((0,0),(${n},0),(${n},1))`,
  circle: (n) => `<(0,0),${n}>`,
};

/** Behind moments: without it they are of the session's time zone, which a validator does not know. */
export const zone = '+00';

export function shape(type: string): Sample {
  return sample((n) => shapes[type]?.(String(n)));
}
