// Cursors as they come in: hexadecimal digits of a JSON array with a value for each term of the order.
//
// Their values are parameters, as all values. Only which of them are null makes another statement.

import { Later } from '../../../orm/runtime/build.js';
import type { Term } from '../../../orm/runtime/order.js';
import { Problem } from '../../runtime/problem.js';
import { parseJson } from '../../rest/http/json.js';
import { Slot } from './variables.js';

export interface Cursor {
  /** One for each term, as their columns take them; those that are not null may come later. */
  readonly values: readonly unknown[];
}

export function cursorOf(name: string, model: string, terms: readonly Term[], given: unknown): Cursor {
  const read = (text: unknown): readonly unknown[] => valuesOf(name, model, terms, text);
  if (!(given instanceof Slot)) return { values: read(given) };
  const nulls = given.pinned((text) =>
    read(text)
      .map((value) => (value === null ? '0' : '1'))
      .join(''),
  );
  return {
    values: [...nulls].map((mark, index) => (mark === '0' ? null : new Later((told) => read(given.of(told))[index]))),
  };
}

function valuesOf(name: string, model: string, terms: readonly Term[], given: unknown): readonly unknown[] {
  const values = arrayOf(String(given));
  if (values?.length !== terms.length) throw wrong(name, model);
  return terms.map(({ values: { codec } }, index) => {
    const value = values[index];
    try {
      return value === null || !codec.fromJson ? value : codec.fromJson(value);
    } catch (error) {
      throw error instanceof Problem ? error : wrong(name, model);
    }
  });
}

function wrong(name: string, model: string): Problem {
  return new Problem(400, 'PGRST100', `\`${name}\` is no cursor of ${model} in this order`, {
    hint: 'Take it from the same connection, with the same orderBy.',
  });
}

function arrayOf(text: string): readonly unknown[] | undefined {
  if (!/^(?:[0-9a-f]{2})+$/.test(text)) return undefined;
  try {
    const value = parseJson(Buffer.from(text, 'hex').toString('utf8'));
    return Array.isArray(value) ? (value as unknown[]) : undefined;
  } catch {
    return undefined;
  }
}
