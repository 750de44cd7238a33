import fc from 'fast-check';

type Path = readonly (string | number)[];

/** Every place in a JSON value, the root included. */
function places(value: unknown, path: Path = []): Path[] {
  if (typeof value !== 'object' || value === null) return [path];
  const inner = Object.entries(value).flatMap(([key, one]) =>
    places(one, [...path, Array.isArray(value) ? Number(key) : key]),
  );
  return [path, ...inner];
}

function replaced(value: unknown, [step, ...rest]: Path, by: unknown): unknown {
  if (step === undefined) return by;
  if (Array.isArray(value)) return value.map((one, i) => (i === step ? replaced(one, rest, by) : one));
  const record = value as Record<string, unknown>;
  return { ...record, [step]: replaced(record[step], rest, by) };
}

const NONSENSE = fc.oneof(
  fc.constantFrom<unknown>(
    null,
    undefined,
    '',
    ' ',
    'NaN',
    'Infinity',
    '1e999',
    '-1',
    '0',
    -1,
    0,
    1e308,
    '0x10',
    '١٢',
    true,
    [],
    {},
    'BTCUSDT',
    '9'.repeat(400),
    253402300800000,
    '1.2.3',
  ),
  fc.anything(),
);

/** A known good value with one place replaced by nonsense: the failures venues really produce. */
export function anyMutationOf(value: unknown): fc.Arbitrary<unknown> {
  const all = places(value);
  return fc.tuple(fc.nat(all.length - 1), NONSENSE).map(([at, by]) => replaced(value, all[at] ?? [], by));
}
