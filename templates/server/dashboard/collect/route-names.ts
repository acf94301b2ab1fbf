// What the requests of one route are called together: method and path, `GET /api/users/:key`.
//
// The APIs have a route for each shape of path; the parts of it that name a table, a relation or a function stand in
// the name, since they are what one wants to tell apart. Only those that the application has: whatever else a client
// writes there stays `:table`.

import type { FastifyRequest } from 'fastify';

const naming = /:(table|relation|function)\b/g;
const names = /^:(?:table|relation|function)$/;

/** Of requests that no route is for. */
const nowhere = '(no such path)';

interface Parts {
  readonly table: string;
  readonly relation: string;
  readonly function: string;
}

export class RouteNames {
  readonly #known = new Set<string>();
  readonly #routes = new Set<string>();
  /**
   * By the pattern, the method and what stands in the places that name something: every request asks, and looking is
   * cheaper than putting a name together.
   */
  readonly #names = new Map<string, Map<string, Map<string, string>>>();

  /** The names of tables, relations and functions. */
  know(names: Iterable<string>): void {
    for (const name of names) this.#known.add(name);
  }

  /** A route that the server has. */
  add(method: string, pattern: string): void {
    this.#routes.add(`${method} ${pattern}`);
  }

  /** Whether requests could ever be called this. */
  has(name: string): boolean {
    const parts = name.split('/');
    return [...this.#routes].some((route) => {
      const own = route.split('/');
      return (
        own.length === parts.length &&
        own.every((part, at) => part === parts[at] || (names.test(part) && this.#known.has(parts[at] ?? '')))
      );
    });
  }

  of(request: FastifyRequest): string {
    const pattern = request.routeOptions.url;
    if (pattern === undefined) return nowhere;
    const {
      table = '',
      relation = '',
      function: called = '',
    } = request.params as Readonly<Record<string, string | undefined>>;
    const parts: Parts = {
      table: this.#certain(table),
      relation: this.#certain(relation),
      function: this.#certain(called),
    };
    const names = within(within(this.#names, pattern), request.method);
    const key = parts.relation === '' ? parts.table || parts.function : `${parts.table} ${parts.relation}`;
    let name = names.get(key);
    if (name === undefined) names.set(key, (name = `${request.method} ${filled(pattern, parts)}`));
    return name;
  }

  #certain(part: string): string {
    return part !== '' && this.#known.has(part) ? part : '';
  }
}

function filled(pattern: string, parts: Parts): string {
  return pattern.replace(naming, (part, kind: keyof Parts) => parts[kind] || part);
}

function within<K, V>(maps: Map<string, Map<K, V>>, key: string): Map<K, V> {
  let found = maps.get(key);
  if (!found) maps.set(key, (found = new Map<K, V>()));
  return found;
}
