// What came in one stretch of time: how many, how many failed, how long they took.

import { Histogram } from './histogram.js';

export class Tally {
  readonly times = new Histogram();
  failed = 0;

  get count(): number {
    return this.times.count;
  }

  add(seconds: number, failed: boolean): void {
    this.times.add(seconds);
    if (failed) ++this.failed;
  }

  addAll(other: Tally): void {
    this.times.addAll(other.times);
    this.failed += other.failed;
  }

  clear(): void {
    this.times.clear();
    this.failed = 0;
  }
}

export function sumOf(tallies: Iterable<Tally>): Tally {
  const sum = new Tally();
  for (const tally of tallies) sum.addAll(tally);
  return sum;
}
