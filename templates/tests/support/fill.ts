// Makes the schema in a database, as far as it can be made: a view may call a function of a schema that was not read.

import { type Database, tables } from '../../orm/database.js';
import { Build } from '../../orm/runtime/build.js';
import { DatabaseError } from '../../orm/runtime/errors.js';
import { scope } from '../../orm/runtime/session.js';

export interface Missing {
  readonly statement: string;
  readonly reason: string;
}

/** Runs all of them, and gives those that failed. */
export async function fill(statements: readonly string[], run: (text: string) => unknown): Promise<Missing[]> {
  const missing: Missing[] = [];
  for (const statement of statements) {
    try {
      await run(statement);
    } catch (error) {
      missing.push({ statement, reason: error instanceof Error ? error.message : String(error) });
    }
  }
  return missing;
}

/** The models that have no table, and why. Where all of the schema was made, all have one. */
export async function absentIn(db: Database, missing: readonly Missing[]): Promise<ReadonlyMap<string, string>> {
  const reasons = new Map<string, string>();
  if (missing.length === 0) return reasons;
  for (const { model, sql } of tables) {
    try {
      await db[scope].run(new Build().statement(`select count(*) from ${sql}`));
    } catch (error) {
      if (!(error instanceof DatabaseError)) throw error;
      reasons.set(model, error.message);
    }
  }
  return reasons;
}
