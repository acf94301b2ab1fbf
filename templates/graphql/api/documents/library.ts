// Which document a request means, ready to be run: known from before, or read now.

import { persistedDocuments, NamedByClients } from './persisted.js';
import { Refusal } from '../refusal.js';
import { Cache } from './cache.js';
import { KnownDocument, readDocument, type Reading } from './document.js';

/** How a request says it. */
export interface Naming {
  readonly query: string | undefined;
  /** The id of a document of the application. */
  readonly id: string | undefined;
  /** Of Apollo's automatic persisted queries. */
  readonly hash: string | undefined;
}

/** What was found wrong with a text is kept, too. */
interface Refused {
  readonly source: string;
  readonly refusal: Refusal;
}

export class Library {
  readonly #reading: Reading;
  readonly #only: boolean;
  readonly #good = new Cache<KnownDocument>();
  readonly #bad = new Cache<Refused>();
  readonly #ours: ReadonlyMap<string, KnownDocument>;
  /** The same by their texts, for clients that send them. */
  readonly #oursByText: ReadonlyMap<string, KnownDocument>;
  readonly #byClients = new NamedByClients();

  constructor(reading: Reading, only: boolean, persisted = persistedDocuments()) {
    if (only && !persisted)
      throw new Error(
        'GRAPHQL_ONLY_PERSISTED answers the documents of api/graphql/persisted.json, and there is no such file',
      );
    this.#reading = reading;
    this.#only = only;
    this.#ours = new Map([...(persisted ?? [])].map(([id, text]) => [id, readPersisted(id, text, reading)]));
    this.#oursByText = new Map([...this.#ours.values()].map((document) => [document.source, document]));
  }

  /** Documents that are kept. */
  get size(): number {
    return this.#ours.size + this.#good.size;
  }

  document({ query, id, hash }: Naming): KnownDocument {
    const ours = this.#ours.get(id ?? hash ?? '') ?? (query === undefined ? undefined : this.#oursByText.get(query));
    if (ours) return ours;
    if (this.#only)
      throw Refusal.of(
        'PERSISTED_QUERY_ONLY',
        'only the documents of this application are answered',
        'Send the id of one of them.',
      );
    if (hash !== undefined) return this.#named(hash, query);
    if (query !== undefined) return this.#read(query);
    if (id !== undefined) throw Refusal.of('PERSISTED_QUERY_NOT_FOUND', 'there is no document with this id');
    throw Refusal.malformed(400, 'BAD_REQUEST', 'the request has no query');
  }

  #named(hash: string, query: string | undefined): KnownDocument {
    const document = this.#read(this.#byClients.text(hash, query));
    this.#byClients.keep(hash, document.source);
    return document;
  }

  #read(text: string): KnownDocument {
    const known = this.#good.get(text);
    if (known) return known;
    const refused = this.#bad.get(text);
    if (refused) throw refused.refusal;
    try {
      const document = readDocument(text, this.#reading);
      this.#good.set(text, document);
      return document;
    } catch (error) {
      // One that is too long is refused as quickly again.
      if (error instanceof Refusal && text.length <= this.#reading.limits.bytes)
        this.#bad.set(text, { source: text, refusal: error });
      throw error;
    }
  }
}

function readPersisted(id: string, text: string, reading: Reading): KnownDocument {
  try {
    return readDocument(text, { ...reading, introspection: true });
  } catch (error) {
    throw new Error(
      `api/graphql/persisted.json has a document that can not be answered: ${id}: ${(error as Error).message}`,
      { cause: error },
    );
  }
}
