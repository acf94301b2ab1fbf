// order := term (',' term)*     term := (field | relation '(' field ')') ('.asc' | '.desc')? ('.nullsfirst' | '.nullslast')?

import { readField, readSteps } from './field.js';
import { Reader } from './reader.js';
import type { OrderTerm } from './tree.js';

export function parseOrder(text: string): readonly OrderTerm[] {
  const reader = new Reader(text, 'order');
  const terms = reader.list(() => readTerm(reader));
  reader.end();
  return terms;
}

function readTerm(reader: Reader): OrderTerm {
  const named = readSubject(reader);
  const descending = reader.take('.desc') || (reader.take('.asc'), false);
  const nulls = reader.take('.nullsfirst') ? 'first' : reader.take('.nullslast') ? 'last' : undefined;
  if (!reader.ended && reader.next !== ',') reader.fail('"asc", "desc", "nullsfirst" or "nullslast"');
  return { ...named, descending, ...(nulls && { nulls }) };
}

function readSubject(reader: Reader): Pick<OrderTerm, 'relation' | 'field'> {
  const name = reader.name();
  if (!reader.take('(')) return { field: { name, steps: readSteps(reader) } };
  const field = readField(reader);
  reader.expect(')');
  return { relation: name, field };
}
