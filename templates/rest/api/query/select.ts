// select := item (',' item)*
// item   := '*' | (alias ':')? field ('::' type)? ('.' aggregate '()' ('::' type)?)? | count
//         | (alias ':' | '...')? relation ('!' hint)* '(' select? ')'

import { Reader } from './reader.js';
import { readSteps } from './field.js';
import { type Aggregate, type EmbedItem, type FieldItem, type Item, aggregates, nodeOf } from './tree.js';

export const everything: readonly Item[] = [{ kind: 'all' }];

export function parseSelect(text: string): readonly Item[] {
  const reader = new Reader(text, 'select parameter');
  if (text.trim() === '') return [];
  const items = readItems(reader);
  reader.end();
  return items;
}

function readItems(reader: Reader): Item[] {
  return reader.nested(() => reader.list(() => readItem(reader)));
}

function readItem(reader: Reader): Item {
  skipBlanks(reader);
  const item = reader.take('*') ? ({ kind: 'all' } as const) : readNamed(reader);
  skipBlanks(reader);
  return item;
}

function skipBlanks(reader: Reader): void {
  reader.match(/[ \t\r\n]*/y);
}

function readNamed(reader: Reader): Item {
  if (reader.take('...')) return readEmbed(reader, readAliased(reader), true);
  const named = readAliased(reader);
  return reader.looksAt('!') || (reader.looksAt('(') && !reader.looksAt('()')) || isEmptyEmbed(reader, named.name)
    ? readEmbed(reader, named, false)
    : readFieldItem(reader, named);
}

interface Aliased {
  readonly alias?: string;
  readonly name: string;
}

function readAliased(reader: Reader): Aliased {
  const name = reader.name();
  if (reader.looksAt('::') || !reader.take(':')) return { name };
  return { alias: name, name: reader.name() };
}

/** `rel()` is a relation that gives no columns, but `count()` is a number. */
function isEmptyEmbed(reader: Reader, name: string): boolean {
  return reader.looksAt('()') && name !== 'count';
}

// -------------------------------------------------------------------------------------------------------------- fields

function readFieldItem(reader: Reader, { alias, name }: Aliased): FieldItem {
  const named = { kind: 'field', ...(alias !== undefined && { alias }) } as const;
  if (name === 'count' && reader.take('()')) return { ...named, aggregate: 'count', ...resultCast(reader) };
  const field = { name, steps: readSteps(reader) };
  const cast = readCast(reader);
  const item: FieldItem = { ...named, field, ...(cast !== undefined && { cast }) };
  if (!reader.take('.')) return item;
  return { ...item, aggregate: readAggregate(reader), ...resultCast(reader) };
}

function resultCast(reader: Reader): { resultCast?: string } {
  const cast = readCast(reader);
  return cast === undefined ? {} : { resultCast: cast };
}

function readCast(reader: Reader): string | undefined {
  if (!reader.take('::')) return undefined;
  return reader.match(/[\p{L}_][\p{L}\p{N}_$ ]*(?:\[\])?/uy)?.trim() ?? reader.fail('the name of a type');
}

function readAggregate(reader: Reader): Aggregate {
  const found = aggregates.find((name) => reader.take(`${name}()`));
  return found ?? reader.fail(aggregates.map((name) => `${name}()`).join(', '));
}

// ----------------------------------------------------------------------------------------------------------- relations

function readEmbed(reader: Reader, { alias, name }: Aliased, spread: boolean): EmbedItem {
  let hint: string | undefined;
  let inner = false;
  while (reader.take('!')) {
    const word = reader.name();
    if (word === 'inner') inner = true;
    else if (word !== 'left') hint = word;
  }
  reader.expect('(');
  skipBlanks(reader);
  const items = reader.looksAt(')') ? [] : readItems(reader);
  reader.expect(')');
  return {
    kind: 'embed',
    relation: name,
    ...(alias !== undefined && { alias }),
    ...(hint !== undefined && { hint }),
    inner,
    spread,
    node: nodeOf(items),
  };
}
