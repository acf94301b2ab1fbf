// Which request a statement belongs to. It is found without being passed on, by node's AsyncLocalStorage, since
// statements are also run by the application's own hooks and routes.
//
// While it is used, every promise costs a little more, which under load would be a tenth of a request's time. So only
// so many requests of each second are traced: all of them while one develops, and enough to know what each route does
// where there are thousands.

import { AsyncLocalStorage } from 'node:async_hooks';

import type { Series } from './series.js';

/** Anything that is counted for each request that used it. */
export type Counted = object;

/** A request, or an operation of GraphQL, while it is answered. */
export class Trace {
  #first: Counted | undefined;
  #firstCount = 0;
  #others: Map<Counted, number> | undefined;

  /** `series` is of the route or the operation. */
  constructor(readonly series: Series) {}

  /** How often this was used by now, with this time. Most requests use one thing only. */
  count(thing: Counted): number {
    this.#first ??= thing;
    if (this.#first === thing) return ++this.#firstCount;
    this.#others ??= new Map();
    const count = (this.#others.get(thing) ?? 0) + 1;
    this.#others.set(thing, count);
    return count;
  }
}

const mostInASecond = 100;

export class Traces {
  readonly #current = new AsyncLocalStorage<Trace>();
  #second = 0;
  #traced = 0;

  get current(): Trace | undefined {
    return this.#current.getStore();
  }

  run<R>(trace: Trace, work: () => R): R {
    return this.#mayTrace() ? this.#current.run(trace, work) : work();
  }

  /** What is still traced when it was enough loses its trace, and counts as far as it has come. */
  #mayTrace(): boolean {
    const second = Math.floor(Date.now() / 1000);
    if (second !== this.#second) [this.#second, this.#traced] = [second, 0];
    ++this.#traced;
    if (this.#traced === mostInASecond) this.#current.disable();
    return this.#traced < mostInASecond;
  }
}
