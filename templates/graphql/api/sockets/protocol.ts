// The protocol graphql-transport-ws: what clients say on a WebSocket, and with which codes it is closed.

import { parseJson } from '../../rest/http/json.js';

export const subprotocol = 'graphql-transport-ws';

export type Payload = Readonly<Record<string, unknown>>;

export type Message =
  | { readonly type: 'connection_init'; readonly payload: Payload }
  | { readonly type: 'ping' | 'pong' }
  | { readonly type: 'subscribe'; readonly id: string; readonly payload: unknown }
  | { readonly type: 'complete'; readonly id: string };

/** Codes below 4000 are of WebSockets, and clients connect again after them; the others are the protocol's. */
export const closed = {
  stopping: [1001, 'the server is stopping'],
  missed: [1012, 'changes may have been missed: subscribe again'],
  slow: [1013, 'the client reads too slowly'],
  busy: [1013, 'too many connections'],
  flood: [1008, 'too many messages'],
  silent: [4408, 'Connection initialisation timeout'],
  unclear: [4400, 'a message that the protocol does not have'],
  unnamed: [4401, 'Unauthorized'],
  refused: [4403, 'Forbidden'],
  expired: [4403, 'the token has expired'],
  otherProtocol: [4406, 'Subprotocol not acceptable'],
  twice: [4429, 'Too many initialisation requests'],
  broken: [4500, 'internal error'],
} as const satisfies Readonly<Record<string, readonly [code: number, reason: string]>>;

export type Closing = keyof typeof closed;

/** Nothing, if it is none. */
export function messageOf(text: string): Message | undefined {
  const value = readJson(text);
  if (!isPayload(value)) return undefined;
  const { type, id, payload } = value;
  switch (type) {
    case 'connection_init':
      return payload === undefined || payload === null
        ? { type, payload: {} }
        : isPayload(payload)
          ? { type, payload }
          : undefined;
    case 'ping':
    case 'pong':
      return { type };
    case 'subscribe':
      return isId(id) ? { type, id, payload } : undefined;
    case 'complete':
      return isId(id) ? { type, id } : undefined;
    default:
      return undefined;
  }
}

function readJson(text: string): unknown {
  try {
    return parseJson(text);
  } catch {
    return undefined;
  }
}

function isPayload(value: unknown): value is Payload {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function isId(id: unknown): id is string {
  return typeof id === 'string' && id !== '' && id.length <= 200;
}

/** `payload` is JSON already. */
export function reply(type: 'next' | 'error', id: string, payload: string): string {
  return `{"id":${JSON.stringify(id)},"type":"${type}","payload":${payload}}`;
}
