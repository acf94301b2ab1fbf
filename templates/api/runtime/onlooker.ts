// Who looks on while requests are answered: the dashboard (server/dashboard), where it is on. APIs tell it what only
// they know.

export interface Onlooker {
  /** Names of tables, relations and functions, which stand in paths. */
  readonly know: (names: Iterable<string>) => void;
  /** How many of something are kept for the next request. */
  readonly keeps: (what: string, count: () => number) => void;
  /**
   * Does the work of an operation of GraphQL, `query Users`, and looks how long it takes. The work gives the text of
   * the answer.
   */
  readonly operation: (name: string, work: () => Promise<string>) => Promise<string>;
}
