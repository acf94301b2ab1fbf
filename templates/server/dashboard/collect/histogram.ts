// How long things took, as counts in buckets: small, cheap to add to, and percentiles come out of it.
//
// Each bucket is a fourth longer than the one before, so a percentile is never wrong by more than that, and mostly by
// much less, since what is within a bucket is taken to be spread evenly.

const first = 0.000_05; // seconds
const growth = 1.25;
const scale = 1 / Math.log(growth);

/** The last one has whatever took longer than 50 s. */
const buckets = 64;

export class Histogram {
  readonly #counts = new Uint32Array(buckets);
  #count = 0;

  get count(): number {
    return this.#count;
  }

  add(seconds: number): void {
    const at = seconds <= first ? 0 : Math.min(buckets - 1, Math.ceil(Math.log(seconds / first) * scale));
    this.#counts[at] = (this.#counts[at] as number) + 1;
    ++this.#count;
  }

  addAll(other: Histogram): void {
    for (let at = 0; at < buckets; ++at)
      this.#counts[at] = (this.#counts[at] as number) + (other.#counts[at] as number);
    this.#count += other.#count;
  }

  clear(): void {
    this.#counts.fill(0);
    this.#count = 0;
  }

  /** In seconds, what this share of all stayed below; nothing where there was nothing. */
  percentile(share: number): number | undefined {
    if (this.#count === 0) return undefined;
    let left = share * this.#count;
    for (let at = 0; at < buckets; ++at) {
      const here = this.#counts[at] as number;
      if (here > 0 && left <= here) return within(at, left / here);
      left -= here;
    }
    return first * growth ** (buckets - 1);
  }
}

function within(at: number, share: number): number {
  const end = first * growth ** at;
  const begin = at === 0 ? 0 : end / growth;
  return begin + (end - begin) * share;
}
