import { describe, expect, it } from 'vitest';
import { type Instrument, notionalOf } from '../../../core/domain/instrument.ts';
import { only, read, recordedAnswer } from './unit-paths.ts';

interface TickerAnswer {
  readonly result: {
    readonly instrument_name: string;
    readonly open_interest: number;
    readonly interest_value: number;
    readonly mark_price: number;
    readonly funding_8h: number;
    readonly stats: { readonly volume: number; readonly volume_usd: number };
  };
}
interface ChartAnswer {
  readonly result: { readonly volume: number[]; readonly cost: number[]; readonly ticks: number[] };
}

/** The book answer holds all a ticker holds. */
const reversed = recordedAnswer<TickerAnswer>('deribit/fetchOrderBook-1.json');
const linear = recordedAnswer<TickerAnswer>('coinbase-intl/fetchTicker-1.json');
const listing = recordedAnswer<unknown>('deribit/fetchMarkets-4.json');
const chart = recordedAnswer<ChartAnswer>('deribit/fetchOHLCV-1.json');

const LINEAR: Instrument = {
  venue: 'deribit',
  venueSymbol: 'BTC_USDC-PERPETUAL',
  asset: 'BTC',
  base: 'BTC',
  quote: 'USDC',
  settle: 'USDC',
  kind: 'linear',
  contractSize: 0.0001,
  baseMultiplier: 1,
  tickSize: null,
  maxLeverage: 50,
  maintenanceTiers: null,
  fundingIntervalHours: 1,
};
const bitcoin = (): Instrument => only(read('deribit', 'get_instruments', listing), 'instrument').instrument;

/** What a coin cost over the day: neither the mark nor the index is in it. */
const dayPrice = ({ result: { stats } }: TickerAnswer) => stats.volume_usd / stats.volume;

describe('Deribit in dollars and by the hour', () => {
  it.skipIf(reversed === null || listing === null)('counts a reversed contract in dollars', () => {
    const instrument = bitcoin();
    expect(instrument).toMatchObject({ kind: 'inverse', contractSize: 10, settle: 'BTC' });
    const observations = read('deribit', 'ticker', reversed, instrument);
    const { openInterest, openInterestValue } = only(observations, 'open-interest');
    const { markPrice } = only(observations, 'price');
    expect(notionalOf(instrument, openInterest, markPrice)).toBe(1_139_551_440);
    expect(openInterestValue).toBe(1_139_551_440);
    // As dollars it is 13 097 coins, 2.6 days of the day's turnover; as coins it would be more than ever were.
    const turnoverInCoins = reversed!.result.stats.volume;
    const days = openInterest / dayPrice(reversed!) / turnoverInCoins;
    expect(days).toBeGreaterThan(1);
    expect(days).toBeLessThan(10);
    expect(openInterest).toBeGreaterThan(21e6);
  });

  it.skipIf(linear === null)(
    'counts a linear contract in coins, whose value is not its interest value',
    () => {
      const observations = read('deribit', 'ticker', linear, LINEAR);
      const { openInterest, openInterestValue } = only(observations, 'open-interest');
      const { markPrice } = only(observations, 'price');
      const dollars = openInterest * markPrice;
      expect(openInterestValue).toBeNull();
      expect(dollars).toBeCloseTo(482.0885 * 78_418.85, 3);
      expect(Math.abs(dollars / (linear!.result.open_interest * dayPrice(linear!)) - 1)).toBeLessThan(0.01);
      expect(linear!.result.interest_value / dollars).toBeLessThan(0.5);
    },
  );

  it.skipIf(reversed === null || chart === null || listing === null)(
    'counts a reversed bar and book in dollars, and the coins beside them are those dollars at a price of the bar',
    () => {
      const instrument = bitcoin();
      const [bars] = read('deribit', 'get_tradingview_chart_data', chart, instrument);
      if (bars?.kind !== 'candles') throw new Error('no bars');
      for (const [i, row] of bars.rows.entries()) {
        expect(row.volume).toBe(chart!.result.cost[i]);
        const price = row.volume / chart!.result.volume[i]!;
        expect(price).toBeGreaterThan(row.low * 0.99);
        expect(price).toBeLessThan(row.high * 1.01);
      }
      const { bids } = only(read('deribit', 'get_order_book', reversed, instrument), 'book');
      expect(notionalOf(instrument, bids[0]![1], bids[0]![0])).toBe(199_190);
    },
  );

  it('says the rate of an hour: what eight hours brought ÷ 8, and the mean of eight rows of history', () => {
    const hourly = [1e-6, 2e-6, -1e-6, 4e-6, 0, 3e-6, 5e-6, 2e-6];
    const rows = hourly.map((interest_1h, i) => ({
      timestamp: 1_794_967_200_000 + i * 3_600_000,
      interest_1h,
    }));
    const { rows: points } = only(
      read('deribit', 'get_funding_rate_history', { result: rows }, LINEAR),
      'series',
    );
    const mean = points.reduce((sum, { value }) => sum + value, 0) / points.length;
    const ticker = {
      instrument_name: LINEAR.venueSymbol,
      timestamp: 1_795_000_000_000,
      mark_price: 96_250,
      index_price: 96_240,
      open_interest: 482,
      current_funding: 0.0004,
      funding_8h: 0.000016,
      stats: { volume: 1, volume_usd: 96_250 },
    };
    const funding = only(read('deribit', 'ticker', { result: ticker }, LINEAR), 'funding');
    expect(funding.fundingRate / (funding.fundingIntervalHours ?? 0)).toBeCloseTo(mean, 12);
    expect(funding.fundingRate).toBeCloseTo(0.000002, 12);
  });
});
