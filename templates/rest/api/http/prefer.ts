// The header Prefer: what a client would like, and which of it is said to be done (Preference-Applied).

import { Problem } from '../../runtime/problem.js';

export interface Preferences {
  readonly return?: string;
  readonly count?: string;
  readonly resolution?: string;
  readonly missing?: string;
  readonly tx?: string;
  readonly handling?: string;
  readonly timezone?: string;
  readonly maxAffected?: number;
}

const choices: ReadonlyMap<string, readonly string[]> = new Map([
  ['resolution', ['merge-duplicates', 'ignore-duplicates']],
  ['missing', ['default', 'null']],
  ['return', ['representation', 'minimal', 'headers-only']],
  ['count', ['exact', 'planned', 'estimated']],
  ['tx', ['commit', 'rollback']],
  ['handling', ['strict', 'lenient']],
]);

const none: Preferences = {};

/** Clients say the same each time. All are forgotten when there are as many. */
const known = new Map<string, Preferences>();
const mostKnown = 200;

export function preferencesOf(header: string | readonly string[] | undefined): Preferences {
  if (header === undefined || header === '') return none;
  const said = typeof header === 'string' ? header : header.join(',');
  const before = known.get(said);
  if (before) return before;
  const preferences = read(said);
  if (known.size >= mostKnown) known.clear();
  known.set(said, preferences);
  return preferences;
}

function read(said: string): Preferences {
  const words = said.split(',').map((word) => word.trim());
  const found = new Map<string, string>();
  const invalid = words.filter((word) => word !== '' && !isKnown(found, word));
  const preferences = { ...Object.fromEntries(found), ...maxAffected(found) } as Preferences;
  if (preferences.handling === 'strict' && invalid.length > 0) {
    throw new Problem(400, 'PGRST122', 'Invalid preferences given with handling=strict', {
      details: `Invalid preferences: ${invalid.join(', ')}`,
    });
  }
  return preferences;
}

/** The first of each kind counts. */
function isKnown(found: Map<string, string>, word: string): boolean {
  const [name = '', value = ''] = word.split('=', 2).map((part) => part.trim());
  const isChoice = choices.get(name)?.includes(value) === true || (name === 'max-affected' && /^\d{1,9}$/.test(value));
  if (isChoice && !found.has(name)) found.set(name, value);
  return isChoice;
}

/** It binds only where the client wants its preferences kept. */
function maxAffected(found: ReadonlyMap<string, string>): Pick<Preferences, 'maxAffected'> {
  const most = found.get('max-affected');
  return most !== undefined && found.get('handling') === 'strict' ? { maxAffected: Number(most) } : {};
}

export type Applied = Exclude<keyof Preferences, 'timezone'>;

/** What lists know of. */
export const readKinds: ReadonlySet<Applied> = new Set<Applied>(['count', 'handling']);

const inOrder: readonly Applied[] = ['resolution', 'missing', 'return', 'count', 'tx', 'handling', 'maxAffected'];

/** The preferences of these kinds that were kept. */
export function applied(preferences: Preferences, kinds: ReadonlySet<Applied>): string | undefined {
  const said = inOrder.filter((kind) => kinds.has(kind) && preferences[kind] !== undefined);
  if (said.length === 0) return undefined;
  return said
    .map((kind) => `${kind === 'maxAffected' ? 'max-affected' : kind}=${String(preferences[kind])}`)
    .join(', ');
}
