// Which request a statement belongs to. It is found without being passed on, by node's AsyncLocalStorage, since statements are also run by the
// application's own hooks and routes.

import { AsyncLocalStorage } from 'node:async_hooks';

/** Anything that is counted for each request that used it. */
export type Counted = object;

/** A request, or an operation of GraphQL, while it is answered. */
export class Trace {
  readonly #name: () => string;
  #first: Counted | undefined;
  #firstCount = 0;
  #others: Map<Counted, number> | undefined;

  constructor(name: () => string) {
    this.#name = name;
  }

  /** The route or the operation. */
  get name(): string {
    return this.#name();
  }

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

export class Traces {
  readonly #current = new AsyncLocalStorage<Trace>();

  get current(): Trace | undefined {
    return this.#current.getStore();
  }

  run<R>(trace: Trace, work: () => R): R {
    return this.#current.run(trace, work);
  }
}
