// The REST API as a plugin of Fastify. Tables are found by name when a request comes, so there is a route for each
// shape of path, however many tables there are.

import { Readable } from 'node:stream';

import type { FastifyInstance, FastifyPluginAsync, FastifyReply, FastifyRequest } from 'fastify';

import type { Onlooker } from '../runtime/onlooker.js';
import type { Service } from '../runtime/service.js';
import { functions } from './functions.js';
import { dispatch } from './handlers/dispatch.js';
import { askedOf } from './handlers/request.js';
import type { Answer } from './http/answer.js';
import { Registry } from './model/registry.js';
import { defaultSchema, resources } from './resources.js';
import { Plans } from './sql/plans.js';

const paths = ['/:table', '/rpc/:function', '/:table/:key', '/:table/:key/:relation'];
const methods = ['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS'];

export const restRoutes: FastifyPluginAsync<Service> = async (server, service) => {
  const standing = { service, registry: new Registry(defaultSchema, resources, functions), plans: new Plans() };
  const depth = server.prefix.split('/').filter((part) => part !== '').length;
  readBodiesAsText(server);
  const handler = async (request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply> => {
    const { method, headers, body, caller, raw } = request;
    const asked = askedOf(standing, { method, url: raw.url ?? '/', headers, body, caller });
    return send(reply, await dispatch(asked, asked.path.split('/').slice(depth + 1)));
  };
  for (const url of paths) server.route({ method: methods, url, handler });
  if (service.onlooker) tell(service.onlooker, standing);
  return Promise.resolve();
};

function tell(onlooker: Onlooker, { registry, plans }: { readonly registry: Registry; readonly plans: Plans }): void {
  onlooker.know(registry.names());
  onlooker.keeps('plans of REST reads', () => plans.count);
}

/** Numbers keep their digits, and errors say where they are: so bodies are parsed here, and not before. */
function readBodiesAsText(server: FastifyInstance): void {
  server.removeAllContentTypeParsers();
  server.addContentTypeParser('*', { parseAs: 'string' }, (_, body, done) => {
    done(null, body);
  });
}

function send(reply: FastifyReply, { status, headers, type, text, stream }: Answer): FastifyReply {
  void reply.code(status).headers(headers);
  if (type !== undefined) void reply.type(type);
  return reply.send(stream ? Readable.from(stream, { objectMode: false }) : text);
}
