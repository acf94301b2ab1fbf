// What the writing of a statement is given: the statement itself, who asks, and what there is.

import type { Build } from '../../../orm/runtime/build.js';
import { joined, where } from '../../../orm/runtime/where.js';
import type { Column } from '../../../orm/runtime/table.js';
import type { Grant, Verb } from '../../runtime/access.js';
import type { Caller } from '../../runtime/caller.js';
import { Problem } from '../../runtime/problem.js';
import type { Service } from '../../runtime/service.js';
import type { Test } from '../query/tree.js';
import type { Registry } from '../model/registry.js';
import type { Resource } from '../model/resource.js';

export interface Context {
  readonly build: Build;
  readonly registry: Registry;
  readonly service: Service;
  readonly caller: Caller;
  /** Where among the parameters the values of tests stand, for who wants to know. */
  readonly slots?: Map<Test, number> | undefined;
}

function denied(message: string): never {
  throw new Problem(403, '42501', message);
}

export function grantFor(
  { service, caller }: Pick<Context, 'service' | 'caller'>,
  resource: Resource,
  verb: Verb,
): Grant {
  return service.access.of(caller, resource.table, verb) ?? denied(`permission denied for table ${resource.name}`);
}

/** The column, if the caller may use it. */
export function permitted(resource: Resource, grant: Grant, column: Column): Column {
  if (grant.columns?.has(column.name) === false)
    denied(`permission denied for column ${column.name} of table ${resource.name}`);
  return column;
}

export function readable(context: Context, resource: Resource, name: string): Column {
  return permitted(resource, grantFor(context, resource, 'select'), resource.column(name));
}

/** The condition that the caller's rows meet; empty: all do. */
export function rowFilter({ build }: Context, resource: Resource, grant: Grant, alias: string): string {
  return grant.where === undefined ? '' : where(build, resource.table, alias, grant.where);
}

export { joined };
