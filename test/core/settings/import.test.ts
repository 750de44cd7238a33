import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { DEFAULT_SETTINGS } from '../../../core/settings/defaults.ts';
import { exportSettings } from '../../../core/settings/export.ts';
import { readImport } from '../../../core/settings/import.ts';
import type { Settings } from '../../../core/settings/settings.ts';

const OWN: Settings = {
  ...DEFAULT_SETTINGS,
  watchlist: [{ key: 'okx-swap:BTC-USDT-SWAP', enabled: true, mutedUntil: 0, thresholds: { crowding: 70 } }],
  thresholds: { ...DEFAULT_SETTINGS.thresholds, crowding: 85 },
  hiddenHosts: ['www.okx.com'],
};

const file = (settings: unknown, more = {}) =>
  JSON.stringify({ file: 'flushpoint-settings', version: 2, settings, ...more });

describe('a settings file', () => {
  it('brings an exported state back whole, whatever the present one is', () => {
    const { report, settings } = readImport(exportSettings(OWN), DEFAULT_SETTINGS);
    expect(settings).toEqual(OWN);
    expect(report).toMatchObject({
      ok: true,
      refused: [],
      changed: ['watchlist', 'thresholds.crowding', 'hiddenHosts'],
    });
  });

  it('says field by field what does not hold, and keeps the present value there', () => {
    const bad = {
      ...OWN,
      thresholds: { ...OWN.thresholds, crowding: 7, fundingApr: 0.9 },
      watchlist: [{ key: '../x' }, ...OWN.watchlist],
      appearance: 'bright',
    };
    const present = { ...DEFAULT_SETTINGS, thresholds: { ...DEFAULT_SETTINGS.thresholds, crowding: 77 } };
    const { report, settings } = readImport(file(bad), present);
    expect(report.ok && report.refused.map(({ path, found }) => [path, found])).toEqual([
      ['watchlist[0]', '{"key":"../x"}'],
      ['thresholds.crowding', '7'],
      ['appearance', '"bright"'],
    ]);
    expect(report.ok && report.refused.map(({ expected }) => expected !== null)).toEqual([
      false,
      true,
      false,
    ]);
    expect(settings.thresholds).toMatchObject({ crowding: 77, fundingApr: 0.9 });
    expect(settings.watchlist).toEqual(OWN.watchlist);
    expect(settings.appearance).toEqual(present.appearance);
  });

  it('of version 1 is brought up to date, of a newer one is read as far as it goes', () => {
    const { thresholds: _own, ...row } = OWN.watchlist[0]!;
    const first = readImport(file({ ...OWN, watchlist: [row] }, { version: 1 }), DEFAULT_SETTINGS);
    expect(first.settings.watchlist).toEqual([{ ...row, thresholds: {} }]);
    const newer = readImport(file({ ...OWN, shiny: 1 }, { version: 9 }), DEFAULT_SETTINGS);
    expect(newer.report).toMatchObject({ ok: true, newer: true, version: 9, refused: [] });
    expect(newer.settings).toEqual(OWN);
  });

  it.each([
    ['not JSON', '{"file":', 'not-json'],
    ['another file', '{"name":"x"}', 'not-settings'],
    ['a list', '[]', 'not-settings'],
    ['no version', JSON.stringify({ file: 'flushpoint-settings', settings: {} }), 'not-settings'],
    ['far too long', ' '.repeat(300_000), 'too-long'],
  ])('that is %s changes nothing and says so', (_what, text, reason) => {
    const { report, settings } = readImport(text, OWN);
    expect(report).toEqual({ ok: false, reason });
    expect(settings).toBe(OWN);
  });

  it('never throws, never touches a prototype, and always yields settings that hold', () => {
    const anySettings = fc.anything({ withNullPrototype: true, maxDepth: 3 });
    fc.assert(
      fc.property(anySettings, fc.integer({ min: -1, max: 4 }), (content, version) => {
        const { settings } = readImport(file(content, { version }), OWN);
        expect(readImport(exportSettings(settings), DEFAULT_SETTINGS).settings).toEqual(settings);
        expect(({} as Record<string, unknown>).polluted).toBeUndefined();
      }),
      { numRuns: 400 },
    );
  });

  it('survives any text', () => {
    fc.assert(
      fc.property(fc.oneof(fc.string(), fc.json()), (text) => {
        expect(readImport(text, OWN).settings).toEqual(OWN);
      }),
      { numRuns: 400 },
    );
  });
});
