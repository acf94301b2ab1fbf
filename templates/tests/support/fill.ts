// Makes the schema in a database, as far as it can be made: a view may call a function of a schema that was not read.

export interface Missing {
  readonly statement: string;
  readonly reason: string;
}

/** Runs all of them, and gives those that failed. */
export async function fill(statements: readonly string[], run: (text: string) => unknown): Promise<Missing[]> {
  const missing: Missing[] = [];
  for (const statement of statements) {
    try {
      await run(statement);
    } catch (error) {
      missing.push({ statement, reason: error instanceof Error ? error.message : String(error) });
    }
  }
  return missing;
}
