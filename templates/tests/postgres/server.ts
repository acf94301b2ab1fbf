// How the tests make databases on a PostgreSQL server.

import pg from 'pg';

import type { ConnectionOptions } from '../../orm/engine/driver.js';
import { schemas } from './schema.js';

export function optionsOf(url: URL): ConnectionOptions {
  return { url: url.href };
}

/** Functions of the schema, which triggers call, may look for tables without saying in which schema. */
export function creation(name: string): readonly string[] {
  const path = ['$user', ...new Set(['public', ...schemas])].map((schema) => pg.escapeIdentifier(schema));
  return [`CREATE DATABASE ${name}`, `ALTER DATABASE ${name} SET search_path = ${path.join(', ')}`];
}

export async function open(url: URL): Promise<pg.Client> {
  const client = new pg.Client({ connectionString: url.href });
  await client.connect();
  return client;
}
