// Asking the server under test over HTTP.

import type { Server } from './support.js';
import { bearer, token } from './support.js';

export const admin = bearer(await token({ role: 'admin' }));
export const modern = 'application/graphql-response+json';

export interface Told {
  readonly message: string;
  readonly extensions: { readonly code: string; readonly hint?: string };
}

export interface Said {
  readonly status: number;
  readonly headers: Headers;
  readonly text: string;
  readonly data: unknown;
  readonly errors: readonly Told[] | undefined;
}

export async function post(server: Server, body: unknown, headers: Record<string, string> = {}): Promise<Said> {
  const text = typeof body === 'string' ? body : JSON.stringify(body);
  return said(
    await fetch(`${server.url}/graphql`, {
      method: 'POST',
      headers: { accept: modern, 'content-type': 'application/json', ...admin, ...headers },
      body: text,
    }),
  );
}

export async function get(
  server: Server,
  parameters: Record<string, string>,
  headers: Record<string, string> = {},
): Promise<Said> {
  return said(
    await fetch(`${server.url}/graphql?${new URLSearchParams(parameters).toString()}`, {
      headers: { ...admin, ...headers },
    }),
  );
}

async function said(answer: Response): Promise<Said> {
  const text = await answer.text();
  const { data, errors } = (text.startsWith('{') ? JSON.parse(text) : {}) as {
    data?: unknown;
    errors?: readonly Told[];
  };
  return { status: answer.status, headers: answer.headers, text, data, errors };
}

export function code({ errors }: Said): string | undefined {
  return errors?.[0]?.extensions.code;
}
