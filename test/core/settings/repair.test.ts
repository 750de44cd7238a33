import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { DEFAULT_SETTINGS } from '../../../core/settings/defaults.ts';
import { readStoredSettings } from '../../../core/settings/migrations.ts';
import { repairSettings } from '../../../core/settings/repair.ts';

/** A user's own settings, all different from the defaults. */
const OWN = {
  ...DEFAULT_SETTINGS,
  paused: true,
  watchlist: [{ key: 'okx-swap:BTC-USDT-SWAP', enabled: false, mutedUntil: 5, thresholds: { crowding: 70 } }],
  thresholds: { ...DEFAULT_SETTINGS.thresholds, crowding: 85, fundingApr: 0.9 },
  alerts: { ...DEFAULT_SETTINGS.alerts, quietFrom: 60, quietTo: 400 },
  appearance: { ...DEFAULT_SETTINGS.appearance, theme: 'light', opacity: 0.8 },
  disabledVenues: ['bybit-linear'],
  hiddenHosts: ['www.okx.com'],
};

describe('repair of stored settings', () => {
  it('keeps settings that hold, to the letter', () => {
    expect(repairSettings(OWN)).toEqual({ settings: OWN, repaired: [] });
  });

  it('puts a bad field back to its default, names it, and keeps every other', () => {
    const stored = { ...OWN, thresholds: { ...OWN.thresholds, crowding: 'high' }, paused: 1 };
    const { settings, repaired } = repairSettings(stored);
    expect(repaired).toEqual(['paused', 'thresholds.crowding']);
    expect(settings).toEqual({
      ...OWN,
      paused: DEFAULT_SETTINGS.paused,
      thresholds: { ...OWN.thresholds, crowding: DEFAULT_SETTINGS.thresholds.crowding },
    });
  });

  it('fills what an earlier version did not have without calling it broken', () => {
    const { ladderRange: _absent, ...appearance } = OWN.appearance;
    const { settings, repaired } = repairSettings({ ...OWN, appearance });
    expect(repaired).toEqual([]);
    expect(settings.appearance.ladderRange).toBe(DEFAULT_SETTINGS.appearance.ladderRange);
  });

  it('drops single bad rows of a list and keeps the others', () => {
    const good = OWN.watchlist[0];
    const { settings, repaired } = repairSettings({ ...OWN, watchlist: [good, { key: '../x' }, good] });
    expect(settings.watchlist).toEqual([good]);
    expect(repaired).toEqual(['watchlist[1]']);
  });

  it.each([undefined, null, 0, 'settings', [], { watchlist: 'none', thresholds: 7 }])(
    'boots on anything: %j',
    (stored) => {
      expect(repairSettings(stored).settings.thresholds).toEqual(DEFAULT_SETTINGS.thresholds);
    },
  );

  it('never throws, never changes a prototype, and always yields settings that need no second repair', () => {
    fc.assert(
      fc.property(fc.anything({ withNullPrototype: true, maxDepth: 3 }), (stored) => {
        const { settings } = repairSettings(stored);
        expect(repairSettings(settings)).toEqual({ settings, repaired: [] });
        expect(({} as Record<string, unknown>).polluted).toBeUndefined();
      }),
      { numRuns: 2_000 },
    );
  });

  it('keeps every good field whichever others are spoiled', () => {
    const paths = [
      ...Object.keys(OWN.thresholds).map((field) => ['thresholds', field] as const),
      ...Object.keys(OWN.alerts).map((field) => ['alerts', field] as const),
      ...Object.keys(OWN.appearance).map((field) => ['appearance', field] as const),
    ];
    const garbage = fc.constantFrom<unknown>(null, 'x', -1e9, Number.NaN, {}, [[]], '__proto__', 1e308);
    fc.assert(
      fc.property(fc.subarray(paths), garbage, (spoiled, bad) => {
        const stored = JSON.parse(JSON.stringify(OWN));
        for (const [section, field] of spoiled) stored[section][field] = bad;
        const { settings, repaired } = repairSettings(stored);
        expect(repaired).toEqual(expect.arrayContaining(spoiled.map((path) => path.join('.'))));
        expect(repaired).toHaveLength(spoiled.length);
        for (const [section, field] of paths) {
          const isSpoiled = spoiled.some(([s, f]) => s === section && f === field);
          const expected = (isSpoiled ? DEFAULT_SETTINGS : OWN)[section] as Record<string, unknown>;
          expect((settings[section] as unknown as Record<string, unknown>)[field]).toEqual(expected[field]);
        }
      }),
      { numRuns: 500 },
    );
  });
});

describe('stored settings of other versions', () => {
  const steps = {
    1: (data: unknown) => ({ ...(data as object), paused: true }),
    2: (data: unknown) => ({ ...(data as object), disabledVenues: ['x'] }),
  };

  it('walks every step from the version they were written with', () => {
    expect(readStoredSettings(1, DEFAULT_SETTINGS, steps, 3).settings).toMatchObject({
      paused: true,
      disabledVenues: ['x'],
    });
    expect(readStoredSettings(2, DEFAULT_SETTINGS, steps, 3).settings.paused).toBe(false);
  });

  it('says that a newer version wrote them, and reads what it can', () => {
    const read = readStoredSettings(9, { ...OWN, unheardOf: true });
    expect(read.newer).toBe(true);
    expect(read.settings.thresholds.crowding).toBe(85);
  });
});
