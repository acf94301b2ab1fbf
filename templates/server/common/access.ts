// Who may do what: the rules of server/policies.ts for the APIs, which ask before they write SQL.
//
// Rules are read once. What a role may do with a table is found by two look-ups; only a filter that speaks of the
// caller's claims is made anew for each caller.

import type { Access, Grant, Verb } from '../api/runtime/access.js';
import type { Caller } from '../api/runtime/caller.js';
import type { Table } from '../orm/runtime/table.js';
import { type Claimed, filled, speaksOfClaims } from './claims.js';
import type { Configuration } from './configuration.js';

/** What a policy says of one verb. */
export interface Rule {
  /** Names of columns, as the database has them; absent: all. */
  readonly columns?: readonly string[];
  /** A filter of the ORM, in which claims stand for values. */
  readonly where?: Claimed;
}

export type TableRules = { readonly [V in Verb]?: Rule };

/** By role, then by model; `*` is every table that the role has no rules for. */
export type Policies = Readonly<Record<string, Readonly<Record<string, TableRules>>>>;

export function accessOf(policies: Policies | undefined, configuration: Configuration): Access {
  return policies ? writtenAccess(policies) : defaultAccess(configuration);
}

const everything: Grant = {};

/** Where no policy is written: in production, who has not said who they are may only read. */
function defaultAccess({ NODE_ENV, ANONYMOUS_ROLE }: Configuration): Access {
  const cautious = NODE_ENV === 'production';
  const may = (caller: Caller, reads: boolean): boolean => reads || !cautious || caller.role !== ANONYMOUS_ROLE;
  return { of: (caller, _table, verb) => (may(caller, verb === 'select') ? everything : undefined), calls: may };
}

type Granting = (caller: Caller, table: Table) => Grant;
type Roles = ReadonlyMap<string, ReadonlyMap<string, ReadonlyMap<string, Granting>>>;

function writtenAccess(policies: Policies): Access {
  const roles: Roles = mapOf(policies, (tables) => mapOf(tables, (rules) => mapOf(rules, granting)));
  return {
    of: (caller, table, verb) => {
      const tables = roles.get(caller.role);
      return (tables?.get(table.model) ?? tables?.get('*'))?.get(verb)?.(caller, table);
    },
    calls: ({ role }, reads) =>
      Object.hasOwn(policies, role) && mayTouchAll(policies[role] ?? {}, reads ? ['select'] : verbs),
  };
}

const verbs: readonly Verb[] = ['select', 'insert', 'update', 'delete'];

/** Nobody knows which tables a function touches: it is for those who may do that with every table, whole. */
function mayTouchAll(tables: Readonly<Record<string, TableRules>>, wanted: readonly Verb[]): boolean {
  const whole = (rules: TableRules): boolean =>
    wanted.every((verb) => rules[verb] && !rules[verb].columns && !rules[verb].where);
  return Object.hasOwn(tables, '*') && Object.values(tables).every(whole);
}

/** Maps, since a role or a table may be called `constructor`. */
function mapOf<T, R>(entries: Readonly<Record<string, T>>, make: (value: T) => R): ReadonlyMap<string, R> {
  return new Map(Object.entries(entries).map(([name, value]) => [name, make(value)]));
}

function granting({ columns, where }: Rule): Granting {
  const same: Grant = { ...(columns && { columns: new Set(columns) }), ...(where && { where }) };
  if (where === undefined || !speaksOfClaims(where)) return () => same;
  return ({ claims }, table) => ({ ...same, where: filled(where, table, claims) });
}
