// A client on a WebSocket: who it is, and the operations that it has open.
//
// It says who it is with the headers that open the connection, or with the first message: {"type": "connection_init",
// "payload": {"authorization": "Bearer …"}}. Both are checked as a request's headers are. When its token expires, the
// connection is closed.

import type { FastifyBaseLogger, FastifyRequest } from 'fastify';
import { OperationTypeNode } from 'graphql';
import type { RawData, WebSocket } from 'ws';

import type { Caller } from '../../runtime/caller.js';
import { askedIn } from '../http/request.js';
import { Refusal, refusalOf } from '../refusal.js';
import type { Ready, Serving } from '../serving.js';
import type { SocketLimits } from '../settings.js';
import type { Subscription, Subscriptions } from '../subscriptions/subscriptions.js';
import { callerIn, type CallerOf, timeLeft } from './credentials.js';
import { closed, type Closing, type Message, messageOf, type Payload, reply } from './protocol.js';
import { Rate } from './rate.js';

/** Counts an operation of a caller; throws where there were too many. */
export type Spend = (caller: Caller, ip: string) => void;

/** What all clients share. */
export interface Shared {
  readonly serving: Serving;
  readonly subscriptions: Subscriptions;
  readonly limits: SocketLimits;
  readonly callerOf: CallerOf;
  readonly spend: Spend;
}

/** The request that asked for the connection. */
export type Opening = Pick<FastifyRequest, 'caller' | 'ip' | 'log'>;

export class Client {
  readonly #socket: WebSocket;
  readonly #shared: Shared;
  readonly #ip: string;
  readonly #log: FastifyBaseLogger;
  readonly #rate: Rate;
  readonly #subscriptions = new Map<string, Subscription>();
  /** Queries and mutations that are being answered. */
  readonly #answering = new Set<string>();
  readonly #initTimer: NodeJS.Timeout;
  #expiry: NodeJS.Timeout | undefined;
  /** Who asked for the connection, then who it turned out to be. */
  #caller: Caller;
  #state: 'new' | 'greeted' | 'ready' = 'new';
  #isAlive = true;
  #quiet: () => void = () => undefined;

  constructor(socket: WebSocket, { caller, ip, log }: Opening, shared: Shared) {
    this.#socket = socket;
    this.#caller = caller;
    this.#ip = ip;
    this.#log = log;
    this.#shared = shared;
    this.#rate = new Rate(shared.limits.messages);
    this.#initTimer = setTimeout(() => this.close('silent'), shared.limits.initTime);
    socket.on('message', (data, isBinary) => this.#received(data, isBinary));
    socket.on('pong', () => (this.#isAlive = true));
    socket.on('error', () => socket.terminate());
    socket.on('close', () => this.#ended());
  }

  // ------------------------------------------------------------------------------------------------------ what it says

  #received(data: RawData, isBinary: boolean): void {
    this.#isAlive = true;
    if (!this.#rate.allows()) return this.close('flood');
    const message = isBinary || !Buffer.isBuffer(data) ? undefined : messageOf(data.toString('utf8'));
    if (!message) return this.close('unclear');
    this.#hear(message).catch((error: unknown) => {
      this.#log.error({ err: error }, 'a WebSocket failed');
      this.close('broken');
    });
  }

  async #hear(message: Message): Promise<void> {
    switch (message.type) {
      case 'connection_init':
        return this.#init(message.payload);
      case 'ping':
        return this.#send('{"type":"pong"}');
      case 'pong':
        return;
      case 'subscribe':
        return this.#subscribe(message.id, message.payload);
      case 'complete':
        this.#stop(message.id);
    }
  }

  async #init(payload: Payload): Promise<void> {
    if (this.#state !== 'new') return this.close('twice');
    this.#state = 'greeted';
    clearTimeout(this.#initTimer);
    try {
      this.#caller = (await callerIn(payload, this.#shared.callerOf)) ?? this.#caller;
    } catch (error) {
      if (refusalOf(error).status >= 500) throw error;
      return this.close('refused');
    }
    this.#endInTime();
    this.#state = 'ready';
    this.#send('{"type":"connection_ack"}');
  }

  #endInTime(): void {
    const left = timeLeft(this.#caller);
    if (left !== undefined) this.#expiry = setTimeout(() => this.close('expired'), left);
  }

  async #subscribe(id: string, payload: unknown): Promise<void> {
    if (this.#state !== 'ready') return this.close('unnamed');
    if (this.#has(id)) {
      this.#socket.close(4409, 'Subscriber for this id already exists');
      return;
    }
    try {
      const { operations } = this.#shared.limits;
      if (this.#subscriptions.size + this.#answering.size >= operations)
        throw Refusal.of('LIMIT_EXCEEDED', `more than ${String(operations)} operations are open on this connection`);
      this.#shared.spend(this.#caller, this.#ip);
      const ready = this.#shared.serving.ready(askedIn(payload), this.#caller);
      await (ready.definition.operation === OperationTypeNode.SUBSCRIPTION
        ? this.#watch(id, ready)
        : this.#answer(id, ready));
    } catch (error) {
      this.#refuse(id, error);
    }
  }

  #has(id: string): boolean {
    return this.#subscriptions.has(id) || this.#answering.has(id);
  }

  // ----------------------------------------------------------------------------------------------- what it is answered

  async #watch(id: string, ready: Ready): Promise<void> {
    const subscription = this.#shared.subscriptions.of(ready, {
      next: (text) => this.#next(id, text),
      failed: (error) => this.#refuse(id, error),
      slow: () => this.close('slow'),
    });
    this.#subscriptions.set(id, subscription);
    await subscription.begin();
  }

  async #answer(id: string, ready: Ready): Promise<void> {
    this.#answering.add(id);
    try {
      this.#next(id, await this.#shared.serving.answer(ready));
      if (this.#answering.delete(id)) this.#send(`{"id":${JSON.stringify(id)},"type":"complete"}`);
    } finally {
      this.#answering.delete(id);
      if (this.#answering.size === 0) this.#quiet();
    }
  }

  /** What was stopped meanwhile is not answered any more. */
  #next(id: string, text: string): void {
    if (this.#has(id)) this.#send(reply('next', id, text));
  }

  #refuse(id: string, error: unknown): void {
    const refusal = refusalOf(error);
    if (refusal.status >= 500) this.#log.error({ err: error }, refusal.message);
    this.#stop(id);
    this.#send(reply('error', id, JSON.stringify(refusal.errors)));
  }

  #stop(id: string): void {
    this.#subscriptions.get(id)?.stop();
    this.#subscriptions.delete(id);
    this.#answering.delete(id);
  }

  #send(text: string): void {
    if (this.#socket.readyState !== this.#socket.OPEN) return;
    this.#socket.send(text);
    if (this.#socket.bufferedAmount > this.#shared.limits.waitingBytes) this.close('slow');
  }

  // ----------------------------------------------------------------------------------------------------------- its end

  /** Is it still there? Who does not answer until the next time is cut off. */
  probe(): void {
    if (!this.#isAlive) return this.#socket.terminate();
    this.#isAlive = false;
    this.#socket.ping();
  }

  hasSubscriptions(): boolean {
    return this.#subscriptions.size > 0;
  }

  close(why: Closing): void {
    const [code, reason] = closed[why];
    this.#socket.close(code, reason);
    // Who does not read will not hear of it.
    if (why === 'slow') this.#socket.terminate();
  }

  /** What it asked is answered, then it is told to go. */
  async stop(): Promise<void> {
    this.#endSubscriptions();
    if (this.#answering.size > 0) await new Promise<void>((resolve) => (this.#quiet = resolve));
    this.close('stopping');
  }

  cut(): void {
    this.#socket.terminate();
  }

  #ended(): void {
    clearTimeout(this.#initTimer);
    clearTimeout(this.#expiry);
    this.#endSubscriptions();
  }

  #endSubscriptions(): void {
    for (const subscription of this.#subscriptions.values()) subscription.stop();
    this.#subscriptions.clear();
  }
}
