import fc from 'fast-check';
import { beforeEach, describe, expect, it } from 'vitest';
import { createSettingsStore } from '../../../core/browser/settings-store.ts';
import { createRecordStore } from '../../../core/browser/storage.ts';
import { clause, quote } from '../../../core/domain/clause.ts';
import type { Notice } from '../../../core/messages/protocol.ts';
import { addWatched, hideHost, patchSettings } from '../../../core/settings/changes.ts';
import { DEFAULT_SETTINGS } from '../../../core/settings/defaults.ts';
import { repairSettings } from '../../../core/settings/repair.ts';
import { createFakeArea } from './fake-area.ts';

let local: ReturnType<typeof createFakeArea>;
let session: ReturnType<typeof createFakeArea>;
let notices: Notice[];

beforeEach(() => {
  local = createFakeArea();
  session = createFakeArea();
  notices = [];
});

/** As a worker that just started. */
function start() {
  return createSettingsStore(createRecordStore(local), createRecordStore(session), {
    now: () => 1_000,
    notice: (notice) => notices.push(notice),
    changed: () => {},
  });
}

const crowding = (value: number) => (settings: typeof DEFAULT_SETTINGS) =>
  patchSettings(settings, { thresholds: { crowding: value } });

describe('settings store', () => {
  it('starts with the defaults and says nothing about it', async () => {
    expect(await start().load()).toEqual(DEFAULT_SETTINGS);
    expect(notices).toEqual([]);
  });

  it('gives the next worker what was changed', async () => {
    await start().change(crowding(77));
    expect((await start().load()).thresholds.crowding).toBe(77);
  });

  it('loses none of two hundred changes made at once', async () => {
    const store = start();
    const keys = Array.from({ length: 90 }, (_, i) => `bybit-linear:S${i}USDT`);
    await Promise.all([
      ...keys.map((key) => store.change((settings) => addWatched(settings, key))),
      ...Array.from({ length: 110 }, (_, i) => store.change(crowding(30 + (i % 50)))),
    ]);
    const stored = await start().load();
    expect(stored.watchlist).toHaveLength(DEFAULT_SETTINGS.watchlist.length + 90);
    expect(stored.thresholds.crowding).toBe(30 + (109 % 50));
  });

  it('takes changes back one by one, also in the next worker', async () => {
    const store = start();
    await store.change(crowding(70));
    await store.change(crowding(80));
    expect(await start().undo()).toMatchObject({ ok: true, settings: { thresholds: { crowding: 70 } } });
    expect(await start().undo()).toMatchObject({ ok: true, settings: { thresholds: { crowding: 60 } } });
    expect(await start().undo()).toMatchObject({ ok: false, error: clause('nothingToUndo') });
  });

  it('neither stores nor remembers what was refused', async () => {
    const store = start();
    expect(await store.change(crowding(5))).toMatchObject({ ok: false, field: 'thresholds.crowding' });
    expect(local.items.has('settings')).toBe(false);
    expect((await store.undo()).ok).toBe(false);
  });

  it('repairs a bad field, tells the user, and keeps the bad record aside', async () => {
    const data = {
      ...DEFAULT_SETTINGS,
      paused: true,
      alerts: { ...DEFAULT_SETTINGS.alerts, quietFrom: 'noon' },
    };
    local.items.set('settings', { v: 1, data, savedAt: 5 });
    const settings = await start().load();
    expect(settings.paused).toBe(true);
    expect(settings.alerts.quietFrom).toBe(0);
    expect(notices).toEqual([
      expect.objectContaining({
        id: 'settings-repaired',
        clause: clause('settingsRepaired', quote('alerts.quietFrom')),
      }),
    ]);
    expect(local.items.get('settings.quarantine')).toMatchObject({ text: expect.stringContaining('noon') });
    notices = [];
    await start().load();
    expect(notices).toEqual([]);
  });

  it.each([['text'], [42], [[]], [{ v: 'one', data: {} }], [{ data: {} }]])(
    'uses the last good copy when the record is no record: %j',
    async (bad) => {
      await start().change(crowding(77));
      local.items.set('settings', bad);
      expect((await start().load()).thresholds.crowding).toBe(77);
      expect(notices).toHaveLength(1);
    },
  );

  it('never overwrites what a newer version wrote', async () => {
    const newer = { v: 7, data: { ...DEFAULT_SETTINGS, paused: true, shiny: 1 }, savedAt: 5 };
    local.items.set('settings', newer);
    const store = start();
    expect((await store.load()).paused).toBe(true);
    await store.change(crowding(90));
    expect(store.get().thresholds.crowding).toBe(90);
    expect(local.items.get('settings')).toEqual(newer);
    expect(notices[0]!.id).toBe('settings-newer');
  });

  it('works without storage', async () => {
    local.fail(new Error('broken'));
    session.fail(new Error('broken'));
    const store = start();
    expect(await store.load()).toEqual(DEFAULT_SETTINGS);
    expect((await store.change(crowding(66))).ok).toBe(true);
    expect(store.get().thresholds.crowding).toBe(66);
  });

  // A full disk: the change was said to last until the browser closes and was gone half a minute later.
  it('keeps for the next worker what the disk did not take, and stores it once it does', async () => {
    await start().change(crowding(70));
    local.fail(new Error('quota exceeded'), 'write');
    await start().change(crowding(88));
    expect(local.items.get('settings')).toMatchObject({ data: { thresholds: { crowding: 70 } } });
    expect((await start().load()).thresholds.crowding).toBe(88);
    local.fail(null);
    expect((await start().load()).thresholds.crowding).toBe(88);
    expect(local.items.get('settings')).toMatchObject({ data: { thresholds: { crowding: 88 } } });
    expect(session.items.has('settings.unsaved')).toBe(false);
  });

  it('keeps changes made under a newer version’s settings for the next worker', async () => {
    const newer = { v: 99, data: DEFAULT_SETTINGS, savedAt: 5 };
    local.items.set('settings', newer);
    await start().change(crowding(90));
    expect((await start().load()).thresholds.crowding).toBe(90);
    expect(local.items.get('settings')).toEqual(newer);
  });

  // A storage that answered a moment too late cost every setting: the next change wrote defaults over them.
  it('never writes defaults over settings that only could not be read', async () => {
    await start().change((settings) => addWatched(settings, 'okx-swap:BTC-USDT-SWAP'));
    const before = structuredClone(local.items.get('settings'));
    local.fail(new Error('storage is not ready'));
    const store = start();
    await store.load();
    await store.change(crowding(91));
    expect(store.get().thresholds.crowding).toBe(91);
    expect(local.items.get('settings')).toEqual(before);
    local.fail(null);
    await store.change((settings) => addWatched(settings, 'okx-swap:ETH-USDT-SWAP'));
    const { watchlist, thresholds } = await start().load();
    expect(watchlist.map(({ key }) => key)).toEqual(
      expect.arrayContaining(['okx-swap:BTC-USDT-SWAP', 'okx-swap:ETH-USDT-SWAP']),
    );
    expect(thresholds.crowding).toBe(91);
  });

  it('loses none of 200 writers’ changes in each of five rounds, the worker being killed between them', async () => {
    for (let round = 0; round < 5; round++) {
      const store = start();
      const hosts = Array.from({ length: 10 }, (_, i) => `h${round % 6}-${i}.test`);
      await Promise.all([
        ...hosts.map((host) => store.change((settings) => hideHost(settings, host))),
        ...Array.from({ length: 190 }, (_, i) => store.change(crowding(30 + ((round + i) % 60)))),
      ]);
      const stored = await start().load();
      expect(stored.hiddenHosts).toEqual(expect.arrayContaining(hosts));
      expect(stored.thresholds.crowding).toBe(30 + ((round + 189) % 60));
    }
  });

  it('boots on 500 corrupted states with every good field, and stays usable', async () => {
    await start().change(crowding(77));
    const good = JSON.stringify(local.items.get('settings'));
    const spoil = fc.tuple(fc.nat(good.length - 1), fc.constantFrom('cut', 'flip', 'drop'), fc.nat(255));
    await fc.assert(
      fc.asyncProperty(spoil, fc.jsonValue({ maxDepth: 3 }), async ([at, how, byte], other) => {
        local = createFakeArea();
        session = createFakeArea();
        local.items.set('settings', corrupted(good, at, how, byte) ?? other);
        if (at % 3 > 0) local.items.set('settings.lastGood', JSON.parse(good));
        const store = start();
        const read = await store.load();
        expect(repairSettings(read).repaired).toEqual([]);
        expect(await store.change(crowding(66))).toMatchObject({ ok: true });
        expect((await start().load()).thresholds.crowding).toBe(66);
      }),
      { numRuns: 500 },
    );
  });
});

/** The record with one place of its text changed; null when no JSON is left. */
function corrupted(text: string, at: number, how: string, byte: number): unknown {
  const spoiled =
    how === 'cut'
      ? text.slice(0, at)
      : `${text.slice(0, at)}${how === 'flip' ? String.fromCharCode(32 + (byte % 95)) : ''}${text.slice(at + 1)}`;
  try {
    return JSON.parse(spoiled);
  } catch {
    return null;
  }
}
