// Shapes to try columns with, by their type, as the server keeps them: the number of the reference system, and WKB; and
// what tells moments.

import { sample, type Sample } from './sample.js';

type Position = readonly [x: number, y: number];

function int32(value: number): string {
  const bytes = Buffer.alloc(4);
  bytes.writeInt32LE(value);
  return bytes.toString('hex');
}

function float64(value: number): string {
  const bytes = Buffer.alloc(8);
  bytes.writeDoubleLE(value);
  return bytes.toString('hex');
}

const position = ([x, y]: Position): string => float64(x) + float64(y);
const list = (items: readonly string[]): string => int32(items.length) + items.join('');
const wkb = (kind: number, body: string): string => `01${int32(kind)}${body}`;
const point = (at: Position): string => wkb(1, position(at));
const linestring = (...path: readonly Position[]): string => wkb(2, list(path.map(position)));
const polygon = (...ring: readonly Position[]): string => wkb(3, list([list(ring.map(position))]));
const triangle = (n: number): string => polygon([0, 0], [n, 0], [n, 1], [0, 0]);

const shapes: Readonly<Record<string, (n: number) => string>> = {
  geometry: (n) => point([n, 1]),
  point: (n) => point([n, 1]),
  linestring: (n) => linestring([0, 0], [n, 1]),
  polygon: triangle,
  multipoint: (n) => wkb(4, list([point([n, 1])])),
  multilinestring: (n) => wkb(5, list([linestring([0, 0], [n, 1])])),
  multipolygon: (n) => wkb(6, list([triangle(n)])),
  geometrycollection: (n) => wkb(7, list([point([n, 1])])),
};

/** Behind moments, which are of the session's time zone. */
export const zone = '';

export function shape(type: string): Sample {
  return sample((n) => {
    const made = shapes[type]?.(n);
    return made === undefined ? undefined : `00000000${made.toUpperCase()}`;
  });
}
