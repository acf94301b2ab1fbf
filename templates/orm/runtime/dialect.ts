// What SQL says differently from one database to another; engine/dialect.ts is the one of this application.

import type { Build } from './build.js';
import type { Codec } from './codec.js';

/** Rows of a relation that are to be gathered into one JSON array. Texts are finished SQL. */
export interface Gathering {
  /** The JSON of a row. */
  readonly row: string;
  /** Tables and joins. */
  readonly from: string;
  readonly where: string;
  /** What they are ordered by; empty: as they come. */
  readonly order: string;
  /** LIMIT and OFFSET with their blanks before them; empty: all of them. */
  readonly range: string;
}

export interface Dialect {
  /** The most parameters that a statement may have. */
  readonly mostParameters: number;
  /** Do NULLs come first where a list is ordered upwards? */
  readonly nullsAreLow: boolean;
  readonly quote: (name: string) => string;
  readonly placeholder: (position: number) => string;
  /** `column` is one of the values, which are encoded already, by `codec`, and at least one. */
  readonly oneOf: (build: Build, column: string, values: readonly unknown[], codec?: Codec) => string;
  /** LIKE without regard to case. */
  readonly ilike: (column: string, pattern: string) => string;
  readonly equalJson: (column: string, value: string) => string;
  /** The expression is written each time that it stands in the text. */
  readonly order: (write: () => string, direction: string, nulls: 'first' | 'last' | undefined) => string;
  /** LIMIT and OFFSET, with a blank before them; one of the two is there. `nested`: of a relation's rows. */
  readonly range: (build: Build, limit: number | undefined, offset: number | undefined, nested: boolean) => string;
  readonly jsonRow: (values: readonly string[]) => string;
  readonly gather: (gathering: Gathering) => string;
  /** A JSON value from a subquery as a part of another one. */
  readonly embed: (subquery: string) => string;
  /** What reads the rows of the table that the statement changes. */
  readonly readWhileWritten: (table: string) => string;
  readonly insertDefaults: (table: string) => string;
}

/**
 * The values, with the last one repeated until there are 1, 2, 4, 8 … of them: lists of any length make few different
 * statements, which are prepared once.
 */
export function padded(values: readonly unknown[]): readonly unknown[] {
  const length = 2 ** Math.ceil(Math.log2(values.length));
  return [...values, ...Array.from({ length: length - values.length }, () => values.at(-1))];
}
