/** What can happen to a JSON body on its way; each takes the whole body and gives another one. */
export type BodyChange = (body: unknown) => unknown;

function each(
  body: unknown,
  change: (value: unknown, key: string | null) => unknown,
  key: string | null = null,
): unknown {
  if (Array.isArray(body)) return body.map((item) => each(item, change, key));
  if (body === null || typeof body !== 'object') return change(body, key);
  return Object.fromEntries(Object.entries(body).map(([name, inner]) => [name, each(inner, change, name)]));
}

const NUMBER = /^[+-]?\d+(\.\d+)?$/;
const isNumeric = (value: unknown): value is number | string =>
  typeof value === 'number' || (typeof value === 'string' && NUMBER.test(value));

/** Every number, written either way, becomes `value`; what is no number stays. */
const numbersAs =
  (value: unknown): BodyChange =>
  (body) =>
    each(body, (found, key) => (isNumeric(found) && !CODES.has(key ?? '') ? value : found));

/** Error codes stay what they are: only data changes. */
const CODES = new Set(['code', 'retCode', 'status']);

function objects(body: unknown, change: (entries: [string, unknown][]) => [string, unknown][]): unknown {
  if (Array.isArray(body)) return body.map((item) => objects(item, change));
  if (body === null || typeof body !== 'object') return body;
  const inner = Object.entries(body).map(([key, value]): [string, unknown] => [key, objects(value, change)]);
  return Object.fromEntries(change(inner));
}

function lists(body: unknown, change: (rows: unknown[]) => unknown[]): unknown {
  if (Array.isArray(body)) return change(body.map((item) => lists(item, change)));
  if (body === null || typeof body !== 'object') return body;
  return Object.fromEntries(Object.entries(body).map(([key, value]) => [key, lists(value, change)]));
}

/** A list whose items are rows, not a row or a pair itself. */
const isTable = (rows: readonly unknown[]) => rows.length > 2 && rows.every((row) => typeof row === 'object');

export const BODY_CHANGES = {
  /** Every number becomes a word, every string a number: the shape stays, the types lie. */
  'wrong-types': (body) =>
    each(body, (value) => (typeof value === 'number' ? 'many' : typeof value === 'string' ? 7 : value)),
  nonsense: () => ({ nonsense: true, list: [null, 'NaN', -1] }),
  'null-body': () => null,
  'bare-list': () => [],
  'bare-object': () => ({}),
  'not-a-number': numbersAs('NaN'),
  infinite: numbersAs('1e999'),
  negative: (body) =>
    each(body, (value, key) => {
      if (!isNumeric(value) || CODES.has(key ?? '')) return value;
      return typeof value === 'number' ? -Math.abs(value) : `-${value.replace(/^[+-]/, '')}`;
    }),
  zeros: (body) =>
    each(body, (value, key) =>
      !isNumeric(value) || CODES.has(key ?? '') ? value : typeof value === 'number' ? 0 : '0',
    ),
  'no-numbers': numbersAs(null),
  'empty-strings': numbersAs(''),
  'numbers-as-strings': (body) =>
    each(body, (value, key) => (typeof value === 'number' && !CODES.has(key ?? '') ? String(value) : value)),
  'strings-as-numbers': (body) =>
    each(body, (value, key) =>
      typeof value === 'string' && NUMBER.test(value) && !CODES.has(key ?? '') ? Number(value) : value,
    ),
  'extra-fields': (body) =>
    objects(body, (entries) => [
      ...entries,
      ['addedLately', { deep: [1, 'two', null] }],
      ['constructor', 'polluted'],
      ['toString', 'polluted'],
    ]),
  'missing-fields': (body) =>
    objects(body, (entries) =>
      entries.filter(([, value], index) => typeof value === 'object' || index % 2 === 0),
    ),
  'no-rows': (body) => lists(body, () => []),
  duplicates: (body) => lists(body, (rows) => (isTable(rows) ? rows.flatMap((row) => [row, row]) : rows)),
  'out-of-order': (body) => lists(body, (rows) => (isTable(rows) ? [...rows].reverse() : rows)),
  deep: () => JSON.parse(`${'['.repeat(4_000)}${']'.repeat(4_000)}`),
} as const satisfies Record<string, BodyChange>;

export type BodyChangeName = keyof typeof BODY_CHANGES;

/** The body's text with a `__proto__` key in it, which `JSON.parse` turns into an own property. */
export function pollutedText(body: unknown): string {
  const text = JSON.stringify(body);
  return text.startsWith('{') ? `{"__proto__":{"polluted":true},${text.slice(1)}` : text;
}
