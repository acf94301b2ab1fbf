// Statements of reads that have been written before: the same question of the same role is the same statement.
//
// Only what depends on nothing else is kept: a row filter speaks of the caller, so a read that one applies to is
// written anew each time.

import type { Statement } from '../../../orm/runtime/build.js';
import type { Caller } from '../../runtime/caller.js';
import type { Service } from '../../runtime/service.js';
import type { Resource } from '../model/resource.js';
import type { Query } from '../query/tree.js';
import type { Asking } from './read.js';

export interface Plan {
  readonly query: Query;
  readonly statement: Statement;
  /** Where the values of a question stand among the statement's (questions.ts). */
  readonly slots?: readonly number[];
}

/** The oldest goes when there are more. */
const most = 1000;

export class Plans {
  readonly #kept = new Map<string, Plan>();

  get count(): number {
    return this.#kept.size;
  }

  /** The plan of a question, which `make` writes if it is new. */
  of<A extends Asking>(asked: A, resource: Resource, question: string, make: (asked: A) => Plan): Plan {
    const key = keyOf(asked.caller, resource, question);
    const known = this.#kept.get(key);
    if (known) return known;
    const { noting, personal } = notingFilters(asked);
    const plan = make(noting);
    if (!personal()) this.#keep(key, plan);
    return plan;
  }

  #keep(key: string, plan: Plan): void {
    const [oldest] = this.#kept.size < most ? [] : this.#kept.keys();
    if (oldest !== undefined) this.#kept.delete(oldest);
    this.#kept.set(key, plan);
  }
}

function keyOf({ role }: Caller, { schema, name }: Resource, question: string): string {
  return `${role}\0${schema}\0${name}\0${question}`;
}

/** The same, but it is noticed whether a filter on rows was asked for. */
function notingFilters<A extends Asking>(asked: A): { noting: A; personal: () => boolean } {
  let personal = false;
  const { access } = asked.service;
  const of: Service['access']['of'] = (caller, table, verb) => {
    const grant = access.of(caller, table, verb);
    personal ||= grant?.where !== undefined;
    return grant;
  };
  return { noting: { ...asked, service: { ...asked.service, access: { of } } }, personal: () => personal };
}
