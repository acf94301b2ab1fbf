// How the GraphQL API is served: what server/graphql.ts makes of the environment.

/** What a document may ask for; each is checked before the next, dearer one. */
export interface DocumentLimits {
  /** Of its text. */
  readonly bytes: number;
  readonly tokens: number;
  readonly directives: number;
  /** Fields within each other. */
  readonly depth: number;
  /** Fields in all, where each fragment counts wherever it is spread. */
  readonly fields: number;
  readonly rootFields: number;
  readonly aliases: number;
  readonly variables: number;
  /** Rows that the database may have to build: see limits/cost.ts. */
  readonly cost: number;
  /** What a list counts as whose length the document does not say. */
  readonly listRows: number;
}

export interface SocketLimits {
  /** WebSockets that are open at a time, and those of one address. */
  readonly connections: number;
  readonly connectionsOfOne: number;
  /** Operations that are open at a time on one of them. */
  readonly operations: number;
  /** Messages that one may send in a minute. */
  readonly messages: number;
  readonly messageBytes: number;
  /** Bytes that may wait for a client that reads too slowly, before it is cut off. */
  readonly waitingBytes: number;
  /**
   * In milliseconds: how long a client may take to say who it is, and how often it is asked whether it is still there.
   */
  readonly initTime: number;
  readonly keepAlive: number;
}

export interface GraphqlSettings {
  readonly limits: DocumentLimits;
  /** In milliseconds; 0: as long as it takes. */
  readonly timeout: number;
  /** Operations in one request; 0: none but the one. */
  readonly batch: number;
  readonly introspection: boolean;
  readonly graphiql: boolean;
  /** Only documents of api/graphql/persisted.json are answered. */
  readonly onlyPersisted: boolean;
  /** Pages of these origins may open a WebSocket, beside those of this server. */
  readonly origins: readonly string[];
  readonly sockets: SocketLimits;
}
