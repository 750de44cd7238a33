/** Paths of everything in `value` that JSON would not keep: NaN, ±Infinity, undefined, typed arrays, functions. */
export function notPlain(value: unknown, path = '$'): string[] {
  if (value === null || typeof value === 'string' || typeof value === 'boolean') return [];
  if (typeof value === 'number') return Number.isFinite(value) ? [] : [`${path} = ${value}`];
  if (Array.isArray(value)) return value.flatMap((item, index) => notPlain(item, `${path}[${index}]`));
  if (typeof value === 'object' && Object.getPrototypeOf(value) === Object.prototype) {
    return Object.entries(value).flatMap(([key, item]) => notPlain(item, `${path}.${key}`));
  }
  return [`${path} is ${Object.prototype.toString.call(value)}`];
}
