// Things by names that others may make up, as many as there is room for.
//
// When it is full, the one that was used least leaves for a new one: of those that were used a few times only and not
// for a minute, or by nobody for a day. Where there is none, the new one shares a place with all others that came too
// late. So a flood of names that come once drives out nothing that is used, and memory stays what it is.

export interface Used {
  /** How often. */
  readonly used: number;
  /** When it was the last time, in milliseconds. */
  readonly last: number;
}

const minute = 60_000;
const day = 24 * 60 * minute;
const few = 10;
/** Looking for one that may leave takes a while, so it is done no more often. */
const betweenLooks = 1000;

export class Bounded<T extends Used> {
  readonly #known = new Map<string, T>();
  /** What those share for which there is no room. */
  readonly others: T;
  #nextLook = 0;

  constructor(
    readonly most: number,
    readonly make: (name: string) => T,
    /** What they are called together. */
    others: string,
  ) {
    this.others = make(others);
  }

  get size(): number {
    return this.#known.size;
  }

  of(name: string, now: number): T {
    return this.#known.get(name) ?? this.#admit(name, now);
  }

  find(name: string): T | undefined {
    return this.#known.get(name);
  }

  /** All that were used, that of all others as the last. */
  *[Symbol.iterator](): Generator<T> {
    yield* this.#known.values();
    if (this.others.used > 0) yield this.others;
  }

  #admit(name: string, now: number): T {
    if (this.#known.size >= this.most && !this.#makeRoom(now)) return this.others;
    const made = this.make(name);
    this.#known.set(name, made);
    return made;
  }

  #makeRoom(now: number): boolean {
    if (now < this.#nextLook) return false;
    this.#nextLook = now + betweenLooks;
    let least: string | undefined;
    let uses = Infinity;
    for (const [name, { used, last }] of this.#known) {
      const idle = used < few ? minute : day;
      if (last < now - idle && used < uses) [least, uses] = [name, used];
    }
    return least !== undefined && this.#known.delete(least);
  }
}
