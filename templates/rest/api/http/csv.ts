// CSV: rows of a request, and rows of an answer.

import { Problem } from '../../runtime/problem.js';
import { parseJson, writeJson } from './json.js';

type Row = Record<string, unknown>;

/** The first line names the columns. An unquoted NULL is null, as PostgreSQL's own clients have it. */
export function parseCsv(text: string): Row[] {
  const [names, ...lines] = readLines(text);
  if (!names) return [];
  return lines.map((values, index) => {
    if (values.length !== names.length) {
      throw new Problem(400, 'PGRST102', 'All lines must have same number of fields', {
        details: `line ${String(index + 2)} has ${String(values.length)} of ${String(names.length)}`,
      });
    }
    return Object.fromEntries(names.map((name, column) => [String(name), values[column]]));
  });
}

const cell = /"((?:[^"]|"")*)"|([^,\r\n]*)/y;

function readLines(text: string): (string | null)[][] {
  const lines: (string | null)[][] = [];
  let line: (string | null)[] = [];
  for (let at = 0; at < text.length;) {
    cell.lastIndex = at;
    const [whole = '', quoted, plain] = cell.exec(text) ?? [];
    line.push(quoted === undefined ? (plain === 'NULL' ? null : (plain ?? '')) : quoted.replaceAll('""', '"'));
    at += whole.length;
    const end = /\r?\n|,|$/y;
    end.lastIndex = at;
    const separator = end.exec(text)?.[0];
    if (separator === undefined)
      throw new Problem(400, 'PGRST102', 'the CSV has a quote within a value', {
        details: `at character ${String(at + 1)}`,
      });
    at += separator.length;
    if (separator === ',') {
      if (at === text.length) line.push('');
      continue;
    }
    lines.push(line);
    line = [];
  }
  if (line.length > 0) lines.push(line);
  return lines;
}

/** Of a JSON array of rows; `names` where there may be no row to tell them. */
export function csvOf(json: string, names: readonly string[]): string {
  const rows = parseJson(json) as Row[];
  const lines = rows.map((row) => names.map((name) => written(row[name])).join(','));
  return [headOf(names), ...lines].join('\n');
}

/** The line that names the columns. */
export function headOf(names: readonly string[]): string {
  return names.map((name) => quoted(name)).join(',');
}

function written(value: unknown): string {
  if (value === null || value === undefined) return '';
  if (typeof value === 'boolean') return value ? 't' : 'f';
  return quoted(typeof value === 'string' ? value : writeJson(value), value === '');
}

function quoted(text: string, always = false): string {
  return always || /[",\\()\s]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
