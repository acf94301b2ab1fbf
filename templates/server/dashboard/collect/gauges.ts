// Figures that are what they are at the moment: the pool of connections, what is kept for the next request, how the
// process is.

import { monitorEventLoopDelay } from 'node:perf_hooks';
import process from 'node:process';

import type { PoolState } from '../../../orm/runtime/driver.js';

export interface Gauge {
  readonly name: string;
  readonly value: number;
  readonly unit?: 'bytes' | 'seconds' | 'share';
  /** What it can't be above. */
  readonly most?: number;
}

export class Gauges {
  readonly #kept = new Map<string, () => number>();
  readonly #delay = monitorEventLoopDelay({ resolution: 20 });
  readonly #pool: () => PoolState;
  #cpu = process.cpuUsage();
  #time = performance.now();
  #busy = 0;
  #late = 0;

  constructor(pool: () => PoolState) {
    this.#pool = pool;
    this.#delay.enable();
  }

  /** Something that the application keeps, and how many of it. */
  add(name: string, read: () => number): void {
    this.#kept.set(name, read);
  }

  read(): Gauge[] {
    const { used, most, waiting } = this.#pool();
    this.#measure();
    return [
      { name: 'connections in use', value: used, most },
      { name: 'waiting for a connection', value: waiting },
      ...[...this.#kept].map(([name, read]) => ({ name, value: read() })),
      { name: 'memory', value: process.memoryUsage.rss(), unit: 'bytes' },
      { name: 'processor', value: this.#busy, unit: 'share' },
      { name: 'event loop late, p99', value: this.#late, unit: 'seconds' },
    ];
  }

  close(): void {
    this.#delay.disable();
  }

  /** Several may look at once, so it is measured from second to second, not from look to look. */
  #measure(): void {
    const elapsed = performance.now() - this.#time;
    if (elapsed < 1000) return;
    const { user, system } = process.cpuUsage(this.#cpu);
    this.#busy = (user + system) / 1000 / elapsed;
    const late = this.#delay.percentile(99) / 1e9;
    this.#late = Number.isFinite(late) ? late : 0;
    this.#cpu = process.cpuUsage();
    this.#time = performance.now();
    this.#delay.reset();
  }
}
