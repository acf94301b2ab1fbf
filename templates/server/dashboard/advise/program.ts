// Another program, started once: a text in, a text out, within bounds of time and size.

import { spawn } from 'node:child_process';

export interface Ended {
  readonly code: number | null;
  readonly out: string;
  readonly error: string;
}

export interface Bounds {
  readonly milliseconds: number;
  readonly bytes: number;
}

export function runProgram(
  path: string,
  words: readonly string[],
  input: string,
  variables: NodeJS.ProcessEnv,
  { milliseconds, bytes }: Bounds,
): Promise<Ended> {
  return new Promise((resolve, reject) => {
    const child = spawn(path, words, {
      env: variables,
      stdio: ['pipe', 'pipe', 'pipe'],
      timeout: milliseconds,
      killSignal: 'SIGKILL',
    });
    const said = { out: '', error: '' };
    let size = 0;
    const hear =
      (where: keyof typeof said) =>
      (part: string): void => {
        size += part.length;
        if (size > bytes) child.kill('SIGKILL');
        else said[where] += part;
      };
    child.stdout.setEncoding('utf8').on('data', hear('out'));
    child.stderr.setEncoding('utf8').on('data', hear('error'));
    child.stdin.on('error', () => undefined); // it may end without reading
    child.stdin.end(input);
    child.on('error', reject);
    child.on('close', (code) => {
      resolve({ code, ...said });
    });
  });
}
