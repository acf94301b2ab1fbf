// The items of an array as PostgreSQL writes it, for engines that have no arrays: {a,"b c",d}.

import { Reader } from '../query/reader.js';

export function itemsOf(text: string): string[] {
  const reader = new Reader(text, 'array');
  reader.expect('{');
  if (reader.take('}')) return [];
  const items = reader.list(() => (reader.next === '"' ? reader.quoted() : (reader.match(/[^,{}]*/uy) ?? '')));
  reader.expect('}');
  reader.end();
  return items;
}
