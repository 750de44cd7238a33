import { describe, expect, it } from 'vitest';
import type { Instrument } from '../../../core/domain/instrument.ts';
import { createCatalogue } from '../../../core/feed/catalogue.ts';
import { endpointFor } from '../../../core/feed/endpoint-choice.ts';
import { createHistory } from '../../../core/feed/history.ts';
import { createMarketState } from '../../../core/feed/market-state.ts';
import { type PlanContext, planPair } from '../../../core/feed/plan.ts';
import { venues as registry } from '../../../core/venues/registry.ts';
import type { Venue } from '../../../core/venues/venue.ts';
import {
  A_LIMIT,
  anEndpoint,
  anInstrument,
  aVenue,
  createMemoryHistory,
  createMemoryStore,
} from './fakes.ts';

const own = anEndpoint({ id: 'own', provides: ['price', 'open-interest'] });
const everyones = anEndpoint({ id: 'everyones', provides: ['price', 'open-interest'], scope: 'venue' });
const venueOf = (changes: Partial<Venue> = {}) => aVenue({ endpoints: [everyones, own], ...changes });

describe('which answer serves how many pairs', () => {
  it('asks about a few one by one and about a crowd all at once', () => {
    expect(endpointFor(venueOf(), 'price')?.id).toBe('own');
    expect(endpointFor(venueOf(), 'price', 7)?.id).toBe('own');
    expect(endpointFor(venueOf(), 'price', 8)?.id).toBe('everyones');
  });

  it('takes what there is', () => {
    expect(endpointFor(venueOf({ endpoints: [own] }), 'price', 50)?.id).toBe('own');
    expect(endpointFor(venueOf({ endpoints: [everyones] }), 'price', 1)?.id).toBe('everyones');
    expect(endpointFor(venueOf(), 'book', 50)).toBeNull();
  });

  it('never asks at once for what no window admits', () => {
    const dear = { ...everyones, weight: () => A_LIMIT.capacity };
    expect(endpointFor(venueOf({ endpoints: [dear, own] }), 'price', 50)?.id).toBe('own');
  });
});

describe('watching many pairs beside other venues', () => {
  const ASSETS = Array.from({ length: 50 }, (_, index) => `COIN${index}`);

  function listed(venue: Venue): Instrument[] {
    return ASSETS.map((asset) =>
      anInstrument({ venue: venue.id, venueSymbol: `${asset}USDT`, asset, base: asset }),
    );
  }

  /** Different requests a minute at each venue beside the first, for so many watched pairs. */
  function requestsBeside(pairs: number): Map<string, number> {
    const venues = registry.filter(({ id }) =>
      ['binance-usdm', 'bitget', 'gate', 'kucoin', 'mexc'].includes(id),
    );
    const catalogue = createCatalogue(createMemoryStore());
    for (const venue of venues) catalogue.put(venue.id, listed(venue), 1);
    const history = createHistory(createMemoryHistory());
    const context: PlanContext = {
      now: 2,
      pairs,
      venues,
      venueNow: () => 2,
      catalogue,
      history,
      market: createMarketState(history, () => 2),
      lastTail: () => null,
    };
    const tasks = ASSETS.slice(0, pairs).flatMap((asset) =>
      planPair({ key: `binance-usdm:${asset}USDT`, rank: 'alert' }, context),
    );
    const beside = tasks.filter(({ venue }) => venue.id !== 'binance-usdm');
    const counts = new Map<string, number>();
    for (const id of new Set(beside.map((task) => task.id))) {
      const venue = id.slice(0, id.indexOf('/'));
      counts.set(venue, (counts.get(venue) ?? 0) + 1);
    }
    return counts;
  }

  it('costs a few requests for one pair and no more for fifty', () => {
    for (const [venue, count] of requestsBeside(1)) expect(count, venue).toBeLessThanOrEqual(4);
    for (const [venue, count] of requestsBeside(50)) expect(count, venue).toBeLessThanOrEqual(4);
  });
});
