import { describe, expect, it } from 'vitest';
import { only, read, recordedAnswer } from './unit-paths.ts';

interface Ticker {
  readonly baseVolume: string;
  readonly usdtVolume: string;
  readonly high24h: string;
  readonly low24h: string;
  readonly holdingAmount: string;
}
interface Second {
  readonly data: readonly Ticker[];
}
interface Third {
  readonly data: readonly { readonly openInterest: string; readonly markPrice: string }[];
}
interface Liquidations {
  readonly data: readonly { readonly symbol: string; readonly price: string; readonly amount: string }[];
}
interface Funding {
  readonly data: readonly { readonly fundingRateInterval: string; readonly nextUpdate: string }[];
}

const second = recordedAnswer<Second>('bitget/fetchTicker-8.json');
const third = recordedAnswer<Third>('bitget/fetchTicker-10.json');
const forced = recordedAnswer<readonly Liquidations[]>('bitget/wsLiquidations-1.json');
const funding = recordedAnswer<Funding>('bitget/fetchFundingRate-2.json');

const LISTED = {
  symbol: 'BTCUSDT',
  baseCoin: 'BTC',
  quoteCoin: 'USDT',
  symbolType: 'perpetual',
  symbolStatus: 'normal',
  priceEndStep: '1',
  pricePlace: '1',
  sizeMultiplier: '0.0001',
  fundInterval: '8',
  maxLever: '125',
};
const listing = (more: object = {}) =>
  only(read('bitget', 'contracts', { code: '00000', data: [{ ...LISTED, ...more }] }), 'instrument')
    .instrument;

describe('Bitget in dollars', () => {
  it.skipIf(second === null || third === null)(
    'holdings × mark are the dollars its newer API gives two minutes later',
    () => {
      const observations = read('bitget', 'ticker', second, listing());
      const dollars =
        only(observations, 'open-interest').openInterest * only(observations, 'price').markPrice;
      const later = third!.data[0]!;
      expect(dollars / (Number(later.openInterest) * Number(later.markPrice))).toBeCloseTo(1, 2);
      expect(dollars).toBeGreaterThan(100_000_000);
    },
  );

  it.skipIf(second === null)(
    'a unit is a coin: turnover over volume is a price of the day, step or no step',
    () => {
      const { quoteVolume24h } = only(read('bitget', 'ticker', second, listing()), 'volume');
      const { baseVolume, low24h, high24h } = second!.data[0]!;
      const paid = quoteVolume24h / (Number(baseVolume) * listing().contractSize);
      expect(paid).toBeGreaterThan(Number(low24h));
      expect(paid).toBeLessThan(Number(high24h));
    },
  );

  it('thousands count thousands', () => {
    const bonk = listing({ symbol: '1000BONKUSDT', baseCoin: '1000BONK' });
    const row = {
      symbol: '1000BONKUSDT',
      markPrice: '0.0131',
      holdingAmount: '2000000',
      ts: 1_794_999_999_000,
    };
    const observations = read('bitget', 'ticker', { code: '00000', data: [row] }, bonk);
    const { openInterest } = only(observations, 'open-interest');
    expect(openInterest * only(observations, 'price').markPrice).toBeCloseTo(26_200, 6);
    // The coin alone costs a thousandth, and there are a thousand times as many.
    expect(openInterest * bonk.baseMultiplier * 0.0000131).toBeCloseTo(26_200, 6);
  });

  it.skipIf(forced === null)(
    'recorded liquidations state dollars: over their price they are whole tenths of a coin',
    () => {
      const rows = forced!.flatMap(({ data }) => data);
      expect(rows.length).toBeGreaterThan(0);
      for (const { symbol, price, amount } of rows) {
        const instrument = listing({ symbol, baseCoin: symbol.replace('USDT', '') });
        const row = rows.find((one) => one.symbol === symbol)!;
        const answer = { code: '00000', data: { list: [row] } };
        const { size } = only(read('bitget', 'liquidations', answer, instrument), 'liquidation');
        expect(size * Number(price)).toBeCloseTo(Number(amount), 6);
        expect(size * 10).toBeCloseTo(Math.round(size * 10), 6);
        expect(Math.abs(Number(amount) * 10 - Math.round(Number(amount) * 10))).toBeGreaterThan(0.01);
      }
    },
  );
});

describe('Bitget by the hour', () => {
  it.skipIf(funding === null)('recorded: a rate of 8 hours, settled on the third of a day it names', () => {
    const { fundingRate, fundingIntervalHours, nextFundingTime } = only(
      read('bitget', 'currentFundRate', funding, listing()),
      'funding',
    );
    const { fundingRateInterval, nextUpdate } = funding!.data[0]!;
    const settlementsADay = 86_400_000 / (Number(fundingRateInterval) * 3_600_000);
    expect((fundingRate / (fundingIntervalHours ?? 0)) * 24).toBeCloseTo(fundingRate * settlementsADay, 15);
    expect(nextFundingTime).toBe(Number(nextUpdate));
    expect(Number(nextUpdate) % ((fundingIntervalHours ?? 0) * 3_600_000)).toBe(0);
    expect(listing().fundingIntervalHours).toBe(fundingIntervalHours);
  });

  it('a rate of 4 hours is half the rate of 8 for the same hour', () => {
    const rate = (fundingRate: string, fundingRateInterval: string) => {
      const row = { symbol: 'BTCUSDT', fundingRate, fundingRateInterval, nextUpdate: '1795003200000' };
      const one = only(
        read('bitget', 'currentFundRate', { code: '00000', data: [row] }, listing()),
        'funding',
      );
      return one.fundingRate / (one.fundingIntervalHours ?? 0);
    };
    expect(rate('0.00005', '4')).toBeCloseTo(0.0003 / 24, 12);
    expect(rate('0.0001', '8')).toBeCloseTo(0.0003 / 24, 12);
  });
});
