// How a session limits the time of its statements: MySQL knows it for those that read, in milliseconds.

export function timeLimit(milliseconds: number): string {
  return `max_execution_time = ${String(milliseconds)}`;
}
