import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';

const css = readFileSync(new URL('../../../components/theme/tokens.css', import.meta.url), 'utf8');

type Palette = ReadonlyMap<string, string>;

function declared(selector: string): [string, string][] {
  const start = css.indexOf(`${selector} {`);
  if (start < 0) throw new Error(`No rule ${selector}`);
  const body = css.slice(start, css.indexOf('}', start));
  return [...body.matchAll(/--fp-([a-z-]+):\s*(#[0-9a-f]{6});/g)].map(([, name, value]) => [name!, value!]);
}

const dark = declared('.fp');
const light = [...dark, ...declared('.fp[data-theme="light"]')];
const themes: readonly (readonly [string, Palette])[] = [
  ['dark', new Map(dark)],
  ['light', new Map(light)],
  ['dark, colour-blind', new Map([...dark, ...declared('.fp[data-palette="colour-blind"]')])],
  [
    'light, colour-blind',
    new Map([...light, ...declared('.fp[data-theme="light"][data-palette="colour-blind"]')]),
  ],
];

function luminance(colour: string): number {
  const [red = 0, green = 0, blue = 0] = [1, 3, 5].map((at) => {
    const channel = Number.parseInt(colour.slice(at, at + 2), 16) / 255;
    return channel <= 0.04045 ? channel / 12.92 : ((channel + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

/** WCAG 2.2 contrast ratio, 1…21. */
function contrast(one: string, other: string): number {
  const [high, low] = [luminance(one), luminance(other)].sort((a, b) => b - a) as [number, number];
  return (high + 0.05) / (low + 0.05);
}

const TEXTS = ['text', 'muted', 'faint', 'long', 'short', 'calm', 'ok', 'warn', 'hot', 'accent'];

describe.each(themes)('%s', (_name, palette) => {
  const of = (name: string) => palette.get(name) ?? '';

  it.each(TEXTS)('%s is readable on both grounds', (text) => {
    expect(contrast(of(text), of('bg'))).toBeGreaterThanOrEqual(4.5);
    expect(contrast(of(text), of('raised'))).toBeGreaterThanOrEqual(4.5);
  });

  it('text on the accent is readable, and the ground on a warning mark', () => {
    expect(contrast(of('on-accent'), of('accent'))).toBeGreaterThanOrEqual(4.5);
    expect(contrast(of('bg'), of('warn'))).toBeGreaterThanOrEqual(4.5);
  });

  it('lines that carry meaning stand out', () => {
    expect(contrast(of('edge'), of('bg'))).toBeGreaterThanOrEqual(3);
    expect(contrast(of('edge'), of('raised'))).toBeGreaterThanOrEqual(3);
  });
});

/** Linear-light matrices of Viénot, Brettel and Mollon (1999) for red- and green-blind eyes. */
const BLINDNESS = {
  'red-blind': [0.11238, 0.88762, 0, 0.11238, 0.88762, 0, 0.00401, -0.00401, 1],
  'green-blind': [0.29275, 0.70725, 0, 0.29275, 0.70725, 0, -0.02234, 0.02234, 1],
} as const;

describe.each(Object.entries(BLINDNESS))('%s', (_name, matrix) => {
  const seen = (colour: string) => {
    const linear = [1, 3, 5].map((at) => (Number.parseInt(colour.slice(at, at + 2), 16) / 255) ** 2.2);
    const row = (from: number) =>
      [0, 1, 2].reduce((sum, column) => sum + matrix[from + column]! * linear[column]!, 0);
    return [row(0), row(3), row(6)].map((channel) => Math.max(0, channel) ** (1 / 2.2));
  };
  const distance = (one: string, other: string) =>
    Math.hypot(...seen(one).map((c, i) => c - seen(other)[i]!));

  it.each(themes)('long and short stay apart in %s', (_theme, palette) => {
    expect(distance(palette.get('long')!, palette.get('short')!)).toBeGreaterThan(0.25);
  });

  it.each(themes.slice(2))('passed and failed stay apart in %s', (_theme, palette) => {
    expect(distance(palette.get('ok')!, palette.get('hot')!)).toBeGreaterThan(0.25);
  });
});

it('knows the ratio of black on white', () => {
  expect(contrast('#000000', '#ffffff')).toBeCloseTo(21, 5);
});
