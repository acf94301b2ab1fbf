// A file of the application that browsers are given as it is: read once, compressed for who takes that. A browser asks
// again each time and mostly hears that nothing has changed. `policy` says what a page may do; see
// Content-Security-Policy.

import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { extname } from 'node:path';
import { promisify } from 'node:util';
import { gzip } from 'node:zlib';

import type { FastifyReply, FastifyRequest } from 'fastify';

const types: ReadonlyMap<string, string> = new Map([
  ['.html', 'text/html; charset=utf-8'],
  ['.css', 'text/css; charset=utf-8'],
  ['.js', 'text/javascript; charset=utf-8'],
  ['.json', 'application/json; charset=utf-8'],
  ['.svg', 'image/svg+xml'],
]);

const compress = promisify(gzip);

export class Asset {
  readonly #plain: Buffer;
  readonly #headers: Readonly<Record<string, string>>;
  #compressed: Promise<Buffer> | undefined;

  constructor(path: string, policy: string) {
    this.#plain = readFileSync(path);
    this.#headers = {
      'content-type': types.get(extname(path)) ?? 'application/octet-stream',
      'cache-control': 'no-cache',
      'content-security-policy': policy,
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
