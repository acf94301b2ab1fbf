// field := name step*     step := '->' key | '->>' key

import type { Field, Step } from './tree.js';
import type { Reader } from './reader.js';

export function readField(reader: Reader): Field {
  return { name: reader.name(), steps: readSteps(reader) };
}

/** A step that asks for text is the last one. */
export function readSteps(reader: Reader): readonly Step[] {
  const steps: Step[] = [];
  while (steps.at(-1)?.asText !== true && reader.take('->')) {
    const asText = reader.take('>');
    steps.push({ key: readKey(reader), asText });
  }
  return steps;
}

function readKey(reader: Reader): string {
  if (reader.next === '"') return reader.quoted();
  return reader.match(/-?(?:[^(),.:">-]|-(?!>))+/uy) ?? reader.fail('a key or an index of JSON');
}
