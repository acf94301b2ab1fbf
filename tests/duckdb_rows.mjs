// Rows from DuckDB for tests/duckdb.py: one script a line in, as a JSON list of statements; one answer a line out, {"rows": […]} of the
// last statement that has any, or {"error": "…"}. Each script runs in a transaction that is rolled back.
//
//     node duckdb_rows.mjs <node_modules> <fixture.sql>…
import { readFileSync } from "node:fs";
import { createInterface } from "node:readline";
import { pathToFileURL } from "node:url";

const [modules, ...fixtures] = process.argv.slice(2);
const { DuckDBInstance } = await import(pathToFileURL(`${modules}/@duckdb/node-api/lib/index.js`).href);
const connection = await (await DuckDBInstance.create(":memory:")).connect();
await connection.run("SET TimeZone = 'UTC'");
for (const fixture of fixtures) await connection.run(readFileSync(fixture, "utf-8"));

// As psql prints it: true is t, NULL is null, numbers and moments are their texts.
function shown(value) {
  if (value === null || value === undefined) return null;
  if (typeof value === "boolean") return value ? "t" : "f";
  if (value.months !== undefined) return interval(value);
  if (Array.isArray(value.items)) return `{${value.items.map((item) => shown(item) ?? "NULL").join(",")}}`;
  return String(value);
}

// 1 year 2 mons 3 days 04:05:06
function interval({ months, days, micros }) {
  const parts = [];
  const add = (count, word) => count !== 0 && parts.push(`${count} ${word}${count === 1 ? "" : "s"}`);
  add(Math.trunc(months / 12), "year");
  add(months % 12, "mon");
  add(days, "day");
  if (micros === 0n && parts.length > 0) return parts.join(" ");
  const size = micros < 0n ? -micros : micros;
  const two = (n) => String(n).padStart(2, "0");
  const seconds = size / 1000000n;
  const fraction = String(size % 1000000n).padStart(6, "0").replace(/0+$/, "");
  const clock = `${two(seconds / 3600n)}:${two((seconds / 60n) % 60n)}:${two(seconds % 60n)}${fraction ? "." + fraction : ""}`;
  return [...parts, `${micros < 0n ? "-" : ""}${clock}`].join(" ");
}

async function answer(statements) {
  let rows = [];
  await connection.run("BEGIN");
  try {
    for (const statement of statements) {
      const result = await connection.runAndReadAll(statement);
      const found = result.getRows();
      const counts = result.columnNames().length === 1 && result.columnName(0) === "Count" && /\b(INSERT|UPDATE|DELETE|MERGE|CREATE|EXECUTE)\b/i.test(statement);
      if (result.columnCount > 0 && !counts) rows = rows.concat(found.map((row) => row.map(shown)));
    }
    return { rows };
  } catch (error) {
    return { error: String(error.message ?? error) };
  } finally {
    await connection.run("ROLLBACK").catch(() => {});
  }
}

for await (const line of createInterface({ input: process.stdin })) {
  process.stdout.write(`${JSON.stringify(await answer(JSON.parse(line)))}\n`);
}
