// ETags: a number made of the text of a row, so that a client can ask whether it has changed, and change it only if it
// has not.

import { Problem } from '../../runtime/problem.js';

/** 64 bits of FNV-1a, in two halves, as they are quickly written: nobody gains by making two texts alike. */
export function tagOf(text: string): string {
  let [a, b] = [0x811c9dc5, 0x01000193];
  for (let index = 0; index < text.length; ++index) {
    const code = text.charCodeAt(index);
    a = Math.imul(a ^ code, 0x01000193);
    b = Math.imul(b ^ (code + index), 0x85ebca6b);
  }
  return `"${String(a)}.${String(b)}"`;
}

/** Does a header as If-Match or If-None-Match name the tag? */
export function names(header: string, tag: string): boolean {
  return header.split(',').some((one) => one.trim() === '*' || one.trim().replace(/^W\//, '') === tag);
}

export function refuseChanged(header: string | undefined, current: () => Promise<string>): Promise<void> {
  if (header === undefined) return Promise.resolve();
  return current().then((text) => {
    if (!names(header, tagOf(text))) {
      throw new Problem(412, 'HTTP412', 'the row has changed since it was read', {
        hint: 'Read it again, and try with its new ETag.',
      });
    }
  });
}
