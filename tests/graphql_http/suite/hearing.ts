// A subscriber of the server under test, by graphql-ws as it comes from npm, and what it has heard.

import { setTimeout as pause } from 'node:timers/promises';

import { type Client, createClient } from 'graphql-ws';
import WebSocket from 'ws';

import { admin } from './ask.js';
import type { Server } from './support.js';

export interface Closed {
  readonly code: number;
  readonly reason: string;
}

export class Subscriber {
  readonly client: Client;
  readonly closed: Promise<Closed>;

  constructor(server: Server, payload: Record<string, unknown> = admin, retryAttempts = 0) {
    let ended: (closed: Closed) => void = () => undefined;
    this.closed = new Promise((resolve) => (ended = resolve));
    this.client = createClient({
      url: `${server.url.replace('http', 'ws')}/graphql`,
      webSocketImpl: WebSocket,
      connectionParams: payload,
      lazy: true,
      retryAttempts,
      retryWait: () => pause(50),
      shouldRetry: () => retryAttempts > 0,
      on: { closed: (event) => ended(event as Closed) },
    });
  }

  hear(query: string, variables: Record<string, unknown> = {}): Hearing {
    return new Hearing(this.client, query, variables);
  }
}

/** The answers of one operation. */
export class Hearing {
  readonly answers: unknown[] = [];
  readonly errors: unknown[] = [];
  isComplete = false;
  readonly stop: () => void;

  constructor(client: Client, query: string, variables: Record<string, unknown>) {
    this.stop = client.subscribe(
      { query, variables },
      {
        next: (answer) => this.answers.push(answer.data ?? answer),
        error: (error) => this.errors.push(error),
        complete: () => (this.isComplete = true),
      },
    );
  }

  /** The answers, as soon as there are so many, or an error. */
  async until(count: number): Promise<unknown[]> {
    for (let waited = 0; this.answers.length < count && this.errors.length === 0; waited += 10) {
      if (waited > 10_000) throw new Error(`heard ${JSON.stringify(this.answers)}`);
      await pause(10);
    }
    if (this.errors.length > 0) throw new Error(JSON.stringify(this.errors[0]));
    return this.answers;
  }
}

/** Subscribes, and makes sure that the server has begun to tell: orders of number 900 and more are for that. */
export async function heard(subscriber: Subscriber): Promise<void> {
  await subscriber.hear('{ __typename }').until(1);
  await pause(250);
}
