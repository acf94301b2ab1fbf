// The rules of sqlx.yaml, looked at every few seconds, and what they say sent to where they say.

import type { FastifyBaseLogger } from 'fastify';

import { type Configuration, ConfigurationError } from '../../configuration.js';
import { Delivery } from './delivery.js';
import { measured, type Observed } from './measures.js';
import type { AlertEvent, Rule, Send, TargetName, Targets } from './rule.js';
import { type AlertState, RuleState, type Told } from './state.js';

const betweenLooks = 5000;
const mostRemembered = 50;

export class Alerts {
  readonly #rules: readonly (readonly [Rule, RuleState])[];
  readonly #deliveries: ReadonlyMap<TargetName, Delivery>;
  readonly #observe: (now: number) => Observed;
  #events: readonly AlertEvent[] = [];
  #timer: NodeJS.Timeout | undefined;

  constructor(
    rules: readonly Rule[],
    sends: ReadonlyMap<TargetName, Send>,
    log: FastifyBaseLogger,
    observe: (now: number) => Observed,
  ) {
    this.#rules = rules.map((rule) => [rule, new RuleState(rule)] as const);
    this.#deliveries = new Map([...sends].map(([name, send]) => [name, new Delivery(name, send, log)]));
    this.#observe = observe;
  }

  start(): void {
    if (this.#rules.length === 0) return;
    this.#timer = setInterval(() => {
      this.look(Date.now());
    }, betweenLooks).unref();
  }

  close(): void {
    clearInterval(this.#timer);
    for (const delivery of this.#deliveries.values()) delivery.close();
  }

  look(now: number): void {
    const observed = this.#observe(now);
    for (const [rule, state] of this.#rules) {
      const value = measured(rule, observed, now);
      const told = state.next(now, value);
      if (told) this.#tell(rule, eventOf(rule, told, value, now));
    }
  }

  #tell({ to }: Rule, event: AlertEvent): void {
    this.#events = [event, ...this.#events].slice(0, mostRemembered);
    for (const name of to) this.#deliveries.get(name)?.add(event);
  }

  /** Rules about routes that requests can't have are a mistake; operations of GraphQL may be called anything. */
  lost(isRoute: (name: string) => boolean): Rule[] {
    return this.#rules.map(([rule]) => rule).filter(({ route }) => route?.includes('/') === true && !isRoute(route));
  }

  get states(): AlertState[] {
    return this.#rules.map(([, state]) => state.shown());
  }

  /** What was told, the newest first. */
  get events(): readonly AlertEvent[] {
    return this.#events;
  }
}

function eventOf(
  { name, when, route, is, limit }: Rule,
  { kind, since }: Told,
  value: number | undefined,
  now: number,
): AlertEvent {
  return {
    alert: name,
    state: kind,
    when,
    route: route ?? null,
    value: value ?? null,
    is,
    limit,
    since: new Date(since).toISOString(),
    at: new Date(now).toISOString(),
  };
}

/** How each target is reached that a rule names. All that the environment lacks for that is told at once. */
export function sendsOf(rules: readonly Rule[], targets: Targets, configuration: Configuration): Map<TargetName, Send> {
  const sends = new Map<TargetName, Send>();
  const findings: string[] = [];
  for (const name of new Set(rules.flatMap(({ to }) => to))) {
    const send = targets[name]?.(configuration) ?? { missing: 'a way to send' };
    if (typeof send === 'function') sends.set(name, send);
    else findings.push(`\`alerts\` in sqlx.yaml sends to ${name}: ${send.missing} is missing`);
  }
  if (findings.length > 0) throw new ConfigurationError(findings);
  return sends;
}
