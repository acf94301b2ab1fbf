// The user's own code, found when the server starts: app/hooks/<model>.ts, app/routes.ts and app/graphql.ts. None of it
// has to be there.

import { existsSync, readdirSync } from 'node:fs';

import type { FastifyInstance } from 'fastify';

import { nothingOwn, type Own } from '../api/graphql/own/own.js';
import type { Hooks, TableHooks } from '../api/runtime/hooks.js';
import type { Service } from '../api/runtime/service.js';
import type { Table } from '../orm/runtime/table.js';

const app = new URL('../app/', import.meta.url); // this file is in dist/server

/** What a file exports as its default. */
async function defaultOf(file: URL): Promise<unknown> {
  return ((await import(file.href)) as { default?: unknown }).default;
}

export async function loadHooks(tables: readonly Table[]): Promise<Hooks> {
  const folder = new URL('hooks/', app);
  const files = existsSync(folder) ? readdirSync(folder).filter((file) => file.endsWith('.js')) : [];
  const models = new Map(tables.map(({ model }) => [fileOf(model), model]));
  return new Map(
    await Promise.all(
      files.sort().map(async (file) => hooksIn(new URL(file, folder), file.slice(0, -'.js'.length), models)),
    ),
  );
}

async function hooksIn(url: URL, name: string, models: ReadonlyMap<string, string>): Promise<[string, TableHooks]> {
  const model = models.get(name);
  if (model === undefined)
    throw new Error(`app/hooks/${name}.ts is named after no model: there are ${[...models.keys()].join(', ')}`);
  const hooks = await defaultOf(url);
  if (typeof hooks !== 'object' || hooks === null)
    throw new Error(`app/hooks/${name}.ts should have \`export default hooks({ … })\``);
  return [model, hooks];
}

/** OrderItem is in order-item.ts, as in orm/models. */
function fileOf(model: string): string {
  return model.replace(/(?<=[^A-Z_])[A-Z]/g, '-$&').replace(/[A-Z]/g, (letter) => letter.toLowerCase());
}

export async function loadOwn(): Promise<Own> {
  const file = new URL('graphql.js', app);
  if (!existsSync(file)) return nothingOwn;
  const own = await defaultOf(file);
  if (typeof own !== 'object' || own === null || typeof (own as Partial<Own>).schema !== 'string')
    throw new Error('app/graphql.ts should have `export default graphql({ … })`');
  return own as Own;
}

export async function loadRoutes(server: FastifyInstance, service: Service): Promise<void> {
  const file = new URL('routes.js', app);
  if (!existsSync(file)) return;
  const routes = await defaultOf(file);
  if (typeof routes !== 'function')
    throw new Error('app/routes.ts should have `export default function routes(app, service) { … }`');
  await (routes as (server: FastifyInstance, service: Service) => unknown)(server, service);
}
