// The values that rules compare with their limits.

import type { Series } from '../collect/series.js';
import type { Sightings } from '../collect/sightings.js';
import type { Tally } from '../collect/tally.js';
import type { Measure, Rule } from './rule.js';

/** What rules look at: everything that is counted, and what is unusual now, by route. */
export interface Observed {
  readonly sightings: Sightings;
  readonly anomalies: readonly { readonly name: string }[];
}

type Read = (tally: Tally, rule: Rule, observed: Observed) => number | undefined;

const measures: Readonly<Record<Measure, Read>> = {
  error_rate: ({ count, failed }) => (count === 0 ? undefined : failed / count),
  p50: ({ times }) => times.percentile(0.5),
  p95: ({ times }) => times.percentile(0.95),
  p99: ({ times }) => times.percentile(0.99),
  requests: ({ count }, { over }) => (count * 60_000) / over,
  pool_waiting: (_tally, _rule, { sightings }) => sightings.driver.pool().waiting,
  anomalies: (_tally, { route }, { anomalies }) =>
    anomalies.filter(({ name }) => route === undefined || name === route).length,
};

/** Nothing where nothing came that could be measured, and while the server is younger than the time that is. */
export function measured(rule: Rule, observed: Observed, now: number): number | undefined {
  const { sightings } = observed;
  if (now - sightings.began < rule.over) return undefined;
  return measures[rule.when](tallyOf(rule, sightings, now), rule, observed);
}

function tallyOf({ route, over }: Rule, { requests }: Sightings, now: number): Tally {
  const series: Series =
    route === undefined
      ? requests.all
      : (requests.routes.find(route) ?? requests.operations.find(route) ?? requests.nobody);
  return series.together(now, over / 1000);
}
