// Which relation an embedding means: by the target's name, by its foreign key's constraint, by its column, and with a
// hint where several fit.

import { Problem } from '../../runtime/problem.js';
import type { Link } from './link.js';
import type { Resource } from './resource.js';
import { closest } from './suggest.js';

export function linkFor(from: Resource, name: string, hint: string | undefined): Link {
  const named = from.links.filter((link) => isCalled(link, name) || (link.target.name === name && !link.back));
  const fitting = preferred(from, hint === undefined ? named : from.links.filter((link) => answers(link, name, hint)));
  const [only, ...more] = fitting;
  if (!only) notFound(from, name, hint);
  if (more.length > 0) ambiguous(from, name, fitting);
  return only;
}

/** A constraint or a column leads to the table, and not to the views that show it. */
function isCalled({ names, target, relation }: Link, name: string): boolean {
  return names.has(name) && (relation === undefined || target.writable);
}

function answers(link: Link, name: string, hint: string): boolean {
  return (link.target.name === name || isCalled(link, name)) && link.hints.has(hint);
}

/**
 * A function comes before what it is called like. Of a table and itself the rows are meant that refer to one: the row
 * that it refers to is named by its column. Of the tables of several schemas it is the own one's.
 */
function preferred(from: Resource, fitting: readonly Link[]): readonly Link[] {
  const tests: readonly ((link: Link) => boolean)[] = [
    ({ relation }) => relation === undefined,
    ({ back }) => !back,
    ({ target }) => target.schema === from.schema,
  ];
  return tests.reduce(narrowed, fitting);
}

function narrowed(links: readonly Link[], good: (link: Link) => boolean): readonly Link[] {
  const found = links.length > 1 ? links.filter(good) : [];
  return found.length > 0 ? found : links;
}

function notFound(from: Resource, name: string, hint: string | undefined): never {
  const known = from.links.map(({ target }) => target.name);
  const near = closest(name, known);
  const using = hint === undefined ? '' : ` using the hint '${hint}'`;
  throw new Problem(
    400,
    'PGRST200',
    `Could not find a relationship between '${from.name}' and '${name}' in the schema cache`,
    {
      details: `Searched for a foreign key relationship between '${from.name}' and '${name}'${using} in the schema '${from.schema}', but no matches were found.`,
      ...(near !== undefined && near !== name && { hint: `Perhaps you meant '${near}' instead of '${name}'.` }),
    },
  );
}

function ambiguous(from: Resource, name: string, fitting: readonly Link[]): never {
  const choices = fitting.map(({ hint }) => `'${name}!${hint}'`).join(', ');
  throw new Problem(
    300,
    'PGRST201',
    `Could not embed because more than one relationship was found for '${from.name}' and '${name}'`,
    {
      details: fitting.map(({ cardinality, target, shown }) => ({
        cardinality,
        embedding: `${from.name} with ${target.name}`,
        relationship: shown,
      })),
      hint: `Try changing '${name}' to one of the following: ${choices}. Find the desired relationship in the 'details' key.`,
    },
  );
}
