// What a column is tried with: `nth` gives another value for each number, as far as the type has so many, and
// `numbered` some more for each that are made of what the column's checks say; `others` are those on both sides of it.

export interface Sample {
  readonly nth: (n: number) => unknown;
  readonly numbered: (n: number) => readonly unknown[];
  readonly others: readonly unknown[];
}

export function sample(
  nth: (n: number) => unknown,
  others: readonly unknown[] = [],
  numbered: Sample['numbered'] = () => [],
): Sample {
  return { nth, numbered, others };
}
