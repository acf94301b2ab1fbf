// What goes out: status, headers and the text of the body.

import type { Row } from '../../../orm/runtime/selection.js';
import { Problem } from '../../runtime/problem.js';
import type { Body } from '../engine/json.js';
import type { Form } from './accept.js';
import { csvOf } from './csv.js';
import { parseJson, stripNulls, writeJson } from './json.js';

export interface Answer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly type?: string;
  readonly text?: string;
  /** Instead of a text: one that is too long to be held. */
  readonly stream?: AsyncIterable<string>;
}

/** The rows in the form that the client wants. */
export function shaped(form: Form, { text, count }: Body, names: () => readonly string[]): string {
  if (form.csv) return csvOf(text, names());
  if (form.lines) return (parseJson(text) as readonly unknown[]).map((row) => `${writeJson(row)}\n`).join('');
  const json = form.singular ? single(text, count) : text;
  return form.stripped ? writeJson(stripNulls(parseJson(json))) : json;
}

/** Of an array with one row the row. */
function single(text: string, count: number): string {
  if (count !== 1) notSingle(count);
  return text.trim().slice(1, -1);
}

export function notSingle(count: number): never {
  throw new Problem(406, 'PGRST116', 'Cannot coerce the result to a single JSON object', {
    details: `The result contains ${String(count)} rows`,
  });
}

export function refuseMore(most: number | undefined, count: number): void {
  if (most === undefined || count <= most) return;
  throw new Problem(400, 'PGRST124', 'Query result exceeds max-affected preference constraint', {
    details: `The query affects ${String(count)} rows`,
  });
}

export function rowsIn({ text }: Body): Row[] {
  return parseJson(text) as Row[];
}

export function bodyFrom(rows: readonly Row[]): Body {
  return { text: writeJson(rows), count: rows.length };
}
