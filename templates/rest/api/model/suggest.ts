// Did you mean …? The known name that is closest to the one that was given, if any is close.

/** Longer names are not compared: it would cost the square of their length. */
const longest = 64;

export function closest(name: string, known: Iterable<string>): string | undefined {
  if (name.length > longest) return undefined;
  let best: string | undefined;
  let least = Math.max(2, Math.floor(name.length / 3)) + 1;
  for (const candidate of known) {
    const distance = candidate.length > longest ? Infinity : edits(name.toLowerCase(), candidate.toLowerCase());
    if (distance < least) [best, least] = [candidate, distance];
  }
  return best;
}

/** How many letters must be put in, left out or changed to make one of the other. */
function edits(a: string, b: string): number {
  let row = Array.from({ length: b.length + 1 }, (_, index) => index);
  for (let i = 0; i < a.length; ++i) {
    const next = [i + 1];
    for (let j = 0; j < b.length; ++j) {
      const change = (row[j] ?? 0) + (a[i] === b[j] ? 0 : 1);
      next.push(Math.min(change, (row[j + 1] ?? 0) + 1, (next[j] ?? 0) + 1));
    }
    row = next;
  }
  return row[b.length] ?? 0;
}

/** The list of what exists, kept short. */
export function listed(names: Iterable<string>, most = 20): string {
  const all = [...names];
  const more = all.length > most ? `, and ${String(all.length - most)} more` : '';
  return all.slice(0, most).join(', ') + more;
}
