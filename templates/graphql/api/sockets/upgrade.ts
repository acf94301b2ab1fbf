// From a request to a WebSocket, past everything that requests pass: who asks, how often, ids, the log.
//
// A request to be upgraded is given to the router like any other. Its handler finds the connection here and takes it
// over; where something refuses the request before, the answer goes to the client as usual, and the connection is
// closed.

import { type IncomingMessage, ServerResponse } from 'node:http';
import type { Socket } from 'node:net';
import { type Duplex, PassThrough } from 'node:stream';

import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { type WebSocket, WebSocketServer } from 'ws';

import { subprotocol } from './protocol.js';

interface Upgrade {
  readonly socket: Socket;
  readonly head: Buffer;
}

export class Upgrades {
  readonly #waiting = new WeakMap<IncomingMessage, Upgrade>();
  readonly #sockets: WebSocketServer;

  constructor(server: FastifyInstance, messageBytes: number) {
    this.#sockets = new WebSocketServer({
      noServer: true,
      maxPayload: messageBytes,
      handleProtocols: (offered) => offered.has(subprotocol) && subprotocol,
    });
    const path = server.prefix;
    const upgrade = (message: IncomingMessage, socket: Duplex, head: Buffer): void => {
      if (pathOf(message) === path) this.#route(server, message, { socket: socket as Socket, head });
      else if (server.server.listenerCount('upgrade') === 1) refuse(socket);
    };
    server.server.on('upgrade', upgrade);
    server.addHook('onClose', (_, done) => {
      server.server.off('upgrade', upgrade);
      done();
    });
  }

  #route(server: FastifyInstance, message: IncomingMessage, upgrade: Upgrade): void {
    const { socket } = upgrade;
    socket.on('error', () => socket.destroy());
    this.#waiting.set(message, upgrade);
    const response = new ServerResponse(message);
    response.shouldKeepAlive = false;
    response.assignSocket(socket);
    response.once('finish', () => {
      if (this.#waiting.has(message)) socket.end();
    });
    server.routing(message, response);
  }

  asked({ raw }: FastifyRequest): boolean {
    return this.#waiting.has(raw);
  }

  /** The request is answered by this; nothing else may answer it. */
  take({ raw }: FastifyRequest, reply: FastifyReply, opened: (socket: WebSocket) => void): FastifyReply {
    const upgrade = this.#waiting.get(raw);
    this.#waiting.delete(raw);
    if (!upgrade) throw new TypeError('the request is not to be upgraded');
    reply.hijack();
    const { socket, head } = upgrade;
    reply.raw.detachSocket(socket);
    this.#sockets.handleUpgrade(raw, socket, head, opened);
    finish(reply.raw);
    return reply;
  }
}

function pathOf({ url = '' }: IncomingMessage): string {
  return (url.split('?')[0] ?? '').replace(/\/$/, '');
}

function refuse(socket: Duplex): void {
  socket.on('error', () => socket.destroy());
  socket.end('HTTP/1.1 404 Not Found\r\nconnection: close\r\ncontent-length: 0\r\n\r\n');
}

/** The log and the metrics hear of the request when its answer ends. What is written of it here goes nowhere. */
function finish(response: ServerResponse): void {
  response.statusCode = 101;
  response.assignSocket(new PassThrough().resume() as unknown as Socket);
  response.end();
}
