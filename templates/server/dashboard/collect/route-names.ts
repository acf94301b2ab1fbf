// What the requests of one route are called together: method and path, `GET /api/users/:key`.
//
// The APIs have a route for each shape of path; the parts of it that name a table, a relation or a function stand in the name, since they are what
// one wants to tell apart. Only those that the application has: whatever else a client writes there stays `:table`.

import type { FastifyRequest } from 'fastify';

const naming = /:(table|relation|function)\b/g;

/** Of requests that no route is for. */
const nowhere = '(no such path)';

export class RouteNames {
  readonly #known = new Set<string>();
  /** By the pattern and what stands in the places that name something. */
  readonly #names = new Map<string, string>();

  /** The names of tables, relations and functions. */
  know(names: Iterable<string>): void {
    for (const name of names) this.#known.add(name);
  }

  of(request: FastifyRequest): string {
    const pattern = request.routeOptions.url;
    if (pattern === undefined) return nowhere;
    return `${request.method} ${pattern.includes(':') ? this.#filled(pattern, request.params as Readonly<Record<string, string>>) : pattern}`;
  }

  #filled(pattern: string, { table = '', relation = '', function: called = '' }: Readonly<Record<string, string>>): string {
    const key = `${pattern} ${this.#certain(table)} ${this.#certain(relation)} ${this.#certain(called)}`;
    let name = this.#names.get(key);
    if (name === undefined) {
      const parts: Readonly<Record<string, string>> = { table: this.#certain(table), relation: this.#certain(relation), function: this.#certain(called) };
      name = pattern.replace(naming, (part, kind: string) => parts[kind] || part);
      this.#names.set(key, name);
    }
    return name;
  }

  #certain(part: string): string {
    return this.#known.has(part) ? part : '';
  }
}
