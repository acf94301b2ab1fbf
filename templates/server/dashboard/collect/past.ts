// A longer memory than that of Window: of each stretch of time only the figures that it is compared by, four numbers.
//
// Tallies of shorter stretches are given to it, and it gives its own to the next longer memory. A stretch that nothing
// came in counts as one without requests, from the first stretch on that anything came in.

import { Tally } from './tally.js';
import type { Passed } from './window.js';

/** What is known of a stretch of time. */
export interface Sample {
  readonly requests: number;
  readonly failed: number;
  /** Seconds. */
  readonly p50: number;
  readonly p95: number;
}

const nothing: Sample = { requests: 0, failed: 0, p50: 0, p95: 0 };
const figures = 4;

export class Past {
  readonly #numbers: Float64Array;
  readonly #figures: Float32Array;
  readonly #filling = new Tally();
  #current = -1;
  #began = -1;

  constructor(
    /** Of a stretch, in milliseconds. */
    readonly width: number,
    readonly length: number,
    readonly passed?: Passed,
  ) {
    this.#numbers = new Float64Array(length).fill(-1);
    this.#figures = new Float32Array(length * figures);
  }

  /** What came in a shorter stretch, which began at this time. */
  take(time: number, tally: Tally): void {
    const number = Math.floor(time / this.width);
    if (number > this.#current) this.#settle(number);
    this.#filling.addAll(tally);
  }

  /** Ends the stretch that is over by now. */
  roll(now: number): void {
    const number = Math.floor(now / this.width);
    if (number > this.#current && this.#current >= 0) this.#settle(number);
  }

  #settle(next: number): void {
    if (this.#current >= 0) {
      this.#keep(this.#current, this.#filling);
      this.passed?.(this.#current, this.#filling);
      this.#filling.clear();
    } else {
      this.#began = next;
    }
    this.#current = next;
  }

  #keep(number: number, { count, failed, times }: Tally): void {
    const place = number % this.length;
    this.#numbers[place] = number;
    this.#figures.set([count, failed, times.percentile(0.5) ?? 0, times.percentile(0.95) ?? 0], place * figures);
  }

  /** How many stretches are over; the first one, of which only the end was seen, is none. */
  get depth(): number {
    return Math.max(0, Math.min(this.length, this.#current - this.#began - 1));
  }

  /**
   * What came so many stretches before the one that is not over yet: 1 is the last that is. Nothing, if that is too
   * long ago.
   */
  before(back: number): Sample | undefined {
    if (back < 1 || back > this.depth) return undefined;
    const number = this.#current - back;
    const place = number % this.length;
    if (this.#numbers[place] !== number) return nothing;
    const [requests = 0, failed = 0, p50 = 0, p95 = 0] = this.#figures.subarray(place * figures, (place + 1) * figures);
    return { requests, failed, p50, p95 };
  }
}
