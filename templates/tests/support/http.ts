// What the tests of both APIs have in common: who asks, what may be asked, and texts that mean no good.

import type { Caller } from '../../api/runtime/caller.js';
import type { Service } from '../../api/runtime/service.js';
import { type Database, tables } from '../../orm/database.js';
import { scope } from '../../orm/runtime/session.js';

export const hostile = [
  "' OR 1=1 --",
  '"; DROP TABLE users; --',
  '\\',
  '%',
  '${process.exit()}',
  '\u0001`',
  'constructor',
  '__proto__',
  '(',
];

export const caller: Caller = { role: 'test', claims: { sub: 'test' } };

/** An API where everybody may do everything. */
export function everythingAllowed(db: Database): Service {
  return {
    db,
    scope: () => db[scope],
    tables,
    access: { of: () => ({}), calls: () => true },
    hooks: new Map(),
    limits: { rows: 1000, depth: 6 },
  };
}
