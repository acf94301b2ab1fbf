// What every API of the application is given: where statements run, what may be done, and how much.

import type { FastifyInstance } from 'fastify';

import type { Database } from '../../orm/database.js';
import type { Scope } from '../../orm/runtime/scope.js';
import type { Table } from '../../orm/runtime/table.js';
import type { Access } from './access.js';
import type { Caller } from './caller.js';
import type { Hooks } from './hooks.js';
import type { Onlooker } from './onlooker.js';

export interface Limits {
  /** The most rows that one answer holds. */
  readonly rows: number;
  /** How deep relations may be embedded in each other. */
  readonly depth: number;
}

export interface Service {
  /**
   * The models, for hooks and routes of one's own. What it is asked within a transaction of `scope` takes part in it.
   */
  readonly db: Database;
  /** Where a caller's statements run: with the caller's rights, where the database itself knows them. */
  readonly scope: (caller: Caller) => Scope;
  readonly tables: readonly Table[];
  readonly access: Access;
  readonly hooks: Hooks;
  readonly limits: Limits;
  /** May clients be told how the database does what they ask? */
  readonly explains?: boolean;
  readonly onlooker?: Onlooker;
}

/** What app/routes.ts exports. */
export type Routes = (app: FastifyInstance, service: Service) => void | Promise<void>;
