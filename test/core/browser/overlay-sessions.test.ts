import { beforeEach, describe, expect, it, vi } from 'vitest';
import {
  createOverlaySessions,
  MESSAGES,
  type OverlayPort,
  type OverlaySessions,
} from '../../../core/browser/overlay-sessions.ts';
import { createPlacements } from '../../../core/browser/placements.ts';
import { createSettingsStore, type SettingsStore } from '../../../core/browser/settings-store.ts';
import { createRecordStore } from '../../../core/browser/storage.ts';
import { createWarningDesk } from '../../../core/browser/warning-desk.ts';
import type { Engine } from '../../../core/feed/engine.ts';
import type { PairReading } from '../../../core/feed/pair-readings.ts';
import type { Want } from '../../../core/feed/plan.ts';
import type { OverlayUpdate, WordsUpdate } from '../../../core/messages/protocol.ts';
import { setPaused, toggleWatched } from '../../../core/settings/changes.ts';
import type { PageClaim } from '../../../core/venues/page-resolution.ts';
import { NOW, sampleInstrument, sampleReading } from '../../fixtures/readings.ts';
import { settled } from '../feed/fakes.ts';
import { createFakeArea } from './fake-area.ts';

const PAGE = 'https://www.binance.com/en/futures/BTCUSDT';
const ID = 'flushpoint-id';

const pair: PairReading = {
  reading: sampleReading({ instrument: sampleInstrument() }),
  freshness: { status: 'live', asOf: NOW, until: null, detail: null, limitMs: 90_000 },
};

let wants: Map<string, readonly Want[]>;
let known: PairReading | null;
let sessions: OverlaySessions;
let store: SettingsStore;
let clock: number;
let optionsOpened: number;
let panels: number[];
let permitted: boolean;
let words: WordsUpdate;

beforeEach(async () => {
  wants = new Map();
  known = pair;
  clock = NOW;
  optionsOpened = 0;
  panels = [];
  permitted = true;
  words = { type: 'words:update', texts: {} };
  const local = createRecordStore(createFakeArea());
  const session = createRecordStore(createFakeArea());
  store = createSettingsStore(local, session, {
    now: () => clock,
    notice: () => {},
    changed: () => sessions.refresh(),
  });
  await store.load();
  const engine = {
    want: (owner: string, list: readonly Want[]) => wants.set(owner, list),
    pair: () => known,
    recall: async () => {},
    sourcesOf: () => [],
    resolve: ([claim]: PageClaim[]) =>
      claim?.target.venueSymbol === 'NOSUCHUSDT'
        ? { kind: 'unsupported', venue: 'binance-usdm', read: 'NOSUCHUSDT' }
        : { kind: 'pair', instrument: pair.reading.instrument, fromSpot: false },
  } as unknown as Engine;
  sessions = createOverlaySessions({
    engine,
    store,
    settings: store.get,
    placements: createPlacements(local),
    desk: createWarningDesk({
      session,
      local: session,
      now: () => clock,
      minuteOfDay: () => 720,
      settings: store.get,
    }),
    extensionId: ID,
    ready: Promise.resolve(),
    now: () => clock,
    isPermitted: () => permitted,
    words: () => words,
    openOptions: () => optionsOpened++,
    openPanel: (tab) => panels.push(tab),
    shown: () => {},
  });
});

interface FakePort extends OverlayPort {
  readonly got: OverlayUpdate[];
  readonly words: WordsUpdate[];
  readonly gone: () => boolean;
  say(message: unknown): Promise<void>;
  drop(): void;
}

function connect(
  sender: OverlayPort['sender'] = { id: ID, url: PAGE, frameId: 0, tab: { id: 1 } },
): FakePort {
  const got: OverlayUpdate[] = [];
  const told: WordsUpdate[] = [];
  let listen: (message: unknown) => void = () => {};
  let lost: () => void = () => {};
  let disconnected = false;
  const port: FakePort = {
    sender,
    got,
    words: told,
    gone: () => disconnected,
    postMessage: (message) => (message.type === 'words:update' ? told.push(message) : got.push(message)),
    disconnect: () => {
      disconnected = true;
    },
    onMessage: { addListener: (listener) => (listen = listener) },
    onDisconnect: { addListener: (listener) => (lost = listener) },
    async say(message) {
      listen(message);
      await settled();
    },
    drop: () => lost(),
  };
  sessions.connect(port);
  return port;
}

async function look(port: FakePort, url = PAGE, navigation = 1): Promise<void> {
  await port.say({ type: 'page:view', url, navigation });
  await port.say({ type: 'page:visible', visible: true });
}

describe('the words it draws in', () => {
  it('are not sent while they are the browser’s own', async () => {
    const port = connect();
    await look(port);
    expect(port.words).toEqual([]);
  });

  it('are sent before the first view, once, and again when they change', async () => {
    words = { type: 'words:update', texts: { funding: '펀딩' } };
    const port = connect();
    await look(port);
    sessions.refresh();
    expect(port.words).toEqual([words]);
    words = { type: 'words:update', texts: {} };
    sessions.refresh();
    expect(port.words).toHaveLength(2);
  });
});

describe('who may speak', () => {
  it.each([
    ['another extension', { id: 'other', url: PAGE, frameId: 0, tab: { id: 1 } }],
    ['a frame', { id: ID, url: PAGE, frameId: 3, tab: { id: 1 } }],
    [
      'a host that is no venue',
      { id: ID, url: 'https://evil.test/en/futures/BTCUSDT', frameId: 0, tab: { id: 1 } },
    ],
    ['a page without encryption', { id: ID, url: PAGE.replace('https', 'http'), frameId: 0, tab: { id: 1 } }],
    ['nobody', undefined],
    ['something without a tab', { id: ID, url: PAGE, frameId: 0 }],
  ])('not %s', (_who, sender) => {
    // `undefined` would mean the default sender.
    expect(connect(sender ?? {}).gone()).toBe(true);
  });

  it('does not let a page speak for another host', async () => {
    const port = connect();
    await look(port, 'https://www.okx.com/trade-swap/btc-usdt-swap');
    expect(port.got).toEqual([]);
    expect(sessions.dropped()).toBe(1);
  });

  it('drops and counts a flood, and listens again later', async () => {
    const port = connect();
    for (let i = 0; i < 100; i++) await port.say({ type: 'page:alive' });
    expect(sessions.dropped()).toBe(100 - MESSAGES.burst);
    clock += 1_000;
    await look(port);
    expect(port.got).not.toEqual([]);
  });

  it('drops what is too long or unknown', async () => {
    const port = connect();
    await port.say({ type: 'page:view', url: PAGE, navigation: 1, padding: 'x'.repeat(5_000) });
    await port.say({ type: 'settings:update', thresholds: { crowding: 30 } });
    expect(sessions.dropped()).toBe(2);
    expect(store.get().thresholds.crowding).toBe(60);
  });
});

describe('what a page is told', () => {
  it('gets the Reading with its own navigation number, and the pair is followed', async () => {
    const port = connect();
    await look(port, PAGE, 7);
    expect(port.got.at(-1)).toMatchObject({ navigation: 7, view: { kind: 'reading', venueName: 'Binance' } });
    expect([...wants.values()]).toEqual([[{ key: 'binance-usdm:BTCUSDT', rank: 'visible' }]]);
  });

  it('is left alone, and costs nothing, while hidden', async () => {
    const port = connect();
    await look(port);
    await port.say({ type: 'page:visible', visible: false });
    const before = port.got.length;
    sessions.refresh();
    expect(port.got.length).toBe(before);
    expect([...wants.values()]).toEqual([[]]);
  });

  it('stops costing anything when it goes away', async () => {
    const port = connect();
    await look(port);
    port.drop();
    expect([...wants.values()]).toEqual([[]]);
    expect(sessions.ofTab(1)).toBeNull();
  });

  it.each([
    [
      'a pair its venue does not list',
      'https://www.binance.com/en/futures/NOSUCHUSDT',
      { kind: 'unsupported', read: 'NOSUCHUSDT' },
    ],
    ['a page without a market', 'https://www.binance.com/en/futures-activity', { kind: 'dormant' }],
  ])('%s', async (_what, url, view) => {
    const port = connect();
    await look(port, url);
    expect(port.got.at(-1)!.view).toMatchObject(view);
    expect([...wants.values()]).toEqual([[]]);
  });

  it('waits with the sources in sight before the first Reading', async () => {
    known = null;
    const port = connect();
    await look(port);
    expect(port.got.at(-1)!.view).toMatchObject({ kind: 'waiting', label: 'BTC' });
  });

  it('follows the symbol a chart shows, and says what it read when it is none of ours', async () => {
    const url = 'https://www.tradingview.com/chart/abc/';
    const port = connect({ id: ID, url, frameId: 0, tab: { id: 1 } });
    const show = (navigation: number, ticker: string) =>
      port.say({ type: 'page:view', url, navigation, chart: { ticker, legend: 'Bitcoin · 1h · Binance' } });
    await show(1, 'BTCUSDT.P');
    await port.say({ type: 'page:visible', visible: true });
    expect(port.got.at(-1)?.view.kind).toBe('reading');
    await show(2, 'TSLA');
    expect(port.got.at(-1)?.view).toEqual({
      kind: 'unsupported',
      venueName: 'TradingView',
      read: 'BINANCE:TSLA',
    });
    await show(3, '');
    expect(port.got.at(-1)?.view.kind).toBe('dormant');
  });

  it('asks for a permission that was taken back', async () => {
    permitted = false;
    const port = connect();
    await look(port);
    expect(port.got.at(-1)!.view).toEqual({
      kind: 'no-permission',
      venueName: 'Binance',
      host: 'fapi.binance.com',
    });
  });

  it('follows pause and switch in every tab at once', async () => {
    const ports = [connect(), connect({ id: ID, url: PAGE, frameId: 0, tab: { id: 2 } })];
    for (const port of ports) await look(port);
    await store.change((settings) => setPaused(settings, true));
    expect(ports.map((port) => port.got.at(-1)!.view.kind)).toEqual(['paused', 'paused']);
    await store.change((settings) => setPaused(settings, false));
    await store.change((settings) => toggleWatched(settings, 'binance-usdm:BTCUSDT', false));
    expect(ports.map((port) => port.got.at(-1)!.view.kind)).toEqual(['switched-off', 'switched-off']);
  });
});

describe('what a page may do', () => {
  it('hides the overlay on its own host', async () => {
    const port = connect();
    await look(port);
    await port.say({ type: 'host:hide' });
    await vi.waitFor(() => expect(port.got.at(-1)!.view.kind).toBe('hidden'));
    expect(store.get().hiddenHosts).toEqual(['www.binance.com']);
  });

  it('keeps its own place', async () => {
    const placement = { edgeX: 'right', offsetX: 9, edgeY: 'bottom', offsetY: 8, collapsed: true };
    const port = connect();
    await look(port);
    await port.say({ type: 'placement:save', placement });
    sessions.refresh();
    expect(port.got.at(-1)!.placement).toEqual(placement);
    const elsewhere = connect({
      id: ID,
      url: 'https://www.okx.com/trade-swap/btc-usdt-swap',
      frameId: 0,
      tab: { id: 2 },
    });
    await look(elsewhere, 'https://www.okx.com/trade-swap/btc-usdt-swap');
    expect(elsewhere.got.at(-1)!.placement).not.toEqual(placement);
  });

  it('mutes the pair it shows', async () => {
    const port = connect();
    await look(port);
    await port.say({ type: 'symbol:mute', minutes: 60 });
    expect(port.got.at(-1)!.warnings).not.toEqual([]);
    await vi.waitFor(() => expect(port.got.at(-1)!.warnings).toEqual([]));
    expect(port.got.at(-1)).toMatchObject({ view: { mutedUntil: NOW + 3_600_000 } });
  });

  it('opens the options', async () => {
    const port = connect();
    await port.say({ type: 'options:open' });
    expect(optionsOpened).toBe(1);
  });

  it('opens the side panel of its own tab while the press is still being handled', () => {
    const port = connect();
    void port.say({ type: 'panel:open' });
    expect(panels).toEqual([1]);
  });
});
