import { createPlacements } from '../../core/browser/placements.ts';
import { createRecordStore } from '../../core/browser/storage.ts';
import type { Instrument } from '../../core/domain/instrument.ts';
import { createBudget } from '../../core/feed/budget.ts';
import { createCatalogue } from '../../core/feed/catalogue.ts';
import { createHistory } from '../../core/feed/history.ts';
import { createMarketState } from '../../core/feed/market-state.ts';
import { parseOverlayMessage, parsePageRequest } from '../../core/messages/schemas.ts';
import { DEFAULT_SETTINGS } from '../../core/settings/defaults.ts';
import { exportSettings } from '../../core/settings/export.ts';
import { readImport } from '../../core/settings/import.ts';
import { readStoredSettings } from '../../core/settings/migrations.ts';
import { claimsOf, resolvePage } from '../../core/venues/page-resolution.ts';
import { venues } from '../../core/venues/registry.ts';
import { VenueError } from '../../core/venues/venue-error.ts';
import { createFakeArea } from '../core/browser/fake-area.ts';
import { anInstrument, createMemoryHistory, createMemoryStore } from '../core/feed/fakes.ts';
import type { Random } from '../market/random.ts';
import { createStillWorld } from '../market/still-world.ts';
import { askWire } from '../market/wire/ask-wire.ts';
import { createWires } from '../market/wire/wires.ts';
import { anything, spoiled, spoiledText } from './nonsense.ts';

export interface Border {
  readonly name: string;
  /** Puts one bad input to the border; whatever it throws has come past it. */
  admit(random: Random): unknown;
}

const START = Date.UTC(2026, 1, 2, 12, 2);
const pick = <T>(random: Random, list: readonly T[]): T => list[Math.floor(random.next() * list.length)]!;

/** Every place where data of others comes in. */
export function borders(): Border[] {
  return [rest(), socket(), ...messages(), ...storage(), url(), importFile()];
}

/** Answers of every endpoint of every venue the market plays, and whatever `fault` makes of them. */
function rest(): Border {
  const world = createStillWorld(START);
  const wires = createWires(() => START);
  const asked = venues.flatMap((venue) => {
    const wire = wires.find((one) => one.venue === venue.id);
    const instrument = world.market(venue.id, 'BTC')?.instrument;
    if (wire === undefined || instrument === undefined) return [];
    const instruments = new Map([[instrument.venueSymbol, instrument]]);
    return venue.endpoints.map((endpoint) => {
      const query = { instrument, interval: '1h' as const, since: START - 36e5 * 20, limit: 20 };
      const { body } = askWire(wire, endpoint.request(query), world);
      return { venue, endpoint, query, instruments, body };
    });
  });
  return {
    name: 'REST answer',
    admit(random) {
      const { venue, endpoint, query, instruments, body } = pick(random, asked);
      const bad = spoiled(random, body);
      const status = pick(random, [200, 200, 200, 400, 403, 418, 429, 500, 503]);
      venue.fault({
        status,
        headers: new Map([['retry-after', String(anything(random, 0))]]),
        body: bad,
        receivedTime: START,
      });
      try {
        endpoint.parse(bad, { query, instruments, receivedTime: START, venueTime: START });
      } catch (error) {
        if (!(error instanceof VenueError)) throw error;
      }
    },
  };
}

/** Frames as the market sends them, cut and changed; a parser may refuse a frame, the feed drops it. */
function socket(): Border {
  const world = createStillWorld(START);
  const streams = createWires(() => START).flatMap((wire) => {
    const venue = venues.find(({ id }) => id === wire.venue);
    const instrument = world.market(wire.venue, 'BTC')?.instrument;
    if (venue?.stream === undefined || instrument === undefined) return [];
    const frames: string[] = [];
    const { pathname, search } = new URL(venue.stream.url([instrument], venue.stream.channels));
    const session = wire.socket(pathname + search, world, (frame) => frames.push(frame));
    for (const frame of venue.stream.subscribe([instrument], venue.stream.channels)) session.receive(frame);
    session.tick();
    const instruments: ReadonlyMap<string, Instrument> = new Map([[instrument.venueSymbol, instrument]]);
    return frames.length === 0 ? [] : [{ stream: venue.stream, frames, instruments }];
  });
  return {
    name: 'socket frame',
    admit(random) {
      const { stream, frames, instruments } = pick(random, streams);
      const good = pick(random, frames);
      const text =
        random.next() < 0.5 ? spoiledText(random, good) : JSON.stringify(spoiled(random, JSON.parse(good)));
      try {
        stream.parse(text ?? '', { instruments, receivedTime: START, venueTime: START });
      } catch (error) {
        if (!(error instanceof Error)) throw error;
      }
    },
  };
}

function messages(): Border[] {
  const overlay = [
    { type: 'page:view', url: 'https://www.binance.com/en/futures/BTCUSDT', navigation: 1 },
    { type: 'page:visible', visible: true },
    {
      type: 'placement:save',
      placement: { edgeX: 'left', offsetX: 1, edgeY: 'top', offsetY: 1, collapsed: false },
    },
    { type: 'symbol:mute', minutes: 5 },
  ];
  const page = [
    { type: 'settings:update', thresholds: { crowding: 60 } },
    { type: 'watch:add', key: 'binance-usdm:BTCUSDT' },
    { type: 'instruments:search', text: 'btc' },
    { type: 'warnings:preview', thresholds: {} },
  ];
  return [
    {
      name: 'content-script message',
      admit: (random) => parseOverlayMessage(spoiled(random, pick(random, overlay))),
    },
    {
      name: 'extension-page message',
      admit: (random) => parsePageRequest(spoiled(random, pick(random, page))),
    },
  ];
}

function storage(): Border[] {
  const clock = { now: () => START, monotonic: () => 0 };
  const budget = createBudget(clock);
  const pool = { id: 'p', limit: { host: 'a.test', capacity: 1_000, windowMs: 60_000 } };
  budget.spend(pool, 5, 'poll');
  budget.block('a.test', START + 1_000);
  const spent = JSON.parse(JSON.stringify(budget.serialize()));
  const instrument = anInstrument();
  const state = createMarketState(createHistory(createMemoryHistory()), clock.now);
  const prices = {
    kind: 'price',
    venue: 'alpha',
    venueSymbol: 'BTCUSDT',
    venueTime: START,
    receivedTime: START,
  } as const;
  state.follow(instrument);
  state.take([{ ...prices, markPrice: 60_000, indexPrice: null }], START);
  const values = JSON.parse(JSON.stringify(state.snapshot()));
  return [
    {
      name: 'stored settings',
      admit: (random) => readStoredSettings(pick(random, [1, 2, 3, 9]), spoiled(random, DEFAULT_SETTINGS)),
    },
    {
      name: 'stored budgets',
      admit(random) {
        const restored = createBudget(clock);
        restored.restore(spoiled(random, spent));
        if (Number.isNaN(restored.waitMs(pool, 1, 'poll'))) throw new Error('a wait that is no number');
      },
    },
    {
      name: 'stored values',
      admit(random) {
        const restored = createMarketState(createHistory(createMemoryHistory()), clock.now);
        restored.restore(spoiled(random, values));
        restored.follow(instrument);
        restored.take([{ ...prices, markPrice: 60_001, indexPrice: null }], START);
        restored.snapshot();
      },
    },
    {
      name: 'stored list of contracts',
      async admit(random) {
        const store = createMemoryStore();
        store.values.set(
          'instruments:alpha',
          spoiled(random, { receivedTime: START, instruments: [instrument] }),
        );
        const catalogue = createCatalogue(store);
        await catalogue.restore(['alpha']);
        catalogue.search('btc', 5);
        catalogue.forAsset('alpha', 'BTC');
      },
    },
    {
      name: 'stored placements',
      async admit(random) {
        const area = createFakeArea();
        const good = [
          ['www.binance.com', { edgeX: 'left', offsetX: 1, edgeY: 'top', offsetY: 1, collapsed: false }],
        ];
        area.items.set('placements', spoiled(random, good));
        const placements = createPlacements(createRecordStore(area));
        await placements.restore();
        placements.of('www.binance.com');
      },
    },
  ];
}

function url(): Border {
  const good = venues.flatMap(({ pages }) => pages.testUrls.map(([address]) => address));
  const listed = [anInstrument({ venue: 'binance-usdm' })];
  return {
    name: 'page address',
    admit(random) {
      const text = spoiledText(random, pick(random, good));
      if (!URL.canParse(text)) return;
      const address = new URL(text);
      for (const venue of venues) {
        venue.pages.parse(address);
        new RegExp(venue.pages.tradingPath).test(address.pathname);
      }
      resolvePage(claimsOf(address), () => listed);
    },
  };
}

function importFile(): Border {
  const good = exportSettings(DEFAULT_SETTINGS);
  return {
    name: 'import file',
    admit(random) {
      const text =
        random.next() < 0.5 ? spoiledText(random, good) : JSON.stringify(spoiled(random, JSON.parse(good)));
      readImport(text ?? '', DEFAULT_SETTINGS);
    },
  };
}
