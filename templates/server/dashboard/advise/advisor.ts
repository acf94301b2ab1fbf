// Advice on what was measured, from the program sqlx: `sqlx advise` is given the figures of the statements and asks the
// database for its plans.
//
// It is started while somebody looks at the page, and no more than once a minute. It finds the database by the
// environment, so that no password stands on a command line, and is given no other secret.

import process from 'node:process';

import { type Advice, adviceIn, complaintIn } from './answer.js';
import type { StatisticsDocument } from './document.js';
import { runProgram } from './program.js';

/** What the page is told. `absent`: the server was not told where the program is. */
export interface AdviceState {
  readonly state: 'absent' | 'asking' | 'ready' | 'failed';
  /** When the advice was given that is shown. */
  readonly at: number | null;
  readonly advice: Advice | null;
  readonly trouble: string | null;
}

const between = 60_000;
const bounds = { milliseconds: 45_000, bytes: 8_000_000 };
const longestTrouble = 1000;

/** What it needs of the environment: where programs and libraries are, and how the database is reached. */
const passed = /^(?:PATH|HOME|LANG|LC_\w+|TZ|TMPDIR|LD_LIBRARY_PATH|PG\w+)$/;

export class Advisor {
  readonly #program: string;
  readonly #url: string;
  readonly #statistics: () => StatisticsDocument;
  #state: AdviceState = { state: 'asking', at: null, advice: null, trouble: null };
  #asking = false;
  #asked = -Infinity;

  constructor(program: string, url: string, statistics: () => StatisticsDocument) {
    this.#program = program;
    this.#url = url;
    this.#statistics = statistics;
    if (program === '') this.#state = { state: 'absent', at: null, advice: null, trouble: null };
  }

  /** What is known, and new advice in a while. */
  look(): AdviceState {
    if (this.#program !== '' && !this.#asking && performance.now() - this.#asked > between) void this.#ask();
    return this.#state;
  }

  async #ask(): Promise<void> {
    this.#asking = true;
    this.#asked = performance.now();
    try {
      const { code, out, error } = await runProgram(
        this.#program,
        ['advise', '--statistics', '-', '--format', 'json'],
        JSON.stringify(this.#statistics()),
        variables(this.#url),
        bounds,
      );
      const advice = code === 0 ? adviceIn(out) : undefined;
      this.#state = advice
        ? { state: 'ready', at: Date.now(), advice, trouble: null }
        : this.#failed(complaintIn(out) ?? troubleIn(code, error));
    } catch (error) {
      this.#state = this.#failed(
        `it can not be started (${(error as NodeJS.ErrnoException).code ?? 'no reason given'})`,
      );
    }
    this.#asking = false;
  }

  /** The advice from before stays. */
  #failed(trouble: string): AdviceState {
    return { ...this.#state, state: 'failed', trouble: trouble.slice(0, longestTrouble) };
  }
}

function troubleIn(code: number | null, error: string): string {
  if (code === null) return 'it took too long';
  return error.trim() || `it ended with exit code ${String(code)}`;
}

function variables(url: string): NodeJS.ProcessEnv {
  const kept = Object.entries(process.env).filter(([name]) => passed.test(name));
  return { ...Object.fromEntries(kept), ...(url !== '' && { DATABASE_URL: url }), NO_COLOR: '1' };
}
