// A database for the tests: a file in a temporary folder.

import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';

import Sqlite from 'better-sqlite3';

import { createDatabase, type Database } from '../../orm/database.js';
import { absentIn, fill, type Missing } from './fill.js';
import { statements } from './schema.js';

export interface TestDatabase {
  readonly db: Database;
  /** What of the schema could not be made: it needs something that was not read. */
  readonly missing: readonly Missing[];
  /** The models that are not there for that, and why. */
  readonly absent: ReadonlyMap<string, string>;
  readonly drop: () => Promise<void>;
}

export async function createTestDatabase(): Promise<TestDatabase> {
  const folder = mkdtempSync(path.join(tmpdir(), 'test-'));
  const file = path.join(folder, 'test.db');
  const made = new Sqlite(file);
  const missing = await fill(statements, (text) => made.exec(text));
  made.close();
  const db = createDatabase({ url: `sqlite:${encodeURI(file)}` });
  const drop = async (): Promise<void> => {
    await db.close();
    rmSync(folder, { recursive: true });
  };
  return { db, missing, absent: await absentIn(db, missing), drop };
}
