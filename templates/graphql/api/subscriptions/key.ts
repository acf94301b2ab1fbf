// A row's key as JSON, with every digit: what JavaScript's numbers would round is a text.

type Key = Readonly<Record<string, unknown>>;

export function keyJson(key: Key): string {
  return JSON.stringify(Object.fromEntries(Object.entries(key).map(([field, value]) => [field, shown(value)])));
}

function shown(value: unknown): unknown {
  if (typeof value === 'bigint')
    return value >= Number.MIN_SAFE_INTEGER && value <= Number.MAX_SAFE_INTEGER ? Number(value) : String(value);
  return value instanceof Uint8Array ? `\\x${Buffer.from(value).toString('hex')}` : value;
}
