import { describe, expect, it } from 'vitest';
import { only, read, recordedAnswer } from './unit-paths.ts';

interface Markets {
  readonly result: {
    readonly markets: Readonly<
      Record<
        string,
        { oraclePrice: string; openInterest: string; volume24H: string; nextFundingRate: string }
      >
    >;
  };
}
interface Candles {
  readonly result: {
    readonly candles: readonly { baseTokenVolume: string; usdVolume: string; startingOpenInterest: string }[];
  };
}
interface Fundings {
  readonly result: {
    readonly historicalFunding: readonly { rate: string; effectiveAt: string; price: string }[];
  };
}

const markets = recordedAnswer<Markets>('dydx/fetchMarkets-1.json');
const candles = recordedAnswer<Candles>('dydx/fetchOHLCV-1.json');
const fundings = recordedAnswer<Fundings>('dydx/fetchFundingRateHistory-1.json');

describe('dYdX in dollars and by the hour', () => {
  it.skipIf(markets === null || candles === null)(
    'open interest in coins × oracle price is the 34 M USD that its bars count in the same minute',
    () => {
      const raw = markets!.result.markets['BTC-USD']!;
      const observations = read('dydx', 'perpetualMarkets', markets!.result);
      const instrument = only(observations, 'instrument', 'BTC-USD').instrument;
      const { openInterest } = only(observations, 'open-interest', 'BTC-USD');
      const { markPrice } = only(observations, 'price', 'BTC-USD');
      const dollars = openInterest * instrument.contractSize * markPrice;

      // The bars of the same minute say what a coin cost (their dollars ÷ their coins) and count the coins themselves.
      const bars = candles!.result.candles;
      const coins = Number(bars[0]!.startingOpenInterest);
      const traded = bars.reduce((sum, bar) => sum + Number(bar.baseTokenVolume), 0);
      const paid = bars.reduce((sum, bar) => sum + Number(bar.usdVolume), 0);
      expect(Math.abs(dollars / ((coins * paid) / traded) - 1)).toBeLessThan(0.01);
      expect(dollars).toBeCloseTo(Number(raw.openInterest) * Number(raw.oraclePrice), 6);

      const series = only(read('dydx', 'candles', candles!.result, instrument), 'series');
      expect(series.rows.at(-1)?.value).toBe(coins);
    },
  );

  it.skipIf(markets === null || fundings === null)(
    'rates are of one hour: three settlements an hour apart are what is paid in three hours',
    () => {
      const observations = read('dydx', 'perpetualMarkets', markets!.result);
      const instrument = only(observations, 'instrument', 'BTC-USD').instrument;
      const { fundingRate, fundingIntervalHours } = only(observations, 'funding', 'BTC-USD');
      const raw = markets!.result.markets['BTC-USD']!;
      expect(fundingRate / (fundingIntervalHours ?? 0)).toBe(Number(raw.nextFundingRate));

      const { rows } = only(read('dydx', 'historicalFunding', fundings!.result, instrument), 'series');
      const hours = rows.slice(1).map((row, i) => Math.round((row.time - rows[i]!.time) / 3_600_000));
      expect(hours).toEqual([1, 1]);
      const paid = fundings!.result.historicalFunding.reduce(
        (sum, row) => sum + 10_000 * Number(row.rate),
        0,
      );
      const hourly = rows.reduce((sum, row) => sum + row.value / (fundingIntervalHours ?? 0), 0);
      expect(hourly * 10_000).toBeCloseTo(paid, 9);
    },
  );

  it('its hourly interest of 0.00125 % is the 0.01 % of eight hours of other venues', () => {
    const market = {
      ticker: 'ISO-USD',
      status: 'ACTIVE',
      oraclePrice: '2',
      volume24H: '1',
      nextFundingRate: '0.0000125',
      initialMarginFraction: '0.2',
      maintenanceMarginFraction: '0.1',
      openInterest: '1',
      tickSize: '0.001',
      defaultFundingRate1H: '0.0000125',
    };
    const observations = read('dydx', 'perpetualMarkets', { markets: { 'ISO-USD': market } });
    const { anchorRate, fundingRate } = only(observations, 'funding');
    expect(anchorRate).toBe(fundingRate);
    expect((anchorRate ?? 0) * 8).toBeCloseTo(0.0001, 12);
  });
});
