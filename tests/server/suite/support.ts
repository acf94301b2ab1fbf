// The server under test, started as its user starts it, on a free port; and tokens for it.

import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import process from 'node:process';
import { createInterface } from 'node:readline';
import { after } from 'node:test';

import { SignJWT } from 'jose';

export const secret = 'a secret of at least thirty-two bytes, for tests';

export interface Answer {
  readonly status: number;
  readonly headers: Headers;
  readonly text: string;
  readonly json: unknown;
}

const started: Server[] = [];

after(() => {
  for (const server of started) server.signal('SIGKILL');
});

export class Server {
  readonly lines: string[] = [];
  url = '';
  readonly #child: ChildProcess;
  readonly #end: Promise<number | null>;

  constructor(environment: Record<string, string>) {
    const env = {
      PATH: process.env['PATH'] ?? '',
      PORT: '0',
      DATABASE_URL: process.env['DATABASE_URL'] ?? '',
      JWT_SECRET: secret,
      ...environment,
    };
    this.#child = spawn(process.execPath, ['dist/server/main.js'], { env, stdio: ['ignore', 'pipe', 'pipe'] });
    this.#end = once(this.#child, 'exit').then(([code]) => code as number | null);
    started.push(this);
  }

  async begin(): Promise<this> {
    const { stdout, stderr } = this.#child;
    if (!stdout || !stderr) throw new Error('the server has no output');
    createInterface(stderr).on('line', (line) => this.lines.push(line));
    const lines = createInterface(stdout);
    const listening = new Promise<void>((resolve) => {
      lines.on('line', (line) => {
        this.lines.push(line);
        const address = /Server listening at (http:[^"]+)"/.exec(line)?.[1];
        if (address !== undefined) resolve(void (this.url = address));
      });
    });
    await Promise.race([listening, this.#end.then(() => Promise.reject(new Error(this.lines.join('\n'))))]);
    return this;
  }

  async ask(path: string, headers: Record<string, string> = {}, init: RequestInit = {}): Promise<Answer> {
    const answer = await fetch(this.url + path, { ...init, headers });
    const text = await answer.text();
    const isJson = answer.headers.get('content-type')?.startsWith('application/json') ?? false;
    return {
      status: answer.status,
      headers: answer.headers,
      text,
      json: isJson ? (JSON.parse(text) as unknown) : undefined,
    };
  }

  signal(name: NodeJS.Signals): void {
    this.#child.kill(name);
  }

  /** Its exit code. */
  ended(): Promise<number | null> {
    return this.#end;
  }

  async stop(): Promise<void> {
    this.#child.kill('SIGTERM');
    await this.#end;
  }
}

export function start(environment: Record<string, string> = {}): Promise<Server> {
  return new Server(environment).begin();
}

/** What the program says when it won't start. */
export async function refusal(environment: Record<string, string>): Promise<string> {
  const server = new Server(environment);
  const text = await server.begin().then(
    () => 'it started',
    (error: unknown) => (error as Error).message,
  );
  server.signal('SIGKILL');
  return text;
}

export function token(
  claims: Record<string, unknown>,
  key: Parameters<SignJWT['sign']>[0] = new TextEncoder().encode(secret),
  alg = 'HS256',
): Promise<string> {
  return new SignJWT(claims).setProtectedHeader({ alg }).sign(key);
}

export function bearer(text: string): Record<string, string> {
  return { authorization: `Bearer ${text}` };
}
