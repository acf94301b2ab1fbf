// Answers that are long enough are packed with gzip for clients that take it. Shorter ones would gain nothing, and
// other encodings little.

import { Readable, pipeline } from 'node:stream';
import { createGzip, gzip } from 'node:zlib';

import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';

const least = 1024;
const packable = /^(?:text\/|application\/(?:[\w.+-]*json|[\w.+-]*xml|javascript|yaml))/;

export function compression(app: FastifyInstance): void {
  app.addHook('onSend', (request, reply, payload, done) => {
    if (!takesGzip(request) || !isWorthIt(reply, payload)) {
      done(null, payload);
      return;
    }
    reply.header('content-encoding', 'gzip').header('vary', 'accept-encoding').removeHeader('content-length');
    if (payload instanceof Readable) {
      // Whoever reads the packed stream sees its error.
      done(
        null,
        pipeline(payload, createGzip(), () => undefined),
      );
    } else {
      gzip(payload as string | Buffer, done);
    }
  });
}

function takesGzip({ method, headers }: FastifyRequest): boolean {
  const accepted = headers['accept-encoding'];
  return (
    accepted !== undefined &&
    method !== 'HEAD' &&
    /(?:\bgzip\b|\*)(?!\s*;\s*q=0(?:\.0*)?\s*(?:,|$))/.test(String(accepted))
  );
}

function isWorthIt(reply: FastifyReply, payload: unknown): boolean {
  if (reply.hasHeader('content-encoding') || !packable.test(String(reply.getHeader('content-type') ?? '')))
    return false;
  return (
    payload instanceof Readable ||
    ((typeof payload === 'string' || Buffer.isBuffer(payload)) && payload.length >= least)
  );
}
