// A rule of `alerts` in sqlx.yaml, and what is sent when it holds. server/alerts.ts has the rules of this application.

import type { Configuration } from '../../configuration.js';

export type Measure = 'error_rate' | 'p50' | 'p95' | 'p99' | 'requests' | 'pool_waiting' | 'anomalies';

export type TargetName = 'webhook' | 'slack' | 'email';

export interface Rule {
  readonly name: string;
  readonly when: Measure;
  /**
   * The value is too high, or too low. Times are in seconds, `error_rate` is a share, `requests` are those of a minute.
   */
  readonly is: 'above' | 'below';
  readonly limit: number;
  /** Of one route or operation; absent: of all requests. */
  readonly route?: string;
  /** How long the time is that is measured, in milliseconds. */
  readonly over: number;
  /** How long it must hold, in milliseconds. */
  readonly for: number;
  /** After how long it is told again while it holds, in milliseconds; 0: never. */
  readonly again: number;
  readonly to: readonly TargetName[];
}

export type EventKind = 'firing' | 'still firing' | 'resolved';

/** What is told of a rule. Its JSON is the body that a webhook gets. */
export interface AlertEvent {
  readonly alert: string;
  readonly state: EventKind;
  readonly when: Measure;
  readonly route: string | null;
  /** Null where nothing came that could be measured. */
  readonly value: number | null;
  readonly is: Rule['is'];
  readonly limit: number;
  /** Since when it holds, and when this was found, as ISO 8601. */
  readonly since: string;
  readonly at: string;
}

/** Rejected if it did not arrive. What went wrong is said without the address, which may hold a secret. */
export type Send = (event: AlertEvent) => Promise<void>;

/** How a target is reached, or which variable of the environment is missing for that. */
export type Target = (configuration: Configuration) => Send | { readonly missing: string };

export type Targets = Readonly<Partial<Record<TargetName, Target>>>;
