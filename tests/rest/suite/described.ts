// Is an answer what api/rest/openapi.json says it is? Every answer that these tests see is held against it: its status,
// and its JSON. What is not is told at the end of the tests, since a client takes an error within its request for one
// of the network.

import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { after } from 'node:test';

import { Ajv2020 } from 'ajv/dist/2020.js';

interface Operation {
  readonly responses: Readonly<Record<string, Reference>>;
}

interface Reference {
  readonly $ref: string;
}

interface Response {
  readonly content?: Readonly<Record<string, { readonly schema: object }>>;
}

interface Description {
  readonly paths: Readonly<Record<string, Readonly<Record<string, Operation>>>>;
  readonly components: { readonly responses: Readonly<Record<string, Response>> };
}

const description = JSON.parse(readFileSync('api/rest/openapi.json', 'utf8')) as Description;
const ajv = new Ajv2020({ strict: false, validateFormats: false }).addSchema(description, 'openapi');

/** Of those without a place for a key first: `/books/search` is no book. */
const paths = Object.entries(description.paths)
  .map(([path, operations]) => ({ parts: path.split('/').map(decodeURIComponent), operations }))
  .sort((a, b) => holes(a.parts) - holes(b.parts));

function holes(parts: readonly string[]): number {
  return parts.filter((part) => part === '{key}').length;
}

function operationOf(method: string, path: string): Operation | undefined {
  const parts = path.split('/').map(decodedOr);
  const fits = (template: readonly string[]): boolean =>
    template.length === parts.length && template.every((part, at) => part === '{key}' || part === parts[at]);
  return paths.find((each) => fits(each.parts))?.operations[(method === 'HEAD' ? 'GET' : method).toLowerCase()];
}

function decodedOr(part: string): string {
  try {
    return decodeURIComponent(part);
  } catch {
    return part;
  }
}

function responseOf({ responses }: Operation, status: number): Response | undefined {
  const found =
    responses[String(status)] ??
    responses[`${String(status)[0] ?? ''}XX`] ??
    (status >= 300 ? responses['default'] : undefined);
  return found && description.components.responses[found.$ref.split('/').at(-1) ?? ''];
}

/** The pointers in it are those of the description. */
function whole(schema: object): object {
  return JSON.parse(JSON.stringify(schema).replaceAll('"#/components/', '"openapi#/components/')) as object;
}

const problem = ajv.compile(whole({ $ref: '#/components/schemas/.problem' }));
const compiled = new Map<object, ReturnType<typeof ajv.compile>>();

function validatorOf(schema: object): ReturnType<typeof ajv.compile> {
  let found = compiled.get(schema);
  if (!found) compiled.set(schema, (found = ajv.compile(whole(schema))));
  return found;
}

const tables = new Set(paths.map(({ parts }) => parts[1]));

/**
 * Columns, and tables by their names: then rows are what their schemas say. Casts, aliases, steps into JSON and calls
 * make something else of them.
 */
function isPlain(select: string | null): boolean {
  if (select === null) return true;
  const embedded = [...select.matchAll(/(\w+)\(/g)].map(([, name = '']) => name);
  return /^[\w,*()]*$/.test(select) && !select.includes('()') && embedded.every((name) => tables.has(name));
}

const findings: string[] = [];
after(() => {
  assert.deepEqual(findings, []);
});

/** `url` begins behind the API's prefix: `/books?id=eq.1`. */
export function checkAnswer(
  method: string,
  url: string,
  { status, type, text }: { readonly status: number; readonly type: string; readonly text: string },
): void {
  if (method === 'OPTIONS') return;
  const [path = '', query = ''] = url.split(/\?(.*)/s);
  const operation = operationOf(method, path);
  const response = operation && responseOf(operation, status);
  const find = (what: string): void =>
    void findings.push(`${method} ${url} answers ${String(status)} ${what}: ${text.slice(0, 1000)}`);
  if (operation && !response) find('which is not described');
  const json = /^application\/(?:json|vnd\.pgrst\.object\+json)/.exec(type)?.[0];
  if (text === '' || json === undefined) return;
  const valid = status >= 300 ? problem : schemaOf(response, json, new URLSearchParams(query).get('select'));
  if (valid && !valid(JSON.parse(text))) find(`which is not as it is described, as ${ajv.errorsText(valid.errors)}`);
}

function schemaOf(
  response: Response | undefined,
  json: string,
  select: string | null,
): ReturnType<typeof ajv.compile> | undefined {
  const schema = response?.content?.[json]?.schema;
  return schema && isPlain(select) ? validatorOf(schema) : undefined;
}
