import { describe, expect, it } from 'vitest';
import { clause } from '../../../core/domain/clause.ts';
import type { SettingsResult } from '../../../core/messages/protocol.ts';
import { createPageStore } from '../../../core/stores/page-store.ts';
import {
  withHostShown,
  withoutWatched,
  withPatch,
  withPaused,
  withVenue,
  withWatched,
} from '../../../core/stores/settings-changes.ts';
import { samplePage, sampleSettings } from '../../fixtures/page-state.ts';
import { NOW } from '../../fixtures/readings.ts';

function raise() {
  const store = createPageStore(NOW);
  store.receive(samplePage());
  return store;
}

describe('a change by the user', () => {
  it('shows at once and stays when the background takes it', async () => {
    const store = raise();
    let answer!: (result: SettingsResult) => void;
    const done = store.optimistic(withPaused(true), new Promise((resolve) => (answer = resolve)));
    expect(store.getState().settings?.paused).toBe(true);
    // A push that still holds the old settings must not flip the switch back.
    store.receive(samplePage());
    expect(store.getState().settings?.paused).toBe(true);
    answer({ ok: true, settings: sampleSettings({ paused: true }) });
    await done;
    expect(store.getState()).toMatchObject({ error: null, settings: { paused: true } });
  });

  it('is taken back with its reason when the background refuses it', async () => {
    const store = raise();
    await store.optimistic(
      withPaused(true),
      Promise.resolve({ ok: false, field: 'paused', error: clause('noVenueLists') }),
    );
    expect(store.getState()).toMatchObject({ error: clause('noVenueLists'), settings: { paused: false } });
  });

  it('is taken back when nobody answers, and the next one clears the message', async () => {
    const store = raise();
    await store.optimistic(withPaused(true), Promise.reject(new Error('gone')));
    expect(store.getState()).toMatchObject({ error: clause('noAnswer'), settings: { paused: false } });
    await store.optimistic(
      withPaused(true),
      Promise.resolve({ ok: true, settings: sampleSettings({ paused: true }) }),
    );
    expect(store.getState().error).toBeNull();
  });

  it('does not undo another one that is still on its way', async () => {
    const store = raise();
    const never = new Promise<SettingsResult>(() => {});
    void store.optimistic(withWatched('okx-swap:ETH-USDT-SWAP', {}), never);
    await store.optimistic(
      withPaused(true),
      Promise.resolve({ ok: true, settings: sampleSettings({ paused: true }) }),
    );
    expect(store.getState().settings?.watchlist.at(-1)?.key).toBe('okx-swap:ETH-USDT-SWAP');
    expect(store.getState().settings?.paused).toBe(true);
  });
});

describe('changes to settings', () => {
  const settings = sampleSettings({ hiddenHosts: ['a.example', 'b.example'], disabledVenues: ['okx-swap'] });
  const [first] = settings.watchlist;

  it('touch one watched symbol and leave the others', () => {
    const changed = withWatched(first!.key, { enabled: false })(settings);
    expect(changed.watchlist[0]).toEqual({ ...first, enabled: false });
    expect(changed.watchlist.slice(1)).toEqual(settings.watchlist.slice(1));
  });

  it('add a symbol at the end, switched on', () => {
    expect(withWatched('x:Y', {})(settings).watchlist.at(-1)).toEqual({
      key: 'x:Y',
      enabled: true,
      mutedUntil: 0,
      thresholds: {},
    });
  });

  it('remove a symbol, a hidden host, a switched-off venue', () => {
    expect(withoutWatched(first!.key)(settings).watchlist).toHaveLength(settings.watchlist.length - 1);
    expect(withHostShown('a.example')(settings).hiddenHosts).toEqual(['b.example']);
    expect(withVenue('okx-swap', true)(settings).disabledVenues).toEqual([]);
    expect(withVenue('bybit-linear', false)(settings).disabledVenues).toEqual(['okx-swap', 'bybit-linear']);
  });

  it('replace a section field by field', () => {
    const changed = withPatch({ thresholds: { crowding: 75 }, appearance: { theme: 'light' } })(settings);
    expect(changed.thresholds).toEqual({ ...settings.thresholds, crowding: 75 });
    expect(changed.appearance).toEqual({ ...settings.appearance, theme: 'light' });
    expect(changed.alerts).toEqual(settings.alerts);
  });
});
