// Statistics that a few odd values do not change: the median, and the median of how far values are from it.

/** Of what is usual, and how far from it something is. */
export interface Deviation {
  readonly now: number;
  readonly median: number;
  /** The median of the absolute deviations from the median. */
  readonly mad: number;
  /** How many values that was made of. */
  readonly samples: number;
}

export function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = sorted.length >> 1;
  const upper = sorted[middle] ?? 0;
  return sorted.length % 2 === 1 ? upper : ((sorted[middle - 1] ?? 0) + upper) / 2;
}

export function deviationOf(now: number, before: readonly number[]): Deviation {
  const usual = median(before);
  return { now, median: usual, mad: median(before.map((value) => Math.abs(value - usual))), samples: before.length };
}

/** Of values that are spread normally, the MAD times this is their standard deviation. */
const normal = 1.4826;

/** How many usual deviations it is away; `least` is what counts as one where values hardly differ. */
export function distance({ now, median: usual, mad }: Deviation, least: number): number {
  return (now - usual) / Math.max(normal * mad, least);
}
