// Where a caller's statements run: as whom DATABASE_URL says, or with DATABASE_CALLER_ROLES as the caller, if the
// database can do that.

import type { Caller } from '../api/runtime/caller.js';
import type { Scope } from '../orm/runtime/scope.js';
import { type Configuration, ConfigurationError } from './configuration.js';
import { callerScope } from './engine/rights.js';

export function scopes(scope: Scope, { DATABASE_CALLER_ROLES: asCaller }: Configuration): (caller: Caller) => Scope {
  if (!asCaller) return () => scope;
  const within = callerScope;
  if (!within)
    throw new ConfigurationError([
      'DATABASE_CALLER_ROLES asks this database to check the rights of callers, which it can not: leave it out, and write policies',
    ]);
  return (caller) => within(scope, caller);
}
