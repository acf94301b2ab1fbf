// What `sqlx dev` says, on the pages that the server serves: what is wrong with the application that somebody works on,
// while this one, the last that was right, still answers. Pages are loaded again when another server answers them.
//
// It says so over the channel that Node has between a process and the one that started it. Each page of this server
// gets a script, which hears of it by a stream of events.

import { randomUUID } from 'node:crypto';
import { existsSync } from 'node:fs';
import type { ServerResponse } from 'node:http';
import process from 'node:process';
import { fileURLToPath } from 'node:url';

import type { FastifyInstance, FastifyRequest } from 'fastify';

import { Asset } from '../asset.js';

const stream = '/dev/notices';
const script = '/dev/page.js';

export function notices(app: FastifyInstance): void {
  tellPages(app);
  addScript(app);
}

function tellPages(app: FastifyInstance): void {
  const server = randomUUID();
  const pages = new Set<ServerResponse>();
  let troubles = '';
  const event = (): string => `retry: 500\ndata: ${JSON.stringify({ server, troubles })}\n\n`;
  process.on('message', (message: unknown) => {
    troubles = troublesOf(message);
    for (const page of pages) page.write(event());
  });
  process.channel?.unref(); // it alone keeps nothing running
  app.get(stream, (_, reply) => {
    reply.hijack();
    reply.raw.writeHead(200, { 'content-type': 'text/event-stream', 'cache-control': 'no-store' }).write(event());
    pages.add(reply.raw);
    reply.raw.once('close', () => pages.delete(reply.raw));
  });
  app.addHook('preClose', (done) => {
    for (const page of pages) page.end();
    done();
  });
}

function troublesOf(message: unknown): string {
  const said = typeof message === 'object' && message !== null && 'troubles' in message ? message.troubles : undefined;
  return typeof said === 'string' ? said : '';
}

/** Pages are asked for plainly here, so that they come as they are written. */
function addScript(app: FastifyInstance): void {
  const asset = new Asset(scriptFile(), "default-src 'none'");
  app.get(script, (request, reply) => asset.send(request, reply));
  app.addHook('onRequest', (request, _, done) => {
    if (asksForPage(request)) delete request.headers['accept-encoding'];
    if (asksForPage(request)) delete request.headers['if-none-match'];
    done();
  });
  app.addHook('onSend', (_, reply, payload, done) => {
    const isPage =
      String(reply.getHeader('content-type')).startsWith('text/html') &&
      (typeof payload === 'string' || Buffer.isBuffer(payload));
    done(
      null,
      isPage ? payload.toString().replace('</head>', `<script src="${script}" defer></script></head>`) : payload,
    );
  });
}

function asksForPage({ headers }: FastifyRequest): boolean {
  return headers.accept?.includes('text/html') ?? false;
}

/** The compiler leaves it where it is. */
function scriptFile(): string {
  const here = fileURLToPath(new URL('page.js', import.meta.url));
  return existsSync(here) ? here : fileURLToPath(new URL('../../../server/development/page.js', import.meta.url));
}
