// An event as people read it, in one line.

import type { AlertEvent, EventKind, Measure } from './rule.js';

const names: Readonly<Record<Measure, string>> = {
  error_rate: 'share of requests that failed',
  p50: 'median time of requests',
  p95: 'time of requests, p95',
  p99: 'time of requests, p99',
  requests: 'requests a minute',
  pool_waiting: 'waiting for a connection',
  anomalies: 'anomalies',
};

const times: readonly Measure[] = ['p50', 'p95', 'p99'];

const states: Readonly<Record<EventKind, string>> = { firing: 'Alert', 'still firing': 'Still', resolved: 'Resolved' };

export function subjectOf({ alert, state }: AlertEvent): string {
  return `${states[state]}: ${alert}`;
}

export function wordsOf(event: AlertEvent): string {
  const { when, route, value, is, limit, since } = event;
  const measure = `${names[when]}${route === null ? '' : ` of ${route}`}`;
  return `${subjectOf(event)}. ${measure}: ${value === null ? 'nothing to measure' : shown(when, value)} (limit: ${is} ${shown(when, limit)}), since ${since}`;
}

function shown(when: Measure, value: number): string {
  if (when === 'error_rate') return `${rounded(value * 100)} %`;
  return times.includes(when) ? `${rounded(value * 1000)} ms` : rounded(value);
}

function rounded(value: number): string {
  return String(Math.round(value * 100) / 100);
}
