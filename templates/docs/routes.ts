// The documentation over HTTP: the API at /docs, the schema at /docs/schema, what both read at /openapi.json and /docs/schema.json.
//
// All of it is files of the application: they are read once, when the server starts, and sent as they are, compressed for who takes that. A browser asks
// again each time and mostly hears that nothing has changed. The pages run only what comes from here: see `POLICY`.

import { createHash } from 'node:crypto';
import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { extname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { gzip } from 'node:zlib';

import type { FastifyPluginCallback, FastifyReply, FastifyRequest } from 'fastify';

const POLICY =
  "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

const TYPES: ReadonlyMap<string, string> = new Map([
  ['.html', 'text/html; charset=utf-8'],
  ['.css', 'text/css; charset=utf-8'],
  ['.js', 'text/javascript; charset=utf-8'],
  ['.json', 'application/json; charset=utf-8'],
  ['.svg', 'image/svg+xml'],
]);

const compress = promisify(gzip);

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
    ['/openapi.json', join(docs, '../api/rest/openapi.json')],
    ...assets.map((name) => [`/docs/assets/${name}`, join(docs, 'pages/assets', name)] as const),
  ]);
}

/** One file, in memory, ready to be sent. */
class Resource {
  readonly #plain: Buffer;
  readonly #headers: Readonly<Record<string, string>>;
  #compressed: Promise<Buffer> | undefined;

  constructor(path: string) {
    this.#plain = readFileSync(path);
    this.#headers = {
      'content-type': TYPES.get(extname(path)) ?? 'application/octet-stream',
      'cache-control': 'no-cache',
      'content-security-policy': POLICY,
      'referrer-policy': 'no-referrer',
      'x-content-type-options': 'nosniff',
      etag: `"${createHash('sha256').update(this.#plain).digest('base64url')}"`,
      vary: 'accept-encoding',
    };
  }

  async send(request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply> {
    reply.headers(this.#headers);
    if (isKnown(request.headers['if-none-match'], this.#headers['etag'])) return reply.code(304).send();
    if (!takesGzip(request.headers['accept-encoding'])) return reply.send(this.#plain);
    this.#compressed ??= compress(this.#plain);
    return reply.header('content-encoding', 'gzip').send(await this.#compressed);
  }
}

/** Proxies that compress make an entity's tag weak. */
function isKnown(said: string | undefined, etag: string | undefined): boolean {
  return said?.split(',').some((tag) => tag.trim().replace(/^W\//, '') === etag) ?? false;
}

function takesGzip(said: string | string[] | undefined): boolean {
  return /\bgzip\b(?!\s*;\s*q=0(?:\.0*)?\s*(?:,|$))/.test(String(said ?? ''));
}

export const docsRoutes: FastifyPluginCallback = (app, _options, done) => {
  for (const [url, path] of files()) {
    const resource = new Resource(path);
    app.get(url, (request, reply) => resource.send(request, reply));
  }
  // Pages find their files from where they are, so that they work behind any prefix.
  app.get('/docs/', (_, reply) => reply.redirect('../docs'));
  app.get('/docs/schema/', (_, reply) => reply.redirect('../../docs/schema'));
  done();
};
