import { describe, expect, it } from 'vitest';
import type { Instrument } from '../../../core/domain/instrument.ts';
import type { Observation, PriceObservation } from '../../../core/domain/observation.ts';
import { inSizes } from '../../../core/feed/stated-interest.ts';
import { NOW, only, read, recordedAnswer } from './unit-paths.ts';

interface Interest {
  readonly data: { readonly openInterest: string; readonly symbol: string; readonly time: number };
}
interface Premium {
  readonly symbol: string;
  readonly markPrice: string;
  readonly lastFundingRate: string;
  readonly fundingIntervalHours: number;
  readonly nextFundingTime: number;
  readonly updateTime: number;
}
interface Book {
  readonly data: {
    readonly bids: readonly (readonly [string, string])[];
    readonly bidsCoin: readonly (readonly [string, string])[];
  };
}

const listing = recordedAnswer<unknown>('bingx/fetchMarkets-1.json');
const interest = recordedAnswer<Interest>('bingx/fetchOpenInterest-2.json');
const premium = recordedAnswer<Premium>('bingx/fetchFundingRate-2.json');
const book = recordedAnswer<Book>('bingx/fetchOrderBook-1.json');

const bitcoin = (): Instrument =>
  only(read('bingx', 'contracts', listing), 'instrument', 'BTC-USDT').instrument;

/** What the feed holds of an instrument when the open interest arrives. */
const holding = (instrument: Instrument, price?: PriceObservation) => ({
  instrument,
  since: NOW,
  latest: price === undefined ? {} : { price: { observation: price, lagMs: 0 } },
  received: new Map(),
  markMoved: { at: NOW, repeats: 0 },
  refusal: null,
});

function interestOf(observations: readonly Observation[]) {
  return only(observations, 'open-interest');
}

describe('BingX in dollars and by the hour', () => {
  it.skipIf(listing === null || interest === null || premium === null)(
    'states what open interest is worth: 3.29 billion USDT, 194 832 coins at 16 884.5, never so many coins',
    () => {
      const instrument = bitcoin();
      const stated = interestOf(read('bingx', 'openInterest', interest, instrument));
      const price = only(read('bingx', 'premiumIndex', { code: 0, data: premium }, instrument), 'price');
      const sized = inSizes(stated, holding(instrument, { ...price, venueTime: stated.venueTime }));
      expect(sized?.openInterest).toBeCloseTo(3_289_641_547.1 / 16_884.5, 6);
      expect((sized?.openInterest ?? 0) * price.markPrice).toBeCloseTo(stated.openInterestValue ?? 0, 3);
      // As coins it would be more than a hundred times all that will ever be.
      expect(Number(interest!.data.openInterest)).toBeGreaterThan(100 * 21e6);
      expect(sized?.openInterest).toBeLessThan(21e6);
    },
  );

  it.skipIf(listing === null || interest === null || premium === null)(
    'is not sized by a mark of another moment, nor without one',
    () => {
      const instrument = bitcoin();
      const stated = interestOf(read('bingx', 'openInterest', interest, instrument));
      const price = only(read('bingx', 'premiumIndex', { code: 0, data: premium }, instrument), 'price');
      const old = { ...price, venueTime: stated.venueTime - 21_000 };
      expect(inSizes(stated, holding(instrument, old))).toBeNull();
      expect(inSizes(stated, holding(instrument))).toBeNull();
    },
  );

  it.skipIf(listing === null || premium === null)(
    'pays the rate of its interval as often as intervals fit a day',
    () => {
      const answer = { code: 0, data: premium };
      const funding = only(read('bingx', 'premiumIndex', answer, bitcoin()), 'funding');
      const hourly = funding.fundingRate / (funding.fundingIntervalHours ?? 0);
      expect(hourly).toBeCloseTo(0.0000125, 12);
      // The answer's own clock: a settlement is one interval after the last, eight hours after midnight.
      const hours = (premium!.nextFundingTime - premium!.updateTime) / 3_600_000;
      expect(hours).toBe(premium!.fundingIntervalHours);
      expect(hourly * 24).toBeCloseTo((24 / hours) * Number(premium!.lastFundingRate), 12);
    },
  );

  it.skipIf(listing === null || book === null)('a book has coins beside contracts: coins are read', () => {
    const { bids } = only(read('bingx', 'depth', book, bitcoin()), 'book');
    const [, contracts] = book!.data.bids[0]!;
    expect(bids[0]![1] / Number(contracts)).toBe(1_000);
  });
});
