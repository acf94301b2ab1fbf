// The figures of the statements as `sqlx advise --statistics FILE` reads them.

import type { Sightings } from '../collect/sightings.js';
import { otherStatements } from '../collect/statements.js';

export interface StatisticsDocument {
  readonly format: 1;
  /** How long was counted. */
  readonly seconds: number;
  readonly requests: number;
  readonly statements: readonly StatementStatistics[];
}

interface StatementStatistics {
  /** With placeholders, as the driver was given it. */
  readonly text: string;
  readonly calls: number;
  readonly seconds: number;
  readonly slowest: number;
  readonly rows: number;
  readonly most_in_one_request: number;
  /** That ran it. */
  readonly requests: number;
  /** The largest whole number at each placeholder. */
  readonly largest: readonly (number | null)[];
  readonly routes: readonly string[];
}

/** The one that took the most time comes first. */
export function statisticsOf({ statements, requests, began }: Sightings, now: number): StatisticsDocument {
  const known = [...statements].filter(({ text }) => text !== otherStatements).sort((a, b) => b.seconds - a.seconds);
  return {
    format: 1,
    seconds: (now - began) / 1000,
    requests: requests.all.used,
    statements: known.map((record) => ({
      text: record.text,
      calls: record.used,
      seconds: record.seconds,
      slowest: record.slowest,
      rows: record.rows,
      most_in_one_request: record.mostInOneRequest,
      requests: record.requests,
      largest: record.largest,
      routes: [...record.routes],
    })),
  };
}
