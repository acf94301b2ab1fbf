// How the tests make databases on a server of MySQL or MariaDB.

import { type Connection, createConnection } from 'mysql2/promise';

import type { ConnectionOptions } from '../../orm/engine/driver.js';
import { collation } from './schema.js';

/** `socket` in the URL is the path of the server's socket. */
export function optionsOf(url: URL): ConnectionOptions & { readonly url: string } {
  const socket = url.searchParams.get('socket');
  const plain = new URL(url.href.replace(/^mariadb:/, 'mysql:'));
  plain.searchParams.delete('socket');
  return { url: plain.href, ...(socket !== null && { socketPath: socket }) };
}

export function creation(name: string): readonly string[] {
  return [`CREATE DATABASE ${name}${collation === '' ? '' : ` COLLATE ${collation}`}`];
}

export function open(server: URL): Promise<Connection> {
  const { url, ...options } = optionsOf(server);
  return createConnection({ ...options, uri: url });
}
