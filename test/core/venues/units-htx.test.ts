import { describe, expect, it } from 'vitest';
import { type Instrument, notionalOf } from '../../../core/domain/instrument.ts';
import { only, read, recordedAnswer } from './unit-paths.ts';

interface Interest {
  readonly contract_code: string;
  readonly volume: string | number;
  readonly amount: string | number;
  readonly value?: string;
  readonly trade_amount: string | number;
  readonly trade_turnover: string | number;
}
interface Trade {
  readonly amount: number;
  readonly quantity?: number;
  readonly price: number;
  readonly trade_turnover?: number;
}
type Trades = readonly { readonly ch: string; readonly tick: { readonly data: readonly Trade[] } }[];

const linearListing = recordedAnswer<unknown>('htx/fetchMarkets-2.json');
const inverseListing = recordedAnswer<unknown>('htx/fetchMarkets-1.json');
const interest = recordedAnswer<{ readonly data: Interest }>('htx/fetchOpenInterest-4.json');
const datedInterest = recordedAnswer<{ readonly data: readonly Interest[] }>('htx/fetchOpenInterest-2.json');
const linearTrades = recordedAnswer<Trades>('htx/wsTrades-2.json');
const inverseTrades = recordedAnswer<Trades>('htx/wsTrades-1.json');

const listed = (venue: string, listing: unknown, symbol: string): Instrument =>
  only(read(venue, 'swap_contract_info', listing), 'instrument', symbol).instrument;

describe('HTX in dollars and by the hour', () => {
  it.skipIf(linearListing === null || interest === null)(
    'linear: half of the value is half of the contracts × their size at the mean price of the day',
    () => {
      const instrument = listed('htx', linearListing, 'BTC-USDT');
      const raw = interest!.data;
      const { openInterest, openInterestValue } = only(
        read('htx', 'open_interest', interest, instrument),
        'open-interest',
      );
      expect(openInterestValue).toBeCloseTo(1_031_568_962.4834, 3);
      expect(openInterest).toBeCloseTo((Number(raw.volume) * instrument.contractSize) / 2, 6);
      const meanPrice = Number(raw.trade_turnover) / Number(raw.trade_amount);
      const dollars = notionalOf(instrument, openInterest, meanPrice);
      expect(Math.abs(dollars / (openInterestValue ?? 0) - 1)).toBeLessThan(0.01);
    },
  );

  it.skipIf(inverseListing === null || datedInterest === null)(
    'inverse: contracts × 100 USD are the coins beside them at the mean price of the day',
    () => {
      const instrument = listed('htx-inverse', inverseListing, 'BTC-USD');
      const raw = { ...datedInterest!.data[0]!, contract_code: 'BTC-USD' };
      const answer = { status: 'ok', data: [raw], ts: 1_664_337_928_805 };
      const { openInterest, openInterestValue } = only(
        read('htx-inverse', 'open_interest', answer, instrument),
        'open-interest',
      );
      expect(openInterest).toBe(11_885_000);
      expect(openInterestValue).toBe(openInterest);
      const meanPrice = Number(raw.trade_turnover) / Number(raw.trade_amount);
      expect(Math.abs(openInterest / (Number(raw.amount) * meanPrice) - 1)).toBeLessThan(0.05);
    },
  );

  it.skipIf(linearTrades === null || inverseTrades === null)(
    'counts every trade on both sides: never an odd number of contracts in what was captured',
    () => {
      const all = [...linearTrades!, ...inverseTrades!].flatMap(({ tick }) => tick.data);
      expect(all.length).toBeGreaterThan(5);
      expect(all.filter(({ amount }) => amount % 2 !== 0)).toEqual([]);
    },
  );

  it.skipIf(linearTrades === null || linearListing === null)(
    'a bar holds half of what its trades state, in coins and in dollars',
    () => {
      const [{ ch, tick }] = linearTrades as [Trades[number]];
      const trade = tick.data[0]!;
      const instrument = listed('htx', linearListing, ch.split('.')[1] ?? '');
      const row = { id: 1_645_289_100, open: trade.price, high: trade.price, low: trade.price };
      const answer = {
        ch: `market.${instrument.venueSymbol}.kline.5min`,
        data: [{ ...row, close: trade.price, vol: trade.amount }],
        ts: 1_645_289_400_000,
      };
      const [bars] = read('htx', 'kline', answer, instrument);
      if (bars?.kind !== 'candles') throw new Error('no bars');
      const { volume, close } = bars.rows[0]!;
      expect(volume).toBe(trade.quantity! / 2);
      expect(volume * close).toBeCloseTo(trade.trade_turnover! / 2, 9);
    },
  );

  it('says the hours between two settlements, and a day is settled as often as they fit', () => {
    const instrument: Instrument = {
      venue: 'htx',
      venueSymbol: 'BTC-USDT',
      asset: 'BTC',
      base: 'BTC',
      quote: 'USDT',
      settle: 'USDT',
      kind: 'linear',
      contractSize: 0.001,
      baseMultiplier: 1,
      tickSize: null,
      maxLeverage: null,
      maintenanceTiers: null,
      fundingIntervalHours: 8,
    };
    const row = {
      contract_code: 'BTC-USDT',
      funding_rate: '0.00005',
      funding_time: '1794988800000',
      next_funding_time: '1795003200000',
    };
    const answer = { code: 200, data: row, ts: 1_795_000_000_000 };
    const funding = only(read('htx', 'funding_rate', answer, instrument), 'funding');
    expect(funding.nextFundingTime).toBe(1_795_003_200_000);
    expect(funding.fundingRate / (funding.fundingIntervalHours ?? 0)).toBeCloseTo(0.0000125, 12);
    // Six settlements of 0.5 USD on 10 000 USD are 3 USD a day, as 0.03 % of it.
    const settlements = 86_400_000 / (Number(row.next_funding_time) - Number(row.funding_time));
    expect(settlements * Number(row.funding_rate) * 10_000).toBeCloseTo(10_000 * 0.0003, 9);
  });
});
