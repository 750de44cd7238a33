import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  PRESETS,
  presetOf,
  THRESHOLD_FIELDS,
  toShown,
  toStored,
} from '../../../components/options/thresholds.ts';
import { FIELDS } from '../../../core/settings/fields.ts';

const accepts = (key: keyof typeof FIELDS.thresholds, value: unknown) =>
  FIELDS.thresholds[key].accepts.safeParse(value).success;

describe.each(THRESHOLD_FIELDS.map((field) => [field.key, field] as const))('%s', (key, field) => {
  const { low, high, scale } = field;

  it('offers exactly the range that is stored', () => {
    expect(accepts(key, toStored(String(low), field))).toBe(true);
    expect(accepts(key, toStored(String(high), field))).toBe(true);
    expect(accepts(key, (low / scale) * 0.99)).toBe(false);
    expect(accepts(key, (high / scale) * 1.01)).toBe(false);
  });

  it('refuses what lies outside', () => {
    expect(toStored(String(low * 0.99), field)).toBeNull();
    expect(toStored(String(high * 1.01), field)).toBeNull();
  });

  it('shows again what was typed', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 1_000 }), (step) => {
        const typed = toShown(low + ((high - low) * step) / 1_000, 1);
        const stored = toStored(typed, field);
        if (stored !== null) expect(toShown(stored, scale)).toBe(typed);
      }),
    );
  });
});

describe('a typed number', () => {
  const field = { scale: 100, low: 1, high: 100 };

  it.each(['', ' ', 'abc', '-5', '5-', '1e3', '0x10', '5 6', '1.2.3', 'Infinity', 'NaN', '٣'])(
    '«%s» is none',
    (text) => {
      expect(toStored(text, field)).toBeNull();
    },
  );

  it.each([
    ['12.5', 0.125],
    ['12,5', 0.125],
    [' 8 ', 0.08],
  ])('«%s» is %f', (text, stored) => {
    expect(toStored(text, field)).toBe(stored);
  });
});

describe('presets', () => {
  it.each(Object.entries(PRESETS))('%s holds values the settings accept, and is recognised', (id, preset) => {
    for (const [key, value] of Object.entries(preset)) {
      expect(accepts(key as keyof typeof FIELDS.thresholds, value)).toBe(true);
    }
    expect(presetOf(preset)).toBe(id);
    expect(presetOf({ ...preset, crowding: 61 })).toBeNull();
  });
});
