// The documentation over HTTP: the API at /docs, the schema at /docs/schema, what both read at /openapi.json and
// /docs/schema.json.
//
// All of it is files of the application, read when the server starts (server/asset.ts). The pages run only what comes
// from here: see `POLICY`.

import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

import type { FastifyPluginCallback } from 'fastify';

import { Asset } from '../server/asset.js';

const POLICY =
  "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

const DESCRIPTION = '/openapi.json';

/** This folder's files, which the compiler leaves where they are. */
function docsFolder(): string {
  const here = fileURLToPath(new URL('.', import.meta.url));
  return existsSync(join(here, 'pages')) ? here : join(here, '../../docs');
}

/** By the path that each is served at. */
function files(): ReadonlyMap<string, string> {
  const docs = docsFolder();
  const assets = readdirSync(join(docs, 'pages/assets')).sort();
  return new Map([
    ['/docs', join(docs, 'pages/index.html')],
    ['/docs/schema', join(docs, 'pages/schema.html')],
    ['/docs/schema.json', join(docs, 'schema.json')],
    [DESCRIPTION, join(docs, '../api/rest/openapi.json')],
    ...assets.map((name) => [`/docs/assets/${name}`, join(docs, 'pages/assets', name)] as const),
  ]);
}

export const docsRoutes: FastifyPluginCallback = (app, _options, done) => {
  for (const [url, path] of files()) {
    const asset = new Asset(path, POLICY);
    app.get(url, (request, reply) => asset.send(request, reply));
    // Where clients of PostgREST look for it.
    if (url === DESCRIPTION) app.get('/api/', (request, reply) => asset.send(request, reply));
  }
  // Pages find their files from where they are, so that they work behind any prefix.
  app.get('/docs/', (_, reply) => reply.redirect('../docs'));
  app.get('/docs/schema/', (_, reply) => reply.redirect('../../docs/schema'));
  done();
};
