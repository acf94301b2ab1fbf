// What a type of column does with a value that comes from outside: take it, or say what is wrong with it.

import type { Code, Finding } from '../result.js';
import type { Known } from '../truth.js';

/** A value that was taken: as the database is given it, and as its conditions see it. */
export interface Reading<Kept> {
  readonly value: unknown;
  /** Undefined where only the database knows what it makes of the value. */
  readonly kept: Known<Kept>;
}

export interface ColumnType<Kept> {
  /** Of a value that is not null; findings are reported to the place. */
  read(input: unknown, place: Place): Reading<Kept> | undefined;
}

/** Where a value stands, and who is told what is wrong with it. */
export class Place {
  constructor(
    readonly path: Finding['path'],
    private readonly findings: Finding[],
  ) {}

  report(code: Code, message: string): undefined {
    this.findings.push({ path: this.path, code, message });
    return undefined;
  }

  inside(step: string | number): Place {
    return new Place([...this.path, step], this.findings);
  }
}

/** A value that is kept as it is given. */
export function as<Kept>(value: Kept): Reading<Kept> {
  return { value, kept: value };
}
