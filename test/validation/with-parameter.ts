/**
 * Runs `judge` with one number of a parameter table changed, and puts it back. Tables are constants everywhere
 * else; only the question «what if it were otherwise» may touch them.
 */
export function withParameter<T>(table: object, path: string, value: number, judge: () => T): T {
  const keys = path.split('.');
  const last = keys.pop()!;
  const holder = keys.reduce<Record<string, unknown>>(
    (object, key) => object[key] as Record<string, unknown>,
    table as Record<string, unknown>,
  );
  const before = holder[last];
  if (typeof before !== 'number') throw new TypeError(`${path} is not a number`);
  holder[last] = value;
  try {
    return judge();
  } finally {
    holder[last] = before;
  }
}

export function parameterAt(table: object, path: string): number {
  const value = path
    .split('.')
    .reduce<unknown>((object, key) => (object as Record<string, unknown>)[key], table);
  if (typeof value !== 'number') throw new TypeError(`${path} is not a number`);
  return value;
}
