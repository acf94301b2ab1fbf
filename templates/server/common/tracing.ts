// For OpenTelemetry and its like, without a package of theirs: the caller's `traceparent` is kept for logs, hooks and
// routes to pass on, and who subscribes to the channel `app.request` of node:diagnostics_channel is told of every
// request that was answered. Fastify tells of its handlers on channels of its own (`tracing:fastify.request.handler`).

import { channel } from 'node:diagnostics_channel';

import type { FastifyRequest } from 'fastify';

import type { Watch } from './watch.js';

const answered = channel('app.request');
const traceparent = /^00-(?!0{32})([0-9a-f]{32})-(?!0{16})[0-9a-f]{16}-[0-9a-f]{2}$/;

/** To be passed on with requests to other servers. */
export function traceparentOf({ headers }: FastifyRequest): string | undefined {
  const given = headers['traceparent'];
  return typeof given === 'string' && traceparent.test(given) ? given : undefined;
}

/** The id of the trace. */
export function traceOf(request: FastifyRequest): string | undefined {
  return traceparentOf(request)?.slice(3, 35);
}

export function tracing(watch: Watch): void {
  watch.whenEnded((request, reply) => {
    if (!answered.hasSubscribers) return;
    const { id, method, routeOptions } = request;
    answered.publish({
      id,
      method,
      route: routeOptions.url,
      status: reply.statusCode,
      ms: reply.elapsedTime,
      traceparent: traceparentOf(request),
    });
  });
}
