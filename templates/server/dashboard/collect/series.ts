// One route or operation through time: the last ten minutes closely, two hours by the minute, a week by ten minutes.

import { Past } from './past.js';
import { sumOf, type Tally } from './tally.js';
import { Window } from './window.js';

const second = 1000;
const minute = 60 * second;

export class Series {
  /** How often it was asked since it is known. */
  used = 0;
  /** When it was asked the last time. */
  last = 0;
  readonly week = new Past(10 * minute, 7 * 24 * 6);
  readonly hours = new Past(minute, 120, (number, tally) => this.week.take(number * minute, tally));
  readonly #window = new Window(10 * second, 60, (number, tally) => this.hours.take(number * 10 * second, tally));

  constructor(readonly name: string) {}

  add(now: number, seconds: number, failed: boolean): void {
    ++this.used;
    this.last = now;
    this.#window.add(now, seconds, failed);
  }

  /** The last ten minutes by ten seconds, oldest first; the last one is not over yet. */
  recent(now: number): (Tally | undefined)[] {
    return this.#window.last(now);
  }

  /** Ends what is over by now, where nothing has come since. */
  roll(now: number): void {
    this.#window.roll(now);
    this.hours.roll(now);
    this.week.roll(now);
  }

  /** All of the last seconds together, in steps of ten, with those that are not full yet. */
  together(now: number, seconds: number): Tally {
    const tallies = this.#window.last(now, Math.max(1, Math.ceil(seconds / 10)));
    return sumOf(tallies.filter((tally) => tally !== undefined));
  }
}
