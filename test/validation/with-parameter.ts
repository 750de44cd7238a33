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

/** Every number of a table with its path, `bands.leaning`. */
export function numbersIn(table: object, prefix = ''): { path: string; value: number }[] {
  return Object.entries(table).flatMap(([key, value]) => {
    const path = `${prefix}${key}`;
    if (typeof value === 'number') return [{ path, value }];
    return typeof value === 'object' && value !== null ? numbersIn(value, `${path}.`) : [];
  });
}
