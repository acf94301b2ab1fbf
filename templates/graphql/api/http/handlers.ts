// POST and GET of /graphql, as the specification of GraphQL over HTTP says.

import type { FastifyReply, FastifyRequest } from 'fastify';
import { OperationTypeNode } from 'graphql';

import type { Caller } from '../../runtime/caller.js';
import { Refusal, refusalOf } from '../refusal.js';
import type { Serving } from '../serving.js';
import { refuseForeign, refuseOtherTypes } from './forgery.js';
import { classic, type Media, mediaFor, modern } from './media.js';
import { type Asked, askedIn, askedInSearch, bodyValue } from './request.js';

export interface Handlers {
  readonly post: (request: FastifyRequest, reply: FastifyReply) => Promise<FastifyReply>;
  readonly get: (request: FastifyRequest, reply: FastifyReply) => Promise<FastifyReply>;
}

export function handlersOf(serving: Serving, mostBatch: number): Handlers {
  return {
    post: async (request, reply) => {
      const media = mediaFor(request.headers.accept);
      refuseOtherTypes(request.headers['content-type']);
      const value = bodyValue(request.body);
      if (Array.isArray(value)) return send(reply, classic, await batch(serving, value, request, mostBatch));
      return send(reply, media, await answered(serving, askedIn(value), request.caller, true));
    },
    get: async (request, reply) => {
      const media = mediaFor(request.headers.accept);
      refuseForeign(request.headers);
      const mark = request.url.indexOf('?');
      const asked = askedInSearch(mark < 0 ? '' : request.url.slice(mark + 1));
      return send(reply, media, await answered(serving, asked, request.caller, false));
    },
  };
}

async function answered(serving: Serving, asked: Asked, caller: Caller, mayWrite: boolean): Promise<string> {
  const ready = serving.ready(asked, caller);
  const { operation } = ready.definition;
  if (operation === OperationTypeNode.SUBSCRIPTION) {
    throw Refusal.malformed(405, 'BAD_REQUEST', 'subscriptions are for WebSockets', {
      hint: 'Use the protocol graphql-transport-ws at the same address.',
      headers: { allow: 'GET, POST' },
    });
  }
  if (operation === OperationTypeNode.MUTATION && !mayWrite)
    throw Refusal.malformed(405, 'BAD_REQUEST', 'GET answers queries only', {
      hint: 'Ask with POST.',
      headers: { allow: 'POST' },
    });
  return serving.answer(ready);
}

/** One after the other, so that a batch takes no more of the database than one request. */
async function batch(
  serving: Serving,
  parts: readonly unknown[],
  request: FastifyRequest,
  most: number,
): Promise<string> {
  if (most === 0)
    throw Refusal.malformed(400, 'BAD_REQUEST', 'batches of operations are not answered', {
      hint: 'Send each operation in a request of its own, or set GRAPHQL_BATCH.',
    });
  if (parts.length === 0 || parts.length > most)
    throw Refusal.malformed(400, 'BAD_REQUEST', `a batch has 1 to ${String(most)} operations`);
  const answers: string[] = [];
  for (const part of parts)
    answers.push(
      await answered(serving, askedIn(part), request.caller, true).catch((error: unknown) => toldBy(error, request)),
    );
  return `[${answers.join(',')}]`;
}

function toldBy(error: unknown, request: FastifyRequest): string {
  const refusal = refusalOf(error);
  if (refusal.status >= 500) request.log.error({ err: error }, refusal.message);
  return refusal.text();
}

function send(reply: FastifyReply, media: Media, text: string): FastifyReply {
  if (media === modern && isRefused(text)) void reply.code(400);
  return reply.type(`${media}; charset=utf-8`).send(text);
}

/** There is no data, not even null: it failed before anything was run. */
function isRefused(text: string): boolean {
  return text.startsWith('{"errors"') && !/[\]}],"data":/.test(text);
}

/** Whatever was thrown, here or by what stands before: who asks, how often, how long bodies are. */
export function refuse(error: unknown, request: FastifyRequest, reply: FastifyReply): FastifyReply {
  const refusal = refusalOf(error);
  if (refusal.status >= 500) request.log.error({ err: error }, refusal.message);
  const media = acceptedBy(request);
  const status = media === modern || refusal.ofHttp ? refusal.status : 200;
  return reply.code(status).headers(refusal.headers).type(`${media}; charset=utf-8`).send(refusal.text());
}

function acceptedBy({ headers }: FastifyRequest): Media {
  try {
    return mediaFor(headers.accept);
  } catch {
    return classic;
  }
}
