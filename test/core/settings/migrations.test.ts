import { existsSync, readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { SETTINGS_VERSION } from '../../../core/settings/defaults.ts';
import { readStoredSettings } from '../../../core/settings/migrations.ts';

const pathOf = (version: number) =>
  new URL(`../../fixtures/settings/v${version}.json`, import.meta.url).pathname;
const exampleOf = (version: number): unknown => JSON.parse(readFileSync(pathOf(version), 'utf8'));
const versions = Array.from({ length: SETTINGS_VERSION }, (_, index) => index + 1);

describe('migrations of settings', () => {
  it.each(versions)('has an example of version %i', (version) => {
    expect(existsSync(pathOf(version))).toBe(true);
  });

  it.each(versions)('brings the example of version %i to the present without losing a field', (version) => {
    expect(readStoredSettings(version, exampleOf(version))).toEqual({
      settings: exampleOf(SETTINGS_VERSION),
      repaired: [],
      newer: false,
    });
  });

  it('takes anything of any version', () => {
    fc.assert(
      fc.property(fc.anything({ maxDepth: 3 }), fc.constantFrom(...versions), (data, version) => {
        expect(readStoredSettings(version, data).settings.version).toBe(SETTINGS_VERSION);
      }),
      { numRuns: 300 },
    );
  });

  it('keeps the flush rule on for who had not put it out of reach', () => {
    const { thresholds } = exampleOf(1) as { thresholds: object };
    const stored = { ...(exampleOf(1) as object), thresholds: { ...thresholds, flushRisk: 0.05 } };
    expect(readStoredSettings(1, stored).settings.thresholds.off).toEqual([]);
  });
});

describe('thresholds of one symbol', () => {
  it('keeps its good ones and names its bad ones', () => {
    const example = exampleOf(2) as { watchlist: { thresholds: object }[] };
    const [first, ...others] = example.watchlist;
    const stored = {
      ...example,
      watchlist: [{ ...first, thresholds: { crowding: 80, fundingApr: 'much' } }, ...others],
    };
    const { settings, repaired } = readStoredSettings(2, stored);
    expect(settings.watchlist[0]?.thresholds).toEqual({ crowding: 80 });
    expect(repaired).toEqual(['watchlist[0].thresholds.fundingApr']);
  });
});
