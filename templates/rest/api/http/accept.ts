// The header Accept: in which form the answer goes out.

import { Problem } from '../../runtime/problem.js';

export interface Form {
  readonly type: string;
  /** One object instead of an array; anything but one row is an error. */
  readonly singular: boolean;
  readonly csv: boolean;
  /** A row a line: of a list, as they come from the database. */
  readonly lines: boolean;
  /** Fields that are null are left out. */
  readonly stripped: boolean;
  /** Instead of rows, how the database finds them. */
  readonly plan?: Explained;
}

export interface Explained {
  readonly json: boolean;
  /** What more is told: `analyze`, for which the statement is run. */
  readonly options: readonly string[];
}

function form(type: string, facts: Partial<Form> = {}): Form {
  return { type, singular: false, csv: false, lines: false, stripped: false, ...facts };
}

const json = form('application/json; charset=utf-8');
const object = 'application/vnd.pgrst.object+json';
const array = 'application/vnd.pgrst.array+json';
const forms: ReadonlyMap<string, Form> = new Map([
  ['*/*', json],
  ['application/*', json],
  ['application/json', json],
  ['text/csv', form('text/csv; charset=utf-8', { csv: true })],
  ['text/*', form('text/csv; charset=utf-8', { csv: true })],
  ['application/x-ndjson', form('application/x-ndjson; charset=utf-8', { lines: true })],
  [object, form(`${object}; charset=utf-8`, { singular: true })],
  [
    'application/vnd.pgrst.object;nulls=stripped',
    form(`${object};nulls=stripped; charset=utf-8`, { singular: true, stripped: true }),
  ],
  ['application/vnd.pgrst.array;nulls=stripped', form(`${array};nulls=stripped; charset=utf-8`, { stripped: true })],
  ['application/vnd.pgrst.object', form(`${object}; charset=utf-8`, { singular: true })],
  [`${object};nulls=stripped`, form(`${object};nulls=stripped; charset=utf-8`, { singular: true, stripped: true })],
  [array, json],
  [`${array};nulls=stripped`, form(`${array};nulls=stripped; charset=utf-8`, { stripped: true })],
]);

/** The first that we have, the most wanted before. */
export function formOf(accept: string | undefined): Form {
  if (accept === undefined || accept === '' || accept === 'application/json' || accept === '*/*') return json;
  const wanted = accept
    .split(',')
    .map(readType)
    .sort((a, b) => b.weight - a.weight);
  const found = wanted.flatMap(({ type }) => forms.get(type) ?? [])[0] ?? planOf(accept);
  if (!found) throw new Problem(406, 'PGRST107', `None of these media types are available: ${accept}`);
  return found;
}

const plan = /^application\/vnd\.pgrst\.plan(?:\+(json|text))?(?:;\s*for="([^"]*)")?(?:;\s*options=([a-z|]*))?;?$/;
const options = new Set(['analyze', 'verbose', 'settings', 'buffers', 'wal']);

/** `application/vnd.pgrst.plan+json; for="text/csv"; options=analyze|verbose`. */
function planOf(accept: string): Form | undefined {
  const [whole, format = 'text', of, said = ''] = plan.exec(accept) ?? [];
  const words = said.split('|').filter((word) => word !== '');
  if (whole === undefined || !words.every((word) => options.has(word))) return undefined;
  const type = `application/vnd.pgrst.plan+${format}; for="${of ?? 'application/json'}"${words.length > 0 ? `; options=${words.join('|')}` : ''}; charset=utf-8`;
  return { ...formOf(of), type, plan: { json: format === 'json', options: words } };
}

function readType(text: string): { type: string; weight: number } {
  const [type = '', ...parameters] = text.split(';').map((part) => part.trim().toLowerCase());
  const weight = Number(parameters.find((one) => one.startsWith('q='))?.slice(2) ?? 1);
  const stripped = parameters.includes('nulls=stripped') ? ';nulls=stripped' : '';
  return { type: type + stripped, weight: Number.isNaN(weight) ? 0 : weight };
}
