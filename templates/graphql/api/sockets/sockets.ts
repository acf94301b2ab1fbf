// All WebSockets of the server: how many there may be, whether they are still there, and how they end when the server
// does.

import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';

import { isOwnOrigin } from '../http/forgery.js';
import { Refusal } from '../refusal.js';
import { Client, type Shared } from './client.js';
import { closed, subprotocol } from './protocol.js';
import { Upgrades } from './upgrade.js';

export class Sockets {
  readonly #shared: Shared;
  readonly #origins: readonly string[];
  readonly #upgrades: Upgrades;
  readonly #clients = new Set<Client>();
  readonly #byAddress = new Map<string, number>();
  #isStopping = false;

  constructor(server: FastifyInstance, shared: Shared, origins: readonly string[]) {
    this.#shared = shared;
    this.#origins = origins;
    this.#upgrades = new Upgrades(server, shared.limits.messageBytes);
    const probing = setInterval(() => this.#probe(), shared.limits.keepAlive).unref();
    server.addHook('preClose', async () => {
      clearInterval(probing);
      await this.#stop();
    });
    shared.subscriptions.whenMissed(() => this.#missed());
  }

  isAsked(request: FastifyRequest): boolean {
    return this.#upgrades.asked(request);
  }

  get count(): number {
    return this.#clients.size;
  }

  open(request: FastifyRequest, reply: FastifyReply): FastifyReply {
    const { headers, ip, caller, log } = request; // Fastify's getters look at the connection, which is taken over below
    if (!isOwnOrigin(headers, this.#origins))
      throw Refusal.malformed(403, 'CSRF_REFUSED', 'a page of another origin may not open a WebSocket here', {
        hint: 'CORS_ORIGINS names those that may.',
      });
    this.#checkRoom(ip);
    return this.#upgrades.take(request, reply, (socket) => {
      if (socket.protocol !== subprotocol) {
        socket.close(...closed.otherProtocol);
        return;
      }
      const client = new Client(socket, { caller, ip, log }, this.#shared);
      this.#add(client, ip);
      socket.on('close', () => this.#remove(client, ip));
    });
  }

  #checkRoom(ip: string): void {
    const { connections, connectionsOfOne } = this.#shared.limits;
    if (this.#isStopping)
      throw Refusal.malformed(503, 'LIMIT_EXCEEDED', 'the server is stopping', { headers: { 'retry-after': '1' } });
    if (this.#clients.size < connections && (this.#byAddress.get(ip) ?? 0) < connectionsOfOne) return;
    throw Refusal.malformed(503, 'LIMIT_EXCEEDED', 'too many WebSockets are open', {
      headers: { 'retry-after': '10' },
    });
  }

  #add(client: Client, ip: string): void {
    this.#clients.add(client);
    this.#byAddress.set(ip, (this.#byAddress.get(ip) ?? 0) + 1);
  }

  #remove(client: Client, ip: string): void {
    this.#clients.delete(client);
    const left = (this.#byAddress.get(ip) ?? 1) - 1;
    if (left > 0) this.#byAddress.set(ip, left);
    else this.#byAddress.delete(ip);
  }

  #probe(): void {
    for (const client of this.#clients) client.probe();
  }

  /** Who subscribed can't know what it did not hear: it is told to begin again. */
  #missed(): void {
    for (const client of this.#clients) if (client.hasSubscriptions()) client.close('missed');
  }

  async #stop(): Promise<void> {
    this.#isStopping = true;
    await Promise.all([...this.#clients].map((client) => client.stop()));
    // They have a moment to answer the goodbye.
    const cut = setTimeout(() => [...this.#clients].forEach((client) => client.cut()), 1000);
    while (this.#clients.size > 0) await new Promise((resolve) => setTimeout(resolve, 20));
    clearTimeout(cut);
  }
}
