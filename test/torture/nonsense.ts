import type { Random } from '../market/random.ts';

const ODD: readonly unknown[] = [
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
  Number.NaN,
  Number.NEGATIVE_INFINITY,
  '0x10',
  '١٢',
  true,
  [],
  {},
  '9'.repeat(400),
  'a'.repeat(5_000),
  253402300800000,
  '1.2.3',
  '__proto__',
  'constructor',
  '\u202e\u0000<script>',
];

const int = (random: Random, below: number) => Math.floor(random.next() * below);

/** Any JSON-like value, a few levels deep. */
export function anything(random: Random, depth = 3): unknown {
  const kind = int(random, depth > 0 ? 6 : 3);
  if (kind < 3) return ODD[int(random, ODD.length)];
  if (kind === 3) return (random.next() - 0.5) * 10 ** int(random, 20);
  const size = int(random, 4);
  if (kind === 4) return Array.from({ length: size }, () => anything(random, depth - 1));
  const entries = Array.from({ length: size }, () => [key(random), anything(random, depth - 1)] as const);
  return withProto(random, Object.fromEntries(entries));
}

function key(random: Random): string {
  return String(ODD[int(random, ODD.length)]).slice(0, 40);
}

/** As `JSON.parse` makes of `{"__proto__": …}`: an own property, not the prototype. */
function withProto(random: Random, value: object): object {
  if (random.next() < 0.9) return value;
  return Object.defineProperty(value, '__proto__', {
    value: { polluted: true },
    enumerable: true,
    writable: true,
    configurable: true,
  });
}

/** `good` with one to three places replaced, removed or doubled: what really goes wrong on the way. */
export function spoiled(random: Random, good: unknown): unknown {
  const copy = structuredClone(good);
  for (let times = 1 + int(random, 3); times > 0; times--) {
    let at = copy;
    for (let depth = int(random, 8); depth >= 0; depth--) {
      if (typeof at !== 'object' || at === null) break;
      const keys = Object.keys(at);
      const name = keys[int(random, keys.length)];
      if (name === undefined) break;
      const holder = at as Record<string, unknown>;
      const inner = holder[name];
      if (depth > 0 && typeof inner === 'object' && inner !== null) {
        at = inner;
        continue;
      }
      if (random.next() < 0.2) delete holder[name];
      else holder[name] = random.next() < 0.5 ? ODD[int(random, ODD.length)] : anything(random, 2);
      break;
    }
  }
  return random.next() < 0.02 ? anything(random) : copy;
}

/** Text with a few characters cut, doubled or replaced. */
export function spoiledText(random: Random, good: string): string {
  let text = good;
  for (let times = 1 + int(random, 4); times > 0; times--) {
    const at = int(random, text.length + 1);
    const what = int(random, 4);
    if (what === 0) text = text.slice(0, at);
    else if (what === 1) text = text.slice(0, at) + text.slice(at + 1 + int(random, 20));
    else text = text.slice(0, at) + String(ODD[int(random, ODD.length)]) + text.slice(at);
  }
  return text.slice(0, 50_000);
}
