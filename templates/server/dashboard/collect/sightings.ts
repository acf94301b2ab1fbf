// All that is counted while the server works, put together.

import type { FastifyInstance, FastifyRequest } from 'fastify';

import type { Onlooker } from '../../../api/runtime/onlooker.js';
import type { Driver } from '../../../orm/runtime/driver.js';
import type { Watch } from '../../watch.js';
import { countedDriver } from './driver.js';
import { Gauges } from './gauges.js';
import { Requests } from './requests.js';
import { Statements } from './statements.js';
import { Trace, Traces } from './trace.js';

export class Sightings {
  readonly began = Date.now();
  readonly requests = new Requests();
  readonly gauges: Gauges;
  /** What statements are asked through. */
  readonly driver: Driver;
  readonly #traces = new Traces();
  /** Of requests that a handler answers. */
  readonly #of = new WeakMap<FastifyRequest, Trace>();
  readonly statements = new Statements(this.#traces);

  constructor(driver: Driver) {
    this.driver = countedDriver(driver, this.statements);
    this.gauges = new Gauges(driver.pool);
    this.gauges.add('statements known', () => this.statements.count);
  }

  /** Counts the requests of the server, but for those of the dashboard itself. */
  watch(app: FastifyInstance, watch: Watch, own: string): void {
    watch.whenEnded((request, reply) => {
      if (!request.url.startsWith(own))
        this.requests.answered(this.#of.get(request)?.series ?? this.requests.route(request), reply);
    });
    app.addHook('onRoute', ({ method, url }) => {
      for (const one of [method].flat()) this.requests.names.add(one, url);
    });
    // The body has been read by now: what reads it would lose the trace.
    app.addHook('preHandler', (request, _reply, done) => {
      const trace = new Trace(this.requests.route(request));
      this.#of.set(request, trace);
      this.#traces.run(trace, done);
    });
    app.addHook('onClose', (_app, done) => {
      this.gauges.close();
      done();
    });
  }

  onlooker(): Onlooker {
    return {
      know: (names) => {
        this.requests.names.know(names);
      },
      keeps: (what, count) => {
        this.gauges.add(what, count);
      },
      operation: (name, work) => this.#operation(name, work),
    };
  }

  async #operation(name: string, work: () => Promise<string>): Promise<string> {
    const series = this.requests.operation(name);
    const begun = performance.now();
    let failed = true;
    try {
      const text = await this.#traces.run(new Trace(series), work);
      failed = text.startsWith('{"errors"');
      return text;
    } finally {
      series.add(Date.now(), (performance.now() - begun) / 1000, failed);
    }
  }
}
