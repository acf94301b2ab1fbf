// A wire to the database that can be cut: connections pass through until somebody says otherwise.

import { once } from 'node:events';
import { type AddressInfo, type Server, type Socket, connect, createServer } from 'node:net';
import process from 'node:process';

export class Proxy {
  readonly #sockets = new Set<Socket>();
  readonly #server: Server;
  readonly #target: URL;
  #port = 0;
  refusing = false;

  constructor() {
    this.#target = new URL(process.env['DATABASE_URL'] ?? '');
    this.#server = createServer((near) => {
      if (this.refusing) near.destroy();
      else this.#join(near, connect(Number(this.#target.port), this.#target.hostname));
    });
  }

  #join(near: Socket, far: Socket): void {
    for (const [one, other] of [
      [near, far],
      [far, near],
    ] as const) {
      this.#sockets.add(one);
      one
        .on('error', () => other.destroy())
        .on('close', () => {
          this.#sockets.delete(one);
          other.destroy();
        });
    }
    near.pipe(far).pipe(near);
  }

  async begin(): Promise<this> {
    this.#server.listen(0, '127.0.0.1');
    await once(this.#server, 'listening');
    this.#port = (this.#server.address() as AddressInfo).port;
    return this;
  }

  /** The database's address, by way of here. */
  get url(): string {
    const url = new URL(this.#target);
    url.port = String(this.#port);
    return url.href;
  }

  get connections(): number {
    return this.#sockets.size / 2;
  }

  cut(): void {
    for (const socket of this.#sockets) socket.destroy();
  }

  end(): void {
    this.cut();
    this.#server.close();
  }
}
