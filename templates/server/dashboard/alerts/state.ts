// One rule through time: whether it holds, for how long, and what is to be told of it. Without a clock and without a
// network.
//
// It is told once that it holds, and once that it no longer does. A rule that comes and goes all the time is told a few
// times in an hour, and then no more until that hour is over.

import type { EventKind, Rule } from './rule.js';

export interface AlertState {
  readonly name: string;
  readonly when: Rule['when'];
  readonly route: string | null;
  readonly is: Rule['is'];
  readonly limit: number;
  readonly value: number | null;
  readonly state: 'quiet' | 'waiting' | 'firing';
  /** Since when it holds, in milliseconds. */
  readonly since: number | null;
  /** How often it has fired since the server began. */
  readonly fired: number;
}

/** Something to tell, and since when the rule holds or held. */
export interface Told {
  readonly kind: EventKind;
  readonly since: number;
}

const hour = 3_600_000;
const mostInAnHour = 6;

export class RuleState {
  readonly #rule: Rule;
  #value: number | undefined;
  #since: number | undefined;
  #firing = false;
  /** It is told that it is over only where it was told that it began. */
  #isTold = false;
  #lastTold = 0;
  #fired = 0;
  #firings: readonly number[] = [];

  constructor(rule: Rule) {
    this.#rule = rule;
  }

  /** What is to be told, now that this is the value. A value that is not there is neither too high nor too low. */
  next(now: number, value: number | undefined): Told | undefined {
    const since = (this.#since ??= now);
    const kind = this.#kind(now, value);
    return kind && { kind, since };
  }

  #kind(now: number, value: number | undefined): EventKind | undefined {
    this.#value = value;
    if (!this.#isMet(value)) return this.#end();
    if (now - (this.#since ?? now) < this.#rule.for) return undefined;
    return this.#firing ? this.#repeat(now) : this.#begin(now);
  }

  #isMet(value: number | undefined): boolean {
    const { is, limit } = this.#rule;
    return value !== undefined && (is === 'above' ? value > limit : value < limit);
  }

  #begin(now: number): EventKind | undefined {
    this.#firing = true;
    ++this.#fired;
    this.#firings = this.#firings.filter((time) => time > now - hour);
    this.#isTold = this.#firings.length < mostInAnHour;
    if (!this.#isTold) return undefined;
    this.#firings = [...this.#firings, now];
    this.#lastTold = now;
    return 'firing';
  }

  #repeat(now: number): EventKind | undefined {
    const { again } = this.#rule;
    if (!this.#isTold || again === 0 || now - this.#lastTold < again) return undefined;
    this.#lastTold = now;
    return 'still firing';
  }

  #end(): EventKind | undefined {
    const told = this.#firing && this.#isTold;
    this.#firing = this.#isTold = false;
    this.#since = undefined;
    return told ? 'resolved' : undefined;
  }

  shown(): AlertState {
    const { name, when, is, limit, route } = this.#rule;
    const state = this.#firing ? 'firing' : this.#since === undefined ? 'quiet' : 'waiting';
    return {
      name,
      when,
      route: route ?? null,
      is,
      limit,
      value: this.#value ?? null,
      state,
      since: this.#since ?? null,
      fired: this.#fired,
    };
  }
}
