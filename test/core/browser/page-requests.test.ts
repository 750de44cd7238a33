import { beforeEach, describe, expect, it } from 'vitest';
import { createEventLog } from '../../../core/browser/event-log.ts';
import { createNotices } from '../../../core/browser/notices.ts';
import { answerPage, type PageRequestTools } from '../../../core/browser/page-requests.ts';
import { createSettingsStore } from '../../../core/browser/settings-store.ts';
import { createRecordStore } from '../../../core/browser/storage.ts';
import { createWarningDesk } from '../../../core/browser/warning-desk.ts';
import { clause } from '../../../core/domain/clause.ts';
import type { Engine } from '../../../core/feed/engine.ts';
import { DEFAULT_SETTINGS } from '../../../core/settings/defaults.ts';
import { exportSettings } from '../../../core/settings/export.ts';
import { NOW, sampleInstrument, sampleReading } from '../../fixtures/readings.ts';
import { createFakeArea } from './fake-area.ts';

const HOME = 'chrome-extension://flushpoint/';
const page = { id: 'flushpoint', url: `${HOME}popup.html` };

const instrument = sampleInstrument();

let tools: PageRequestTools;
let opened: string[];

beforeEach(() => {
  opened = [];
  const session = createRecordStore(createFakeArea());
  const store = createSettingsStore(createRecordStore(createFakeArea()), session, {
    now: () => NOW,
    notice: () => {},
    changed: () => {},
  });
  const freshness = { status: 'live' as const, asOf: NOW, until: null, detail: null, limitMs: 90_000 };
  const engine = {
    instrument: (key: string) =>
      key === 'binance-usdm:BTCUSDT' || key === 'binance-usdm:DOGEUSDT' ? instrument : null,
    search: (text: string) => (text === 'btc' ? [instrument] : []),
    pair: (key: string) =>
      key === 'binance-usdm:BTCUSDT' ? { reading: sampleReading({ instrument }), freshness } : null,
  } as unknown as Engine;
  tools = {
    engine,
    store,
    notices: createNotices(session, () => {}),
    desk: createWarningDesk({
      session,
      local: session,
      now: () => NOW,
      minuteOfDay: () => 720,
      settings: store.get,
    }),
    data: {
      sizes: async () => ({ settings: 1, lists: 2, working: 3, historyDays: 4, total: null }),
      clearHistory: async () => null,
    },
    log: createEventLog(session, () => NOW),
    openPair: (key) => opened.push(key),
    ready: Promise.resolve(),
    now: () => NOW,
    home: HOME,
    extensionId: 'flushpoint',
  };
});

const ask = (message: unknown, sender: { id?: string; url?: string } = page) =>
  answerPage(message, sender, tools);

describe('requests of extension pages', () => {
  it.each([
    ['a content script', { id: 'flushpoint', url: 'https://www.binance.com/en/futures/BTCUSDT' }],
    ['another extension', { id: 'other', url: 'chrome-extension://other/popup.html' }],
    ['a look-alike', { id: 'flushpoint', url: 'chrome-extension://flushpoint.evil.test/popup.html' }],
    ['nobody', {}],
  ])('are not taken from %s', (_who, sender) => {
    expect(ask({ type: 'pause:set', paused: true }, sender)).toBeUndefined();
  });

  it('change settings and take the change back', async () => {
    expect(await ask({ type: 'settings:update', thresholds: { crowding: 75 } })).toMatchObject({ ok: true });
    expect(tools.store.get().thresholds.crowding).toBe(75);
    expect(await ask({ type: 'settings:undo' })).toMatchObject({ ok: true });
    expect(tools.store.get().thresholds.crowding).toBe(60);
  });

  it('watch only what a venue lists', async () => {
    expect(await ask({ type: 'watch:add', key: 'binance-usdm:DOGEUSDT' })).toMatchObject({ ok: true });
    expect(await ask({ type: 'watch:add', key: 'binance-usdm:NOSUCH' })).toEqual({
      ok: false,
      field: 'watchlist',
      error: clause('noVenueLists'),
    });
  });

  it('mute for as long as asked', async () => {
    await ask({ type: 'watch:mute', key: 'binance-usdm:BTCUSDT', minutes: 15 });
    expect(tools.store.get().watchlist[0]!.mutedUntil).toBe(NOW + 900_000);
  });

  it('find instruments', async () => {
    expect(await ask({ type: 'instruments:search', text: 'btc' })).toEqual([
      { key: 'binance-usdm:BTCUSDT', asset: 'BTC', label: 'BTCUSDT · Binance' },
    ]);
  });

  it('preview what other thresholds would say, without setting them', async () => {
    const loud = await ask({ type: 'warnings:preview', thresholds: { crowding: 30 } });
    expect(loud).toEqual([
      expect.objectContaining({
        asset: 'BTC',
        warnings: expect.arrayContaining([expect.objectContaining({ rule: 'crowding', limit: 30 })]),
      }),
    ]);
    expect(await ask({ type: 'warnings:preview', thresholds: { crowding: 7 } })).toEqual([]);
    expect(tools.store.get().thresholds.crowding).toBe(60);
  });

  it('give a symbol thresholds of its own, and refuse bad ones whole', async () => {
    const key = 'binance-usdm:BTCUSDT';
    await ask({ type: 'watch:thresholds', key, thresholds: { crowding: 90 } });
    expect(tools.store.get().watchlist[0]!.thresholds).toEqual({ crowding: 90 });
    const refused = await ask({ type: 'watch:thresholds', key, thresholds: { crowding: 95, flushRisk: 7 } });
    expect(refused).toMatchObject({ ok: false, field: 'thresholds.flushRisk' });
    expect(tools.store.get().watchlist[0]!.thresholds).toEqual({ crowding: 90 });
    await ask({ type: 'watch:thresholds', key, thresholds: {} });
    expect(tools.store.get().watchlist[0]!.thresholds).toEqual({});
  });

  it('say what a file would change before they take it, and take it back', async () => {
    const before = tools.store.get();
    const text = exportSettings({ ...before, thresholds: { ...before.thresholds, crowding: 88 } });
    const looked = await ask({ type: 'settings:import', text, apply: false });
    expect(looked).toMatchObject({ ok: true, changed: ['thresholds.crowding'] });
    expect(tools.store.get()).toEqual(before);
    expect(await ask({ type: 'settings:import', text, apply: true })).toEqual(looked);
    expect(tools.store.get().thresholds.crowding).toBe(88);
    await ask({ type: 'settings:undo' });
    expect(tools.store.get()).toEqual(before);
  });

  it('go back to the defaults, and that too can be undone', async () => {
    await ask({ type: 'settings:update', thresholds: { crowding: 75 } });
    await ask({ type: 'settings:reset' });
    expect(tools.store.get()).toEqual(DEFAULT_SETTINGS);
    await ask({ type: 'settings:undo' });
    expect(tools.store.get().thresholds.crowding).toBe(75);
  });

  it('bring a pair’s page to the front', async () => {
    await ask({ type: 'pair:open', key: 'binance-usdm:BTCUSDT' });
    expect(opened).toEqual(['binance-usdm:BTCUSDT']);
  });

  it('dismiss a notice', async () => {
    tools.notices.add({ id: 'x', clause: clause('settingsNewer') });
    await ask({ type: 'notice:dismiss', id: 'x' });
    expect(tools.notices.all()).toEqual([]);
  });
});
