// Which of the two types of answer a client wants.
//
// `application/graphql-response+json` has statuses that say what happened. `application/json` is the older one: there
// 200 only says that the answer is GraphQL's, so that a proxy's error is not taken for one of it.

import { Refusal } from '../refusal.js';

export const modern = 'application/graphql-response+json';
export const classic = 'application/json';

export type Media = typeof modern | typeof classic;

const known = new Map<string, Media | undefined>();
const mostKnown = 500;

export function mediaFor(accept: string | undefined): Media {
  if (accept === undefined || accept === '*/*' || accept === classic) return classic;
  if (!known.has(accept)) {
    if (known.size >= mostKnown) known.clear();
    known.set(accept, chosen(accept));
  }
  const media = known.get(accept);
  if (media) return media;
  throw Refusal.malformed(406, 'BAD_REQUEST', 'none of the types that the client accepts can be answered', {
    hint: `Accept ${modern} or ${classic}.`,
  });
}

/** The one that is wanted more; of equals the modern one, if it is named. */
function chosen(accept: string): Media | undefined {
  const [first, second] = [weight(accept, modern), weight(accept, classic)];
  if (first === 0 && second === 0) return undefined;
  return first > second || (first === second && accept.toLowerCase().includes(modern)) ? modern : classic;
}

/** How much a type is wanted: by its name, or by a range that it is in. */
function weight(accept: string, media: Media): number {
  const ranges = accept
    .toLowerCase()
    .split(',')
    .map((range) => range.split(';').map((part) => part.trim()));
  for (const wanted of [media, 'application/*', '*/*']) {
    const found = ranges.find(([name, ...parameters]) => name === wanted && isUtf8(parameters));
    if (found) return qualityOf(found);
  }
  return 0;
}

function isUtf8(parameters: readonly string[]): boolean {
  const charset = parameters
    .find((one) => one.startsWith('charset='))
    ?.slice('charset='.length)
    .replaceAll('"', '');
  return charset === undefined || charset === 'utf-8' || charset === 'utf8';
}

function qualityOf(range: readonly string[]): number {
  const said = range.find((one) => one.startsWith('q='));
  const value = said === undefined ? 1 : Number(said.slice(2));
  return Number.isNaN(value) ? 0 : value;
}

/** A browser that opens the address, rather than a program that asks. */
export function wantsPage(accept: string | undefined): boolean {
  return accept !== undefined && /\btext\/html\b/.test(accept);
}
