// GraphiQL for browsers that open /graphql. The page is this folder's; GraphiQL and React are packages for development
// (`graphiql`, `react`, `react-dom`), read where npm has put them, so nothing comes from another host. Without them the
// page says how to get them.

import { existsSync, readdirSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';

import { Asset } from '../../../server/asset.js';
import { once } from '../once.js';

/** What is inlined are styles, which GraphiQL sets while it runs, and its fonts and pictures. No script is. */
const policy =
  "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; font-src 'self' data:; img-src 'self' data:; connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

/** By the name that the page asks for it. */
const packaged = {
  'react.js': 'react/umd/react.production.min.js',
  'react-dom.js': 'react-dom/umd/react-dom.production.min.js',
  'graphiql.js': 'graphiql/graphiql.min.js',
  'graphiql.css': 'graphiql/graphiql.min.css',
};

export type Page = (request: FastifyRequest, reply: FastifyReply) => Promise<FastifyReply> | FastifyReply;

/** Serves its files below /graphql, and gives what answers with the page. */
export function graphiql(server: FastifyInstance): Page {
  const found = Object.entries(packaged).map(([name, path]) => [name, packageFile(path)] as const);
  const missing = found.some(([, path]) => path === undefined);
  const folder = assetsFolder();
  const own = readdirSync(folder).map((name) => [name, join(folder, name)] as const);
  for (const [name, path] of [...own, ...found]) {
    if (path === undefined) continue;
    // Files are some megabytes, and mostly nobody asks for them.
    const read = once(() => new Asset(path, policy));
    server.get(`/assets/${name}`, (request, reply) => read().send(request, reply));
  }
  const page = once(() => new Asset(join(folder, missing ? 'missing.html' : 'page.html'), policy));
  // The page finds its files from where it is, so that it works behind any prefix.
  return (request, reply) =>
    pathOf(request).endsWith('/') ? reply.redirect('../graphql') : page().send(request, reply);
}

function packageFile(path: string): string | undefined {
  const folders = createRequire(import.meta.url).resolve.paths(path) ?? [];
  return folders.map((folder) => join(folder, path)).find((file) => existsSync(file));
}

/** The compiler leaves the files where they are. */
function assetsFolder(): string {
  const here = fileURLToPath(new URL('./assets', import.meta.url));
  return existsSync(here) ? here : fileURLToPath(new URL('../../../../api/graphql/graphiql/assets', import.meta.url));
}

function pathOf({ url }: FastifyRequest): string {
  return url.split('?')[0] ?? '';
}
