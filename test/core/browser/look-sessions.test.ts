import { beforeEach, describe, expect, it } from 'vitest';
import { createLookSessions, type LookPort, type LookSessions } from '../../../core/browser/look-sessions.ts';
import type { Seen } from '../../../core/browser/overlay-view.ts';
import type { LongLook } from '../../../core/domain/long-look.ts';
import type { Engine } from '../../../core/feed/engine.ts';
import type { PairReading } from '../../../core/feed/pair-readings.ts';
import type { Want } from '../../../core/feed/plan.ts';
import type { LookUpdate } from '../../../core/messages/protocol.ts';
import { DEFAULT_SETTINGS } from '../../../core/settings/defaults.ts';
import { sampleReading } from '../../fixtures/readings.ts';
import { createMachine, settled } from '../feed/fakes.ts';

const ID = 'flushpoint-id';
const HOME = `chrome-extension://${ID}/`;
const BTC = 'binance-usdm:BTCUSDT';
const ETH = 'binance-usdm:ETHUSDT';

const pair: PairReading = {
  reading: sampleReading(),
  freshness: { status: 'live', asOf: 1, until: null, detail: null, limitMs: 90_000 },
};

let machine: ReturnType<typeof createMachine>;
let wants: Map<string, readonly Want[]>;
let tabs: Map<number, Seen>;
let looked: string[];
let sessions: LookSessions;
let paused: boolean;

beforeEach(() => {
  machine = createMachine();
  wants = new Map();
  tabs = new Map([[1, { view: reading(), key: BTC }]]);
  looked = [];
  paused = false;
  const engine = {
    want: (owner: string, list: readonly Want[]) => wants.set(owner, list),
    pair: () => pair,
    recall: async () => {},
    sourcesOf: () => [],
    instrument: () => null,
    look: (key: string) => {
      looked.push(key);
      return { next: (): LongLook => ({ series: [], heat: null, venues: [], scorecard: null }) };
    },
  } as unknown as Engine;
  sessions = createLookSessions({
    engine,
    overlays: {
      ofTab: (tab) => {
        const seen = tabs.get(tab);
        return seen === undefined ? null : { seen, host: 'www.binance.com' };
      },
    },
    timers: machine.timers,
    ready: Promise.resolve(),
    extensionId: ID,
    home: HOME,
    settings: () => ({ ...DEFAULT_SETTINGS, paused }),
    isPermitted: () => true,
  });
});

function reading(): Seen['view'] {
  return { kind: 'reading', ...pair, venueName: 'Binance', product: 'perp', fromSpot: false, mutedUntil: 0 };
}

function connect(sender: LookPort['sender'] = { id: ID, url: `${HOME}sidepanel.html` }) {
  const got: LookUpdate[] = [];
  let listen: (message: unknown) => void = () => {};
  let lost: () => void = () => {};
  let refused = false;
  sessions.connect({
    sender,
    postMessage: (message) => got.push(message),
    disconnect: () => {
      refused = true;
    },
    onMessage: { addListener: (listener) => (listen = listener) },
    onDisconnect: { addListener: (listener) => (lost = listener) },
  });
  return {
    got,
    refused: () => refused,
    drop: () => lost(),
    async follow(request: number, place: { tab?: number; key?: string; fallback?: string }) {
      const { tab = null, key = null, fallback = null } = place;
      listen({ type: 'look:follow', request, tab, key, fallback });
      await settled();
    },
    async say(message: unknown) {
      listen(message);
      await settled();
    },
  };
}

describe('a side panel’s session', () => {
  it.each([
    ['a content script', { id: ID, url: 'https://www.binance.com/en/futures/BTCUSDT' }],
    ['another extension', { id: 'other', url: 'chrome-extension://other/sidepanel.html' }],
  ])('is refused to %s', (_who, sender) => {
    expect(connect(sender).refused()).toBe(true);
  });

  it('sends the picked pair under the request’s number, and wants it as a visible one', async () => {
    const port = connect();
    await port.follow(3, { key: ETH });
    expect(port.got.at(-1)).toMatchObject({ request: 3, key: ETH, view: { kind: 'reading' } });
    expect([...wants.values()]).toEqual([[{ key: ETH, rank: 'visible' }]]);
  });

  it('follows what a tab shows, at once when that becomes another pair', async () => {
    const port = connect();
    await port.follow(1, { tab: 1 });
    expect(port.got.at(-1)?.key).toBe(BTC);
    tabs.set(1, { view: reading(), key: ETH });
    sessions.tabShown(1);
    expect(port.got.at(-1)).toMatchObject({ request: 1, key: ETH });
    expect(looked).toEqual([BTC, ETH]);
  });

  it('says that a tab shows nothing of ours', async () => {
    const port = connect();
    await port.follow(1, { tab: 7 });
    expect(port.got.at(-1)).toMatchObject({ key: null, view: { kind: 'dormant' }, look: null });
  });

  it('shows the fallback while the tab is no trading page', async () => {
    const port = connect();
    await port.follow(1, { tab: 7, fallback: ETH });
    expect(port.got.at(-1)).toMatchObject({ key: ETH, view: { kind: 'reading' } });
    await port.follow(2, { tab: 1, fallback: ETH });
    expect(port.got.at(-1)?.key).toBe(BTC);
  });

  it('goes on with the look it has while the pair stays, because the other side still holds it', async () => {
    const port = connect();
    await port.follow(1, { key: BTC });
    await port.follow(2, { tab: 1 });
    expect(looked).toEqual([BTC]);
    await port.follow(3, { key: ETH });
    await port.follow(4, { key: BTC });
    expect(looked).toEqual([BTC, ETH, BTC]);
  });

  it('tells many changes of a second once, and none of another pair', async () => {
    const port = connect();
    await port.follow(1, { key: BTC });
    await machine.run(2_000);
    const before = port.got.length;
    for (let i = 0; i < 10; i++) sessions.refresh(BTC);
    sessions.refresh(ETH);
    await machine.run(1_500);
    expect(port.got.length).toBe(before + 1);
  });

  it('wants nothing more once the panel is closed, and sends it nothing', async () => {
    const port = connect();
    await port.follow(1, { key: BTC });
    port.drop();
    const before = port.got.length;
    sessions.refresh(BTC);
    await machine.run(2_000);
    expect(port.got.length).toBe(before);
    expect([...wants.values()]).toEqual([[]]);
  });

  it('shows no pair while everything is paused', async () => {
    paused = true;
    const port = connect();
    await port.follow(1, { key: BTC });
    expect(port.got.at(-1)).toMatchObject({ key: null, view: { kind: 'paused' } });
    expect([...wants.values()].flat()).toEqual([]);
  });

  it.each([
    null,
    7,
    {},
    { type: 'look:follow', request: -1, tab: null, key: null, fallback: null },
    { type: 'page:view' },
  ])('ignores what the protocol does not know: %j', async (message) => {
    const port = connect();
    await port.say(message);
    expect(port.got).toEqual([]);
  });
});
