// The last stretches of time, each with its tally: a ring, in which the newest takes the place of the oldest.
//
// Nothing runs while nothing comes: a stretch that nothing came in has no tally, and one that has become old is cleared
// when its place is needed. Whoever wants to keep a tally for longer is given it when its time is over.

import { Tally } from './tally.js';

interface Stretch {
  /** Which one since the beginning of time. */
  number: number;
  readonly tally: Tally;
}

/** Given the tally of each stretch that is over; it is cleared later. */
export type Passed = (number: number, tally: Tally) => void;

export class Window {
  readonly #stretches: (Stretch | undefined)[];
  #current = -1;

  constructor(
    /** Of a stretch, in milliseconds. */
    readonly width: number,
    readonly length: number,
    readonly passed: Passed,
  ) {
    this.#stretches = new Array<Stretch | undefined>(length);
  }

  add(now: number, seconds: number, failed: boolean): void {
    this.roll(now);
    this.#open().add(seconds, failed);
  }

  /** Ends the stretch that is over by now. */
  roll(now: number): void {
    const number = Math.floor(now / this.width);
    if (number <= this.#current) return; // also where a clock was set back
    const before = this.#at(this.#current);
    if (before) this.passed(this.#current, before);
    this.#current = number;
  }

  /** The last ones, oldest first, the one that is not over yet as the last of them. */
  last(now: number, count = this.length): (Tally | undefined)[] {
    this.roll(now);
    return Array.from({ length: count }, (_, at) => this.#at(this.#current - count + 1 + at));
  }

  #at(number: number): Tally | undefined {
    const stretch = number < 0 ? undefined : this.#stretches[number % this.length];
    return stretch?.number === number ? stretch.tally : undefined;
  }

  #open(): Tally {
    const place = this.#current % this.length;
    const stretch = (this.#stretches[place] ??= { number: this.#current, tally: new Tally() });
    if (stretch.number !== this.#current) {
      stretch.number = this.#current;
      stretch.tally.clear();
    }
    return stretch.tally;
  }
}
