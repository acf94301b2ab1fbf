// Texts by their names, and what was made of texts, kept as long as there is room: bounded by the bytes of the texts
// and by their number.
//
// What was asked for once waits in a room of its own, and moves to the other when it is asked for again: so a flood of
// texts that come only once drives out nothing that is used. In each room the one that was not asked for the longest
// goes first.

/** Bytes of text; what is made of one takes some fifty times as much. */
const mostBytes = 2_000_000;
const mostTexts = 2000;

interface Made {
  /** The text. */
  readonly source: string;
}

class Room<T extends Made> {
  readonly #kept = new Map<string, T>();
  readonly #share: number;
  #bytes = 0;

  constructor(share: number) {
    this.#share = share;
  }

  get size(): number {
    return this.#kept.size;
  }

  take(key: string): T | undefined {
    const found = this.#kept.get(key);
    if (found !== undefined && this.#kept.delete(key)) this.#bytes -= found.source.length;
    return found;
  }

  put(key: string, made: T): void {
    this.#kept.set(key, made);
    this.#bytes += made.source.length;
    for (const oldest of this.#kept.keys()) {
      if (this.#bytes <= mostBytes * this.#share && this.#kept.size <= mostTexts * this.#share) break;
      this.take(oldest);
    }
  }
}

export class Cache<T extends Made> {
  readonly #once = new Room<T>(0.25);
  readonly #often = new Room<T>(0.75);

  get size(): number {
    return this.#once.size + this.#often.size;
  }

  get(key: string): T | undefined {
    const found = this.#often.take(key) ?? this.#once.take(key);
    if (found) this.#often.put(key, found);
    return found;
  }

  set(key: string, made: T): void {
    this.#once.put(key, made);
  }
}
