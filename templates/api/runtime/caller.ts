// Who asks. The server's authentication puts one of these on every request (server/auth.ts); everything behind it looks
// at nothing else.

export interface Caller {
  readonly role: string;
  /**
   * What the caller's token says: the text of each claim is trusted as far as the token was. Empty for one without a
   * token.
   */
  readonly claims: Readonly<Record<string, unknown>>;
}

declare module 'fastify' {
  interface FastifyRequest {
    caller: Caller;
  }
}
