// A database for the tests, on the server that TEST_DATABASE_URL or DATABASE_URL names.

import { existsSync } from 'node:fs';
import process from 'node:process';
import { fileURLToPath } from 'node:url';

import { createDatabase, type Database } from '../../orm/database.js';
import { absentIn, fill, type Missing } from './fill.js';
import { statements } from './schema.js';
import { creation, open, optionsOf } from './server.js';

export interface TestDatabase {
  readonly db: Database;
  /** What of the schema could not be made: it needs something that was not read. */
  readonly missing: readonly Missing[];
  /** The models that are not there for that, and why. */
  readonly absent: ReadonlyMap<string, string>;
  readonly drop: () => Promise<void>;
}

const environment = fileURLToPath(new URL('../../../.env', import.meta.url)); // this file is in dist/tests/support

function serverUrl(): URL {
  if (process.env['DATABASE_URL'] === undefined && existsSync(environment)) process.loadEnvFile(environment);
  const url = process.env['TEST_DATABASE_URL'] ?? process.env['DATABASE_URL'];
  if (url === undefined) throw new Error('the tests need a server: DATABASE_URL, or TEST_DATABASE_URL');
  return new URL(url);
}

async function run(url: URL, texts: readonly string[]): Promise<void> {
  const client = await open(url);
  try {
    for (const text of texts) await client.query(text);
  } finally {
    await client.end();
  }
}

async function filled(url: URL): Promise<Missing[]> {
  const client = await open(url);
  try {
    return await fill(statements, (text) => client.query(text));
  } finally {
    await client.end();
  }
}

export async function createTestDatabase(): Promise<TestDatabase> {
  const server = serverUrl();
  const name = `test_${String(process.pid)}_${Date.now().toString(36)}`;
  await run(server, creation(name));
  const url = new URL(server);
  url.pathname = name;
  const missing = await filled(url);
  const db = createDatabase(optionsOf(url));
  const drop = async (): Promise<void> => {
    await db.close();
    await run(server, [`DROP DATABASE ${name}`]);
  };
  return { db, missing, absent: await absentIn(db, missing), drop };
}
