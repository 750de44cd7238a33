import { describe, expect, it } from 'vitest';
import { NOW, only, read, recordedAnswer } from './unit-paths.ts';

interface Row {
  readonly symbol: string;
  readonly multiplier: number;
  readonly openInterest: string;
  readonly turnoverOf24h: number;
  readonly volumeOf24h: number;
  readonly markPrice: number;
  readonly lowPrice: number;
  readonly highPrice: number;
  readonly fundingFeeRate: number;
  readonly fundingRateSymbol: string;
}
interface Listing {
  readonly data: readonly Row[];
}

const recorded = recordedAnswer<Listing>('kucoin/fetchMarkets-2.json');

const HOUR = 3_600_000;
/** 16:00 UTC, where contracts of 8, 4 and 1 hours all settle. */
const SETTLEMENT = 1_795_017_600_000;

/** The documented form with values of our own: as many dollars in XBTUSDTM as in the inverse XBTUSDM. */
const LINEAR = {
  symbol: 'XBTUSDTM',
  type: 'FFWCSX',
  status: 'Open',
  baseCurrency: 'XBT',
  quoteCurrency: 'USDT',
  settleCurrency: 'USDT',
  isInverse: false,
  multiplier: 0.001,
  tickSize: 0.1,
  maxLeverage: 125,
  fundingFeeRate: 0.0001,
  currentFundingRateGranularity: 28_800_000,
  nextFundingRateTime: SETTLEMENT - NOW,
  openInterest: '500000',
  volumeOf24h: 1_000,
  turnoverOf24h: 80_000_000,
  markPrice: 80_000,
  indexPrice: 79_990,
};
const INVERSE = {
  ...LINEAR,
  symbol: 'XBTUSDM',
  quoteCurrency: 'USD',
  settleCurrency: 'XBT',
  isInverse: true,
  multiplier: -1,
  openInterest: '40000000',
  volumeOf24h: 80_000_000,
  turnoverOf24h: 1_000,
};
const active = (...data: object[]) => read('kucoin', 'contractsActive', { code: '200000', data });

describe('KuCoin in dollars', () => {
  it.skipIf(recorded === null)('recorded: lots × multiplier are the coins its own volumes count', () => {
    const row = recorded!.data[0]!;
    const observations = read('kucoin', 'contractsActive', recorded);
    const { instrument } = only(observations, 'instrument');
    const { openInterest } = only(observations, 'open-interest');
    const { markPrice } = only(observations, 'price');
    const { quoteVolume24h } = only(observations, 'volume');
    const dollars = openInterest * markPrice;

    // What a coin cost over the day, by the venue's own coins and dollars, against what a lot costs at mark.
    const coinPrice = quoteVolume24h / row.volumeOf24h;
    expect(coinPrice).toBeGreaterThan(row.lowPrice);
    expect(coinPrice).toBeLessThan(row.highPrice);
    const lotPrice = instrument.contractSize * row.markPrice;
    expect(dollars).toBeCloseTo(Number(row.openInterest) * lotPrice, 3);
    expect(Math.abs(dollars / (Number(row.openInterest) * row.multiplier * coinPrice) - 1)).toBeLessThan(0.1);
  });

  it('half a million lots of 0.001 BTC are 40 million contracts of one dollar', () => {
    const linear = only(active(LINEAR), 'open-interest').openInterest;
    const inverse = only(active(INVERSE), 'open-interest').openInterest;
    expect(linear * LINEAR.markPrice).toBe(40_000_000);
    // An inverse contract's size is its dollars.
    expect(inverse).toBe(40_000_000);
    expect(only(active(INVERSE), 'instrument').instrument).toMatchObject({ kind: 'inverse', asset: 'BTC' });
  });

  it('the turnover of an inverse contract is in coins, its volume in dollars', () => {
    const dollars = only(active(INVERSE), 'volume').quoteVolume24h;
    expect(dollars).toBe(INVERSE.turnoverOf24h * INVERSE.markPrice);
    expect(dollars).toBe(only(active(LINEAR), 'volume').quoteVolume24h);
  });

  it('a bar’s lots are coins: its middle price times them is its turnover', () => {
    const { instrument } = only(active(LINEAR), 'instrument');
    const answer = { code: '200000', data: [[NOW - HOUR, 80_000, 80_200, 79_800, 80_000, 50_000]] };
    const bar = only(read('kucoin', 'klines', answer, instrument), 'candles').rows[0]!;
    expect(bar).toMatchObject({ high: 80_200, low: 79_800, close: 80_000 });
    expect(bar.volume * 80_000).toBe(50_000 * LINEAR.multiplier * 80_000);
  });
});

describe('KuCoin by the hour', () => {
  it('what is left counts down to a settlement on the grid of its interval', () => {
    const { fundingRate, fundingIntervalHours, nextFundingTime } = only(active(LINEAR), 'funding');
    expect(nextFundingTime).toBe(SETTLEMENT);
    expect((nextFundingTime ?? 0) % ((fundingIntervalHours ?? 0) * HOUR)).toBe(0);
    expect(fundingRate / (fundingIntervalHours ?? 0)).toBeCloseTo(0.0003 / 24, 12);
  });

  it('the moment wins over what is left, and the running interval over the next one', () => {
    const row = {
      ...LINEAR,
      nextFundingRateTime: 1,
      nextFundingRateDateTime: SETTLEMENT,
      currentFundingRateGranularity: 14_400_000,
      fundingRateGranularity: 3_600_000,
    };
    expect(only(active(row), 'funding')).toMatchObject({
      nextFundingTime: SETTLEMENT,
      fundingIntervalHours: 4,
    });
  });

  it('a countdown that is a timestamp is none', () => {
    const row = { ...LINEAR, nextFundingRateTime: SETTLEMENT };
    expect(only(active(row), 'funding').nextFundingTime).toBeNull();
  });

  it.skipIf(recorded === null)('recorded: the interval stands in the name of the rate', () => {
    const row = recorded!.data[0]!;
    const { fundingRate, fundingIntervalHours } = only(
      read('kucoin', 'contractsActive', recorded),
      'funding',
    );
    const hours = Number(/(\d+)H$/.exec(row.fundingRateSymbol)?.[1]);
    expect(fundingIntervalHours).toBe(hours);
    expect(fundingRate / hours).toBeCloseTo(row.fundingFeeRate / 8, 15);
  });
});
