import { describe, expect, it } from 'vitest';
import { NOW, only, read, recordedAnswer } from './unit-paths.ts';

interface Ticker {
  readonly symbol: string;
  readonly volume24: number;
  readonly amount24: number;
  readonly holdVol: number;
  readonly lower24Price: number;
  readonly high24Price: number;
  readonly fairPrice: number;
}
interface Tickers {
  readonly data: readonly Ticker[];
}
interface Funding {
  readonly data: {
    readonly fundingRate: number;
    readonly collectCycle: number;
    readonly nextSettleTime: number;
  };
}

const listing = recordedAnswer('mexc/fetchMarkets-2.json');
const tickers = recordedAnswer<Tickers>('mexc/fetchTicker-1.json');
const funding = recordedAnswer<Funding>('mexc/fetchFundingRate-5.json');

const LISTED = {
  symbol: 'BTC_USDT',
  baseCoin: 'BTC',
  quoteCoin: 'USDT',
  settleCoin: 'USDT',
  contractSize: 0.0001,
  maxLeverage: 200,
  priceUnit: 0.1,
  state: 0,
};
const envelope = (data: unknown) => ({ success: true, code: 0, data });
const instrumentOf = (row: object) =>
  only(read('mexc', 'detail', envelope([{ ...LISTED, ...row }])), 'instrument').instrument;

/** 40 million dollars each: 5 000 000 contracts of 0.0001 BTC at 80 000 USD, and 400 000 of 100 USD. */
const LINEAR = instrumentOf({});
const INVERSE = instrumentOf({ symbol: 'BTC_USD', quoteCoin: 'USD', settleCoin: 'BTC', contractSize: 100 });
const TICKER = { fairPrice: 80_000, indexPrice: 79_990, timestamp: NOW };

describe('MEXC in dollars', () => {
  it.skipIf(listing === null || tickers === null)(
    'recorded: what a contract cost over the day, by its own turnover, prices the open ones as the mark does',
    () => {
      const { instrument } = only(read('mexc', 'detail', listing), 'instrument', 'BTC_USDT');
      const row = tickers!.data[0]!;
      const observations = read('mexc', 'tickers', tickers, instrument);
      const dollars =
        only(observations, 'open-interest').openInterest * only(observations, 'price').markPrice;
      const costOfOne = row.amount24 / row.volume24;
      expect(costOfOne / instrument.contractSize).toBeGreaterThan(row.lower24Price);
      expect(costOfOne / instrument.contractSize).toBeLessThan(row.high24Price);
      expect(Math.abs(dollars / (row.holdVol * costOfOne) - 1)).toBeLessThan(0.01);
    },
  );

  it('5 000 000 contracts of 0.0001 BTC are 400 000 contracts of 100 USD', () => {
    const linear = only(
      read('mexc', 'ticker', envelope({ ...TICKER, symbol: 'BTC_USDT', holdVol: 5_000_000 }), LINEAR),
      'open-interest',
    );
    const inverse = only(
      read('mexc', 'ticker', envelope({ ...TICKER, symbol: 'BTC_USD', holdVol: 400_000 }), INVERSE),
      'open-interest',
    );
    expect(linear.openInterest * TICKER.fairPrice).toBe(40_000_000);
    // An inverse contract's size is its dollars.
    expect(inverse.openInterest).toBe(40_000_000);
    expect(INVERSE.kind).toBe('inverse');
  });

  it('an inverse contract turns over its contracts of 100 USD, not its coins', () => {
    const row = { ...TICKER, symbol: 'BTC_USD', volume24: 8_000, amount24: 10 };
    const { quoteVolume24h } = only(read('mexc', 'ticker', envelope(row), INVERSE), 'volume');
    expect(quoteVolume24h).toBe(row.volume24 * 100);
    expect(quoteVolume24h).toBe(row.amount24 * row.fairPrice);
  });

  it('a bar’s contracts times their size and price are the amount beside them', () => {
    const amount = 10_000_000;
    const data = {
      time: [NOW / 1_000],
      open: [80_000],
      high: [80_000],
      low: [80_000],
      close: [80_000],
      vol: [1_250_000],
      amount: [amount],
    };
    const bar = only(read('mexc', 'kline', envelope(data), LINEAR), 'candles').rows[0]!;
    expect(bar.volume * bar.close).toBe(amount);
  });

  it('levels counted in contracts end at the same dollars as levels counted in quote', () => {
    const levels = { symbol: 'BTC_USDT', maintenanceMarginRate: 0.004, initialMarginRate: 0.005 };
    const byVolume = {
      riskBaseVol: 50_000,
      riskIncrVol: 0,
      riskIncrMmr: 0,
      riskIncrImr: 0,
      riskLevelLimit: 1,
    };
    const inCoins = only(
      read(
        'mexc',
        'contractDetail',
        envelope({ ...levels, ...byVolume, riskLimitType: 'BY_VOLUME' }),
        LINEAR,
      ),
      'tiers',
    );
    const inQuote = only(
      read(
        'mexc',
        'contractDetail',
        envelope({ ...levels, ...byVolume, riskBaseVol: 400_000, riskLimitType: 'BY_VALUE' }),
        LINEAR,
      ),
      'tiers',
    );
    expect(inCoins.tierUnit).toBe('base');
    expect((inCoins.tiers[0]?.notionalCap ?? 0) * TICKER.fairPrice).toBe(400_000);
    expect(inQuote.tiers[0]?.notionalCap).toBe(400_000);
    expect(inQuote.tierUnit).toBeUndefined();
  });
});

describe('MEXC by the hour', () => {
  it.skipIf(funding === null)('recorded: the cycle counts hours, and settlements lie on its grid', () => {
    const { fundingRate, fundingIntervalHours, nextFundingTime } = only(
      read('mexc', 'fundingRate', funding, LINEAR),
      'funding',
    );
    const raw = funding!.data;
    const settlementsADay = 24 / raw.collectCycle;
    expect((fundingRate / (fundingIntervalHours ?? 0)) * 24).toBeCloseTo(
      raw.fundingRate * settlementsADay,
      15,
    );
    expect((nextFundingTime ?? 0) % (raw.collectCycle * 3_600_000)).toBe(0);
  });

  it('the same rate settled four times as often costs four times as much an hour', () => {
    const hourly = (collectCycle: number) => {
      const row = {
        symbol: 'BTC_USDT',
        fundingRate: 0.0001,
        collectCycle,
        nextSettleTime: NOW,
        timestamp: NOW,
      };
      const one = only(read('mexc', 'fundingRate', envelope(row), LINEAR), 'funding');
      return one.fundingRate / (one.fundingIntervalHours ?? 0);
    };
    expect(hourly(8)).toBeCloseTo(0.0003 / 24, 12);
    expect(hourly(2)).toBeCloseTo(4 * hourly(8), 12);
  });
});
