// The functions that can be called, and which of several with one name a call means.

import { dialect } from '../../../orm/engine/dialect.js';
import { other } from '../../../orm/engine/types.js';
import { column, table } from '../../../orm/runtime/table.js';
import { Problem } from '../../runtime/problem.js';
import type { Registry } from './registry.js';
import { Resource } from './resource.js';
import { closest } from './suggest.js';

export interface FunctionFacts {
  readonly schema: string;
  readonly name: string;
  /** The name, quoted. */
  readonly sql: string;
  readonly gives: 'void' | 'value' | 'row';
  /** A set of them. */
  readonly many: boolean;
  /** It is declared to have one row, at most: embedded it is that row. */
  readonly atMostOne?: boolean;
  /** It changes nothing. */
  readonly reads: boolean;
  readonly arguments: readonly Argument[];
  /** Of a row that is no table's. */
  readonly columns: readonly string[];
  /** The table or view whose rows it gives. */
  readonly rowOf?: Named;
  /** The table or view whose row is its only argument: so it makes a column, or a relation. */
  readonly rowIn?: Named;
}

export interface Argument {
  readonly name: string;
  /** As the database writes it. */
  readonly type: string;
  readonly required: boolean;
  readonly variadic: boolean;
}

export interface Named {
  readonly schema: string;
  readonly name: string;
}

// -------------------------------------------------------------------------------------------------------------- choice

export interface Chosen {
  readonly facts: FunctionFacts;
  /** By name; or the whole body, for a function with one argument that has no name. */
  readonly given: ReadonlyMap<string, unknown> | { readonly whole: string };
}

const wholes = new Set(['json', 'jsonb', 'text', 'bytea', 'xml']);

export function chosenFunction(
  registry: Registry,
  schema: string,
  name: string,
  given: ReadonlyMap<string, unknown> | { readonly whole: string },
): Chosen {
  const candidates = registry.functions(schema, name);
  const fitting = 'whole' in given ? [] : candidates.filter((facts) => fits(facts, given));
  const [only, ...more] = fitting.length > 0 ? fitting : candidates.filter((facts) => takesWhole(facts));
  if (!only) return notFound(registry, schema, name, 'whole' in given ? [] : [...given.keys()]);
  if (more.length > 0) ambiguous(schema, [only, ...more]);
  if (fitting.length > 0 || 'whole' in given) return { facts: only, given };
  return { facts: only, given: { whole: JSON.stringify(Object.fromEntries(given)) } };
}

/** Of arguments without names there may be one, which is the whole body. */
export function isCallable(facts: FunctionFacts): boolean {
  return facts.arguments.every(({ name }) => name !== '') || takesWhole(facts);
}

function fits(facts: FunctionFacts, given: ReadonlyMap<string, unknown>): boolean {
  const { arguments: list } = facts;
  return (
    isCallable(facts) &&
    [...given.keys()].every((name) => name !== '' && list.some((one) => one.name === name)) &&
    list.every(({ name, required }) => !required || given.has(name))
  );
}

function takesWhole({ arguments: list }: FunctionFacts): boolean {
  const [only, ...more] = list;
  return only !== undefined && more.length === 0 && only.name === '' && wholes.has(only.type);
}

function notFound(registry: Registry, schema: string, name: string, names: readonly string[]): never {
  const full = schema === '' ? name : `${schema}.${name}`;
  const listed = [...names].sort().join(', ');
  const near = nearest(registry, schema, name, listed);
  const shown = names.length === 0 ? ' without parameters' : `(${listed})`;
  const searched =
    names.length === 0 ? 'without parameters' : `with parameter${names.length === 1 ? '' : 's'} ${listed}`;
  throw new Problem(404, 'PGRST202', `Could not find the function ${full}${shown} in the schema cache`, {
    details: `Searched for the function ${full} ${searched} or with a single unnamed json/jsonb parameter, but no matches were found in the schema cache.`,
    ...(near !== undefined && {
      hint: `Perhaps you meant to call the function ${schema === '' ? '' : `${schema}.`}${near}`,
    }),
  });
}

/** One of that name with its parameters, or one of another name. */
function nearest(registry: Registry, schema: string, name: string, given: string): string | undefined {
  const overloads = registry.functions(schema, name).filter(isCallable);
  if (overloads.length === 0) return closest(name, registry.functionNames(schema));
  const shown = overloads.map(({ arguments: list }) => list.map((one) => one.name).join(', '));
  const parameters = closest(given, shown) ?? (given === '' ? undefined : shown[0]);
  return parameters === undefined ? undefined : `${name}(${parameters})`;
}

function ambiguous(schema: string, candidates: readonly FunctionFacts[]): never {
  const shown = candidates
    .map(
      ({ name, arguments: list }) => `${schema}.${name}(${list.map((one) => `${one.name} => ${one.type}`).join(', ')})`,
    )
    .join(', ');
  throw new Problem(300, 'PGRST203', `Could not choose the best candidate function between: ${shown}`, {
    hint: 'Try renaming the parameters or the function itself in the database so function overloading can be resolved',
  });
}

// -------------------------------------------------------------------------------------------------------------- result

/** What the rows of a function look like; undefined where that is not known before it is called. */
export function rowResource(registry: Registry, { rowOf, columns }: FunctionFacts): Resource | undefined {
  const known = rowOf && registry.find(rowOf);
  if (known || columns.length === 0) return known;
  return new Resource({
    shown: [],
    searched: [],
    table: table({
      model: '',
      schema: '',
      name: '',
      sql: '',
      relations: [],
      keys: [],
      columns: columns.map((name) => column(name, name, dialect.quote(name), other)),
    }),
  });
}
