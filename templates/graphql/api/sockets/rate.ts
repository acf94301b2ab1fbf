// How often something may happen in a minute.

const minute = 60_000;

export class Rate {
  readonly #most: number;
  #count = 0;
  #ends = 0;

  constructor(most: number) {
    this.#most = most;
  }

  /** Counts one more; false, if it is too many. */
  allows(now = Date.now()): boolean {
    if (now >= this.#ends) {
      this.#ends = now + minute;
      this.#count = 0;
    }
    return ++this.#count <= this.#most;
  }
}
