// LIKE, GLOB and regular expressions.
//
// Patterns are part of the schema, so they come here as JavaScript's own regular expressions, translated when this
// file's application was generated. Only what means the same in the database is translated; `matchesAscii` is for
// patterns that do so for plain characters.

import { isAscii } from './texts.js';
import { map, type Known, type Truth } from './truth.js';

/** Whether the pattern is found in the text. */
export function matches(text: Known<string>, pattern: RegExp): Truth {
  return map(text, (value) => pattern.test(value));
}

/** The same, for a pattern whose classes, case or line ends differ from JavaScript's outside of printable ASCII. */
export function matchesAscii(text: Known<string>, pattern: RegExp): Truth {
  return map(text, (value) => (isAscii(value) ? pattern.test(value) : undefined));
}
