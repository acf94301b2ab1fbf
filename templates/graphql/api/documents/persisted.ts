// Documents that clients name instead of sending them.
//
//   * Of the application: api/graphql/persisted.json, if it is there, by id: {"<id>": "<document>"}, or a manifest as
//     Apollo's tools write it ({"operations": [{"id", "body"}]}). With GRAPHQL_ONLY_PERSISTED nothing else is answered.
//     All are read when the server starts, and one that can't be answered keeps it from starting.
//   * Of clients: the SHA-256 of a document stands for it once somebody has sent both (Apollo's automatic persisted
//     queries).

import { createHash } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

import { Refusal } from '../refusal.js';
import { Cache } from './cache.js';

const file = 'api/graphql/persisted.json';

/** The compiler leaves the file where it is. */
function whereIsIt(): string | undefined {
  const places = ['../persisted.json', `../../../../${file}`].map((path) =>
    fileURLToPath(new URL(path, import.meta.url)),
  );
  return places.find((place) => existsSync(place));
}

/** By id. Nothing, if the application has no such file. */
export function persistedDocuments(path = whereIsIt()): ReadonlyMap<string, string> | undefined {
  if (path === undefined) return undefined;
  const documents = new Map(entriesOf(JSON.parse(readFileSync(path, 'utf8'))));
  for (const [id, document] of documents) {
    if (typeof document !== 'string' || typeof id !== 'string')
      throw new Error(`${file} should hold documents by their ids, or a manifest of operations with id and body`);
  }
  return documents as ReadonlyMap<string, string>;
}

function entriesOf(content: unknown): [unknown, unknown][] {
  if (typeof content !== 'object' || content === null) return [[undefined, undefined]];
  const { operations } = content as { operations?: unknown };
  if (!Array.isArray(operations)) return Object.entries(content);
  return operations.map((one) => {
    const { id, body } = one as { id?: unknown; body?: unknown };
    return [id, body];
  });
}

/** The texts that clients have named. */
export class NamedByClients {
  readonly #texts = new Cache<{ readonly source: string }>();

  /** The text for a hash that was sent, with or without its text. */
  text(hash: string, sent: string | undefined): string {
    if (sent === undefined) {
      const known = this.#texts.get(hash)?.source;
      if (known === undefined)
        throw Refusal.of('PERSISTED_QUERY_NOT_FOUND', 'PersistedQueryNotFound', 'Send the document with its hash.');
      return known;
    }
    if (createHash('sha256').update(sent).digest('hex') !== hash)
      throw Refusal.of('BAD_USER_INPUT', 'provided sha does not match query');
    return sent;
  }

  /** It was found to be good. */
  keep(hash: string, text: string): void {
    if (this.#texts.get(hash) === undefined) this.#texts.set(hash, { source: text });
  }
}
