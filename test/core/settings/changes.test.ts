import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { clause, count } from '../../../core/domain/clause.ts';
import {
  addWatched,
  hideHost,
  muteWatched,
  patchSettings,
  removeWatched,
  showHost,
  toggleWatched,
} from '../../../core/settings/changes.ts';
import { DEFAULT_SETTINGS } from '../../../core/settings/defaults.ts';
import { repairSettings } from '../../../core/settings/repair.ts';
import type { Settings } from '../../../core/settings/settings.ts';

function settingsOf(change: ReturnType<typeof patchSettings>): Settings {
  if (!change.ok) throw new Error(`${change.field}: ${change.error.code}`);
  return change.settings;
}

describe('a patch', () => {
  it('changes the named fields and nothing else', () => {
    const { thresholds, ...rest } = settingsOf(
      patchSettings(DEFAULT_SETTINGS, { thresholds: { crowding: 70 } }),
    );
    expect(thresholds).toEqual({ ...DEFAULT_SETTINGS.thresholds, crowding: 70 });
    const { thresholds: _before, ...untouched } = DEFAULT_SETTINGS;
    expect(rest).toEqual(untouched);
  });

  it.each([
    [{ thresholds: { crowding: 20 } }, 'thresholds.crowding', clause('rangeCount', count(30), count(100))],
    [
      { alerts: { coolDownMinutes: 0 } },
      'alerts.coolDownMinutes',
      clause('rangeCount', count(1), count(1440)),
    ],
    [{ appearance: { theme: 'pink' } }, 'appearance.theme', clause('notAmongChoices')],
    [{ thresholds: { typo: 1 } }, 'thresholds.typo', clause('noSuchSetting')],
    [{ nothing: {} }, 'nothing', clause('noSuchSetting')],
    [{ disabledVenues: [7] }, 'disabledVenues', clause('notAmongChoices')],
  ])('%j is refused beside its field, with the reason', (patch, field, error) => {
    expect(patchSettings(DEFAULT_SETTINGS, patch)).toEqual({ ok: false, field, error });
  });

  it('refuses all of it when one field is bad', () => {
    const patch = { thresholds: { crowding: 70, flushRisk: 9 } };
    expect(patchSettings(DEFAULT_SETTINGS, patch).ok).toBe(false);
  });

  it('only ever yields settings that hold', () => {
    fc.assert(
      fc.property(
        fc.anything({ maxDepth: 3 }),
        fc.constantFrom('thresholds', 'alerts', 'appearance'),
        (value, section) => {
          const change = patchSettings(DEFAULT_SETTINGS, { [section]: value });
          if (change.ok) expect(repairSettings(change.settings).repaired).toEqual([]);
        },
      ),
      { numRuns: 1_000 },
    );
  });
});

describe('the watchlist', () => {
  const key = 'bybit-linear:1000PEPEUSDT';

  it('adds once, toggles, mutes and removes', () => {
    let settings = settingsOf(addWatched(DEFAULT_SETTINGS, key));
    settings = settingsOf(addWatched(settings, key));
    expect(settings.watchlist.filter((row) => row.key === key)).toHaveLength(1);
    settings = settingsOf(toggleWatched(settings, key, false));
    settings = settingsOf(muteWatched(settings, key, 99));
    expect(settings.watchlist.at(-1)).toEqual({
      key,
      enabled: false,
      mutedUntil: 99,
      thresholds: {},
    });
    expect(settingsOf(removeWatched(settings, key))).toEqual(DEFAULT_SETTINGS);
  });

  it('takes in a symbol that is muted from its page', () => {
    expect(settingsOf(muteWatched(DEFAULT_SETTINGS, key, 99)).watchlist.at(-1)).toMatchObject({
      key,
      mutedUntil: 99,
    });
  });

  it('says when it is full', () => {
    const watchlist = Array.from({ length: 100 }, (_, i) => ({
      key: `a:S${i}`,
      enabled: true,
      mutedUntil: 0,
      thresholds: {},
    }));
    expect(addWatched({ ...DEFAULT_SETTINGS, watchlist }, key)).toMatchObject({
      ok: false,
      error: clause('watchlistFull', count(100)),
    });
  });

  it.each(['', 'nothing', 'a:', 'a b:c', `a:${'X'.repeat(80)}`])('refuses %j', (bad) => {
    expect(addWatched(DEFAULT_SETTINGS, bad).ok).toBe(false);
  });
});

describe('hidden hosts', () => {
  it('hides once and shows again', () => {
    const hidden = settingsOf(hideHost(settingsOf(hideHost(DEFAULT_SETTINGS, 'www.okx.com')), 'www.okx.com'));
    expect(hidden.hiddenHosts).toEqual(['www.okx.com']);
    expect(settingsOf(showHost(hidden, 'www.okx.com'))).toEqual(DEFAULT_SETTINGS);
  });
});
