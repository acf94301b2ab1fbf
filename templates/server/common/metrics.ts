// /metrics in the text format of Prometheus: how long requests take, what the pool of connections does, how the process
// is.
//
// Labels are the route's pattern, the method and the status, all of which are few; nothing that a client makes up
// becomes one.

import { timingSafeEqual } from 'node:crypto';
import { monitorEventLoopDelay } from 'node:perf_hooks';
import process from 'node:process';

import type { FastifyInstance } from 'fastify';

import { Problem } from '../api/runtime/problem.js';
import type { Driver } from '../orm/runtime/driver.js';
import type { Configuration } from './configuration.js';
import type { Watch } from './watch.js';

const bounds = [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10];

class Histogram {
  readonly #counts = new Array<number>(bounds.length + 1).fill(0);
  #sum = 0;
  #count = 0;

  observe(seconds: number): void {
    let at = 0;
    while (at < bounds.length && seconds > (bounds[at] as number)) ++at;
    this.#counts[at] = (this.#counts[at] as number) + 1;
    this.#sum += seconds;
    ++this.#count;
  }

  lines(name: string, labels: string): string[] {
    let below = 0;
    const buckets = bounds.map(
      (bound, at) => `${name}_bucket{${labels},le="${String(bound)}"} ${String((below += this.#counts[at] as number))}`,
    );
    return [
      ...buckets,
      `${name}_bucket{${labels},le="+Inf"} ${String(this.#count)}`,
      `${name}_sum{${labels}} ${String(this.#sum)}`,
      `${name}_count{${labels}} ${String(this.#count)}`,
    ];
  }
}

export function metrics(app: FastifyInstance, watch: Watch, driver: Driver, configuration: Configuration): void {
  if (!configuration.METRICS) return;
  const requests = countRequests(watch);
  const state = watchProcess(app);
  app.get('/metrics', (request, reply) => {
    if (!mayRead(configuration, request.headers.authorization)) {
      throw new Problem(401, 'HTTP401', 'the metrics need their token', { headers: { 'www-authenticate': 'Bearer' } });
    }
    const text = [...requests(), ...poolLines(driver), ...state()].join('\n');
    return reply.type('text/plain; version=0.0.4; charset=utf-8').send(`${text}\n`);
  });
}

type Lines = () => string[];

function countRequests(watch: Watch): Lines {
  const name = 'http_request_duration_seconds';
  const times = new Map<string, Histogram>();
  let open = 0;
  watch.whenBegun(() => {
    ++open;
  });
  watch.whenEnded((request, reply) => {
    --open;
    // No blank is in a method or status.
    const kind = `${request.method} ${String(reply.statusCode)} ${request.routeOptions.url ?? 'none'}`;
    let histogram = times.get(kind);
    if (!histogram) times.set(kind, (histogram = new Histogram()));
    histogram.observe(reply.elapsedTime / 1000);
  });
  return () => [
    ...family(
      name,
      'histogram',
      'How long requests took.',
      [...times].flatMap(([kind, one]) => one.lines(name, labelsOf(kind))),
    ),
    ...gauge('http_requests_open', 'Requests that are being answered.', open),
  ];
}

function poolLines(driver: Driver): string[] {
  const { used, waiting, most } = driver.pool();
  return [
    ...gauge('database_connections_used', 'Connections that run a statement or a transaction.', used),
    ...gauge('database_connections_most', 'Connections that there may be.', most),
    ...gauge('database_requests_waiting', 'Statements and transactions that wait for a connection.', waiting),
  ];
}

function watchProcess(app: FastifyInstance): Lines {
  const delay = monitorEventLoopDelay({ resolution: 20 });
  delay.enable();
  app.addHook('onClose', (_app, done) => {
    delay.disable();
    done();
  });
  return () => {
    const late = delay.percentile(99) / 1e9;
    delay.reset();
    const { user, system } = process.cpuUsage();
    const cpu = 'process_cpu_seconds_total';
    return [
      ...gauge(
        'event_loop_delay_p99_seconds',
        'How late the event loop was in 99 of 100 turns since the last reading.',
        Number.isFinite(late) ? late : 0,
      ),
      ...gauge('process_resident_memory_bytes', 'Memory.', process.memoryUsage.rss()),
      ...gauge('process_uptime_seconds', 'Since the process began.', process.uptime()),
      ...family(cpu, 'counter', 'Processor time.', [`${cpu} ${String((user + system) / 1e6)}`]),
    ];
  };
}

function family(name: string, type: string, help: string, lines: readonly string[]): string[] {
  return [`# HELP ${name} ${help}`, `# TYPE ${name} ${type}`, ...lines];
}

function gauge(name: string, help: string, value: number): string[] {
  return family(name, 'gauge', help, [`${name} ${String(value)}`]);
}

function labelsOf(kind: string): string {
  const [method = '', status = '', ...route] = kind.split(' ');
  return `route="${label(route.join(' '))}",method="${label(method)}",status="${status}"`;
}

function label(text: string): string {
  return text.replace(/[\\"\n]/g, (sign) => (sign === '\n' ? '\\n' : `\\${sign}`));
}

/** Without METRICS_TOKEN whoever reaches the server may. */
function mayRead({ METRICS_TOKEN: token }: Configuration, given: string | undefined): boolean {
  if (token === '') return true;
  const expected = Buffer.from(token);
  const said = Buffer.from(given?.replace(/^bearer\s+/i, '') ?? '');
  return said.length === expected.length && timingSafeEqual(said, expected);
}
