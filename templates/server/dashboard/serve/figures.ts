// What the page shows, as one document of JSON: figures of the last ten minutes, and of the statements since the server
// began.

import type { Sightings } from '../collect/sightings.js';
import type { Gauge } from '../collect/gauges.js';
import type { Series } from '../collect/series.js';
import type { StatementRecord } from '../collect/statements.js';
import { sumOf, type Tally } from '../collect/tally.js';
import type { Alerts } from '../alerts/alerts.js';
import type { AlertEvent } from '../alerts/rule.js';
import type { AlertState } from '../alerts/state.js';
import type { Anomaly } from '../judge/anomalies.js';

/** So many routes, operations and statements are shown: those that took the most time, or came the most often. */
const mostShown = 100;

export interface SeriesFigures {
  readonly name: string;
  /** In the last ten minutes, as everything here. */
  readonly requests: number;
  readonly failed: number;
  /** Seconds; null without requests. */
  readonly p50: number | null;
  readonly p95: number | null;
  readonly p99: number | null;
  /** By ten seconds, oldest first; the last one is not over yet. */
  readonly counts: readonly number[];
  readonly p95s: readonly (number | null)[];
}

export interface StatementFigures {
  readonly text: string;
  readonly calls: number;
  readonly seconds: number;
  readonly slowest: number;
  readonly rows: number;
  readonly mostInOneRequest: number;
  readonly routes: readonly string[];
}

export interface Figures {
  readonly time: number;
  readonly began: number;
  readonly all: SeriesFigures;
  readonly routes: readonly SeriesFigures[];
  readonly operations: readonly SeriesFigures[];
  readonly statements: readonly StatementFigures[];
  /** How many more there are. */
  readonly more: { readonly routes: number; readonly operations: number; readonly statements: number };
  readonly gauges: readonly Gauge[];
  readonly anomalies: readonly Anomaly[];
  readonly alerts: readonly AlertState[];
  /** What was told of them, the newest first. */
  readonly events: readonly AlertEvent[];
}

export function figuresOf(
  { requests, statements, gauges, began }: Sightings,
  now: number,
  anomalies: readonly Anomaly[],
  { states, events }: Alerts,
): Figures {
  const routes = seriesFigures(requests.routes, now);
  const operations = seriesFigures(requests.operations, now);
  const texts = [...statements].sort((a, b) => b.seconds - a.seconds);
  return {
    time: now,
    began,
    all: figuresOfOne(requests.all, now),
    routes: routes.slice(0, mostShown),
    operations: operations.slice(0, mostShown),
    statements: texts.slice(0, mostShown).map(statementFigures),
    more: { routes: beyond(routes), operations: beyond(operations), statements: beyond(texts) },
    gauges: gauges.read(),
    anomalies,
    alerts: states,
    events,
  };
}

function beyond(all: readonly unknown[]): number {
  return Math.max(0, all.length - mostShown);
}

/** Those that were asked for in the last ten minutes, the most frequent first. */
function seriesFigures(all: Iterable<Series>, now: number): SeriesFigures[] {
  const found = [...all].map((series) => figuresOfOne(series, now)).filter(({ requests }) => requests > 0);
  return found.sort((a, b) => b.requests - a.requests || (a.name < b.name ? -1 : 1));
}

function figuresOfOne(series: Series, now: number): SeriesFigures {
  const tallies = series.recent(now);
  const sum = sumOf(tallies.filter((tally) => tally !== undefined));
  return {
    name: series.name,
    requests: sum.count,
    failed: sum.failed,
    p50: percentile(sum, 0.5),
    p95: percentile(sum, 0.95),
    p99: percentile(sum, 0.99),
    counts: tallies.map((tally) => tally?.count ?? 0),
    p95s: tallies.map((tally) => percentile(tally, 0.95)),
  };
}

function percentile(tally: Tally | undefined, share: number): number | null {
  return tally?.times.percentile(share) ?? null;
}

function statementFigures({
  text,
  used,
  seconds,
  slowest,
  rows,
  mostInOneRequest,
  routes,
}: StatementRecord): StatementFigures {
  return { text, calls: used, seconds, slowest, rows, mostInOneRequest, routes: [...routes] };
}
