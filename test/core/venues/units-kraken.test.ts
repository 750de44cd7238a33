import { describe, expect, it } from 'vitest';
import { type Instrument, notionalOf } from '../../../core/domain/instrument.ts';
import { venueById } from '../../../core/venues/registry.ts';
import { NOW, only, read, recordedAnswer } from './unit-paths.ts';

const VENUE = 'kraken-futures';

interface SocketTicker {
  readonly product_id: string;
  readonly time: number;
  readonly markPrice: number;
  readonly index: number;
  readonly openInterest: number;
  readonly volume: number;
  readonly volumeQuote?: number;
  readonly funding_rate?: number;
  readonly relative_funding_rate?: number;
}
interface Row {
  readonly vol24h: number;
  readonly volumeQuote: number;
  readonly openInterest: number;
  readonly fundingRate: number;
  readonly indexPrice: number;
}

const socket = recordedAnswer<readonly SocketTicker[]>('kraken-futures/wsTicker-4.json');
const listing = recordedAnswer<unknown>('kraken-futures/fetchMarkets-1.json');
const linearRow = recordedAnswer<Row>('kraken-futures/fetchFundingRate-1.json');
const inverseOf = (symbol: string): Instrument =>
  only(read(VENUE, 'instruments', listing), 'instrument', symbol).instrument;

/** What the adapter asks and hears about one contract, the same figures by REST and by socket. */
function bothWays(row: SocketTicker, instrument: Instrument) {
  const ticker = {
    symbol: row.product_id,
    markPrice: row.markPrice,
    indexPrice: row.index,
    openInterest: row.openInterest,
    vol24h: row.volume,
    fundingRate: row.funding_rate,
  };
  const byRest = read(VENUE, 'ticker', { result: 'success', ticker }, instrument);
  const instruments = new Map([[instrument.venueSymbol, instrument]]);
  const context = { instruments, receivedTime: NOW, venueTime: NOW };
  const bySocket = venueById(VENUE)!.stream!.parse(JSON.stringify(row), context);
  return { byRest, bySocket };
}

const LINEAR: Instrument = {
  venue: VENUE,
  venueSymbol: 'PF_ENJUSD',
  asset: 'ENJ',
  base: 'ENJ',
  quote: 'USD',
  settle: 'USD',
  kind: 'linear',
  contractSize: 1,
  baseMultiplier: 1,
  tickSize: null,
  maxLeverage: 50,
  maintenanceTiers: null,
  fundingIntervalHours: 1,
};

describe('Kraken in dollars and by the hour', () => {
  it.skipIf(socket === null || listing === null)(
    'an inverse contract: the absolute rate × the price is the relative rate the socket states beside it',
    () => {
      const rows = socket!.filter((row) => row.product_id === 'PI_LTCUSD');
      expect(rows.length).toBe(3);
      for (const row of rows) {
        const { byRest, bySocket } = bothWays(row, inverseOf('PI_LTCUSD'));
        const absolute = only(byRest, 'funding').fundingRate;
        const relative = only(bySocket, 'funding').fundingRate;
        expect(relative).toBe(row.relative_funding_rate);
        expect(Math.abs(absolute / relative - 1)).toBeLessThan(0.005);
        expect(only(byRest, 'funding').fundingIntervalHours).toBe(1);
      }
    },
  );

  it.skipIf(socket === null || listing === null)(
    'an inverse contract is a dollar: open interest in dollars either way, and what is traded is its own turnover',
    () => {
      const row = socket!.find(({ product_id }) => product_id === 'PI_BCHUSD')!;
      const instrument = inverseOf('PI_BCHUSD');
      const { byRest, bySocket } = bothWays(row, instrument);
      for (const observations of [byRest, bySocket]) {
        const { openInterest, openInterestValue } = only(observations, 'open-interest');
        expect(openInterestValue).toBe(row.openInterest * instrument.contractSize);
        expect(notionalOf(instrument, openInterest, row.markPrice)).toBe(openInterestValue);
        expect(only(observations, 'volume').quoteVolume24h).toBe(row.volumeQuote);
      }
    },
  );

  it.skipIf(linearRow === null)(
    'a linear contract counts coins: the same dollars at the mark as at the mean price of what was traded',
    () => {
      const answer = { result: 'success', ticker: linearRow };
      const observations = read(VENUE, 'ticker', answer, LINEAR);
      const { markPrice } = only(observations, 'price');
      const dollars = only(observations, 'open-interest').openInterest * markPrice;
      const meanPrice = linearRow!.volumeQuote / linearRow!.vol24h;
      expect(Math.abs(dollars / (linearRow!.openInterest * meanPrice) - 1)).toBeLessThan(0.01);

      // What 10 000 USD long pay in an hour: the rate on dollars, or dollars a coin × the coins they buy.
      const { fundingRate } = only(observations, 'funding');
      const coins = 10_000 / linearRow!.indexPrice;
      expect(fundingRate * 10_000).toBeCloseTo(coins * linearRow!.fundingRate, 9);
    },
  );

  it('a linear rate of 0.032725 USD at 1752 is 0.001867 % an hour, never × the price', () => {
    const ticker = {
      symbol: 'PF_ENJUSD',
      markPrice: 1752,
      indexPrice: 1752,
      openInterest: 1,
      fundingRate: 0.032725,
    };
    const { fundingRate } = only(read(VENUE, 'ticker', { ticker }, LINEAR), 'funding');
    expect(fundingRate).toBeCloseTo(0.00001868, 8);
  });

  it('an inverse history is dollars like its newest value', () => {
    const inverse: Instrument = { ...LINEAR, venueSymbol: 'PI_XBTUSD', kind: 'inverse' };
    const answer = {
      result: { timestamp: [1_794_996_000], data: [['2e7', '2e7', '2e7', '2e7']] },
      errors: [],
    };
    const { rows } = only(read(VENUE, 'open-interest', answer, inverse), 'series');
    const ticker = { symbol: 'PI_XBTUSD', markPrice: 96_000, openInterest: 2e7, fundingRate: 0 };
    const { openInterest } = only(read(VENUE, 'ticker', { ticker }, inverse), 'open-interest');
    expect(notionalOf(inverse, rows[0]!.value, 96_000)).toBe(2e7);
    expect(openInterest).toBe(rows[0]!.value);
  });
});
