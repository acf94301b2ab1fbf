// What was asked of the database: the texts of statements as the driver was given them, with placeholders where values
// go, and figures for each.
//
// Values are not kept, with one exception: for each placeholder the largest whole number that stood there, which tells
// of deep offsets.

import type { Statement } from '../../../orm/runtime/build.js';
import type { Outcome } from '../../../orm/runtime/driver.js';
import { Bounded } from './bounded.js';
import type { Trace, Traces } from './trace.js';

const mostTexts = 1000;
const mostRoutes = 20;
const mostPlaceholders = 50;
/** A longer text is made by a program for one time only, as a rule: it is counted with the others. */
const longestText = 16_000;

/** What they are called together for which there is no room. */
export const otherStatements = '(other statements)';

export class StatementRecord {
  used = 0;
  last = 0;
  seconds = 0;
  slowest = 0;
  rows = 0;
  /** Calls of which the request is known, and how many requests those are. */
  #traced = 0;
  #requests = 0;
  /** How often one request ran it at most. */
  mostInOneRequest = 0;
  readonly largest: (number | null)[] = [];
  readonly routes = new Set<string>();

  constructor(readonly text: string) {}

  /** Requests that ran it: as many as the traced ones let expect. */
  get requests(): number {
    return this.#traced === 0 ? 0 : Math.round((this.used * this.#requests) / this.#traced);
  }

  begin(values: readonly unknown[], trace: Trace | undefined, now: number): void {
    ++this.used;
    this.last = now;
    this.#lookAt(values);
    if (trace) this.#belongsTo(trace);
  }

  end(seconds: number, rows: number): void {
    this.seconds += seconds;
    this.rows += rows;
    if (seconds > this.slowest) this.slowest = seconds;
  }

  #lookAt(values: readonly unknown[]): void {
    const count = Math.min(values.length, mostPlaceholders);
    for (let at = 0; at < count; ++at) {
      const known = (this.largest[at] ??= null);
      const value = wholeNumber(values[at]);
      if (value !== undefined && (known === null || value > known)) this.largest[at] = value;
    }
  }

  #belongsTo(trace: Trace): void {
    const count = trace.count(this);
    ++this.#traced;
    if (count > this.mostInOneRequest) this.mostInOneRequest = count;
    if (count > 1) return;
    ++this.#requests;
    if (this.routes.size < mostRoutes) this.routes.add(trace.series.name);
  }
}

function wholeNumber(value: unknown): number | undefined {
  if (typeof value === 'bigint') return Number(value);
  return typeof value === 'number' && Number.isInteger(value) ? value : undefined;
}

/** What begins and ends transactions says nothing about tables. */
const control = /^\s*(?:begin|start transaction|commit|rollback|savepoint|release)\b/i;

export class Statements {
  readonly #records = new Bounded(mostTexts, (text) => new StatementRecord(text), otherStatements);
  readonly #traces: Traces;

  constructor(traces: Traces) {
    this.#traces = traces;
  }

  /** Counts the statement, and gives who wants to know how it ended; nothing for what is not counted. */
  begin({ text, values }: Statement): ((rows: number) => void) | undefined {
    const now = Date.now();
    const record = this.#records.find(text) ?? this.#made(text, now);
    if (!record) return undefined;
    record.begin(values, this.#traces.current, now);
    const begun = performance.now();
    return (rows) => {
      record.end((performance.now() - begun) / 1000, rows);
    };
  }

  /** Counts a statement while it is run. Its answer does not wait for that. */
  timed(statement: Statement, run: (statement: Statement) => Promise<Outcome>): Promise<Outcome> {
    const ended = this.begin(statement);
    const outcome = run(statement);
    outcome.then(
      ({ rows, affected }) => ended?.(rows.length || affected),
      () => ended?.(0),
    );
    return outcome;
  }

  #made(text: string, now: number): StatementRecord | undefined {
    if (control.test(text)) return undefined;
    return text.length > longestText ? this.#records.others : this.#records.of(text, now);
  }

  get count(): number {
    return this.#records.size;
  }

  [Symbol.iterator](): Iterator<StatementRecord> {
    return this.#records[Symbol.iterator]();
  }
}
