// How a session limits the time of its statements: MariaDB in seconds.

export function timeLimit(milliseconds: number): string {
  return `max_statement_time = ${String(milliseconds / 1000)}`;
}
