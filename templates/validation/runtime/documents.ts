// JSON in conditions.

import { map, type Known, type Truth } from './truth.js';

/** JSON_VALID of a text. */
export function isJsonText(text: Known<string>): Truth {
  return map(text, isWritten);
}

function isWritten(text: string): boolean | undefined {
  try {
    JSON.parse(text);
    return text.length < 1000 ? true : undefined; // engines disagree about how deep it may be
  } catch {
    return false;
  }
}

/** JSON_VALID of a value that was JSON before it came here. */
export function isDocument(value: unknown): Truth {
  return map(value, () => true);
}
