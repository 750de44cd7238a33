import { describe, expect, it } from 'vitest';
import type { Instrument } from '../../../core/domain/instrument.ts';
import { NOW, only, read, recordedAnswer } from './unit-paths.ts';

/**
 * Contracts settled in their coin, in dollars twice: contracts × their size by the adapter, and the venue's own
 * figure in coins × the price beside it. Recorded answers, and answers of the documented form with own values.
 */
const binanceListing = {
  serverTime: NOW,
  symbols: [
    {
      symbol: 'BTCUSD_PERP',
      contractType: 'PERPETUAL',
      contractStatus: 'TRADING',
      contractSize: 100,
      baseAsset: 'BTC',
      quoteAsset: 'USD',
      marginAsset: 'BTC',
      filters: [],
    },
  ],
};
const okxListing = {
  code: '0',
  data: [
    {
      instId: 'BTC-USD-SWAP',
      uly: 'BTC-USD',
      ctType: 'inverse',
      ctVal: '100',
      ctMult: '1',
      ctValCcy: 'USD',
      settleCcy: 'BTC',
      state: 'live',
    },
  ],
};
const bybitListing = {
  retCode: 0,
  time: NOW,
  result: {
    list: [
      {
        symbol: 'BTCUSD',
        contractType: 'InversePerpetual',
        status: 'Trading',
        baseCoin: 'BTC',
        quoteCoin: 'USD',
        settleCoin: 'BTC',
        leverageFilter: { maxLeverage: '100' },
        priceFilter: { tickSize: '0.1' },
        fundingInterval: 480,
      },
    ],
  },
};

function listed(venue: string, endpoint: string, answer: unknown): Instrument {
  return only(read(venue, endpoint, answer), 'instrument').instrument;
}

const binance = listed('binance-coinm', 'exchangeInfo', binanceListing);
const okx = listed('okx-inverse', 'instruments', okxListing);
const bybit = listed('bybit-inverse', 'instruments-info', bybitListing);

const bybitTicker = recordedAnswer<{ result: { list: [Record<string, string>] } }>(
  'bybit/fetchTickers-2.json',
);
const bybitBars = recordedAnswer<{ result: { list: string[][] } }>('bybit/fetchOHLCV-2.json');
const binanceBars = recordedAnswer<(string | number)[][]>('binance-coinm/fetchOHLCV-2.json');
const okxBars = recordedAnswer<{ data: string[][] }>('okx/fetchOHLCV-5.json');

/** What the bars' own coins cost at their closes: the dollars they must stand for. */
function expectDollars(volumes: readonly number[], coins: readonly number[], closes: readonly number[]) {
  volumes.forEach((volume, i) => {
    expect(volume / (coins[i]! * closes[i]!)).toBeGreaterThan(0.99);
    expect(volume / (coins[i]! * closes[i]!)).toBeLessThan(1.01);
  });
}

describe('contracts settled in their coin, in dollars', () => {
  it.skipIf(bybitTicker === null)('Bybit’s open interest is coins × mark, halved', () => {
    const [row] = bybitTicker!.result.list;
    const { openInterest, openInterestValue } = only(
      read('bybit-inverse', 'tickers', bybitTicker, bybit),
      'open-interest',
    );
    const bothSides = Number(row.openInterestValue) * Number(row.markPrice);
    expect(openInterest / (bothSides / 2)).toBeCloseTo(1, 4);
    expect(openInterestValue).toBe(openInterest);
  });

  it.skipIf(bybitBars === null)('Bybit’s volume is the dollars of the coins it turned over', () => {
    const { rows } = only(read('bybit-inverse', 'kline', bybitBars, bybit), 'candles');
    const oldestFirst = [...bybitBars!.result.list].reverse();
    expectDollars(
      rows.map(({ volume }) => volume),
      oldestFirst.map((row) => Number(row[6])),
      rows.map(({ close }) => close),
    );
  });

  it.skipIf(binanceBars === null)('Binance’s volume is, bought and all, contracts × 100 USD', () => {
    const { rows } = only(read('binance-coinm', 'klines', binanceBars, binance), 'candles');
    const closes = rows.map(({ close }) => close);
    expectDollars(
      rows.map(({ volume }) => volume),
      binanceBars!.map((row) => Number(row[7])),
      closes,
    );
    expectDollars(
      rows.map(({ takerBuyVolume }) => takerBuyVolume!),
      binanceBars!.map((row) => Number(row[10])),
      closes,
    );
  });

  it.skipIf(okxBars === null)('OKX’s volume is contracts × 100 USD', () => {
    const { rows } = only(read('okx-inverse', 'candles', okxBars, okx), 'candles');
    const oldestFirst = [...okxBars!.data].reverse();
    expectDollars(
      rows.map(({ volume }) => volume),
      oldestFirst.map((row) => Number(row[6])),
      rows.map(({ close }) => close),
    );
  });

  it('the same position is the same dollars on all three, whatever counts it', () => {
    // 2500 BTC of longs at 40 000 USD: 100 M USD = 1 M contracts of 100 USD = 100 M contracts of 1 USD.
    const dollars = 2_500 * 40_000;
    const stated = [
      read('binance-coinm', 'openInterest', { symbol: 'BTCUSD_PERP', openInterest: '1000000' }, binance),
      read(
        'okx-inverse',
        'openInterest',
        { code: '0', data: [{ instId: 'BTC-USD-SWAP', oi: '1000000', oiCcy: '2500', oiUsd: '99999000' }] },
        okx,
      ),
      read(
        'bybit-inverse',
        'tickers',
        {
          retCode: 0,
          time: NOW,
          result: { list: [{ symbol: 'BTCUSD', openInterest: '200000000', openInterestValue: '5000' }] },
        },
        bybit,
      ),
    ];
    for (const observations of stated) {
      expect(only(observations, 'open-interest')).toMatchObject({
        openInterest: dollars,
        openInterestValue: dollars,
      });
    }
  });

  it('a day’s turnover is the same dollars: 5 000 coins at 40 000 USD', () => {
    const binanceDay = { symbol: 'BTCUSD_PERP', volume: '2000000', baseVolume: '5000', closeTime: NOW };
    const okxDay = { instId: 'BTC-USD-SWAP', last: '40000', vol24h: '2000000', volCcy24h: '5000' };
    const bybitDay = { symbol: 'BTCUSD', volume24h: '200000000', turnover24h: '5000' };
    const days = [
      read('binance-coinm', 'ticker24h', [binanceDay], binance),
      read('okx-inverse', 'tickers', { code: '0', data: [okxDay] }, okx),
      read('bybit-inverse', 'tickers', { retCode: 0, time: NOW, result: { list: [bybitDay] } }, bybit),
    ];
    for (const day of days) expect(only(day, 'volume').quoteVolume24h).toBe(5_000 * 40_000);
  });

  it('rates an hour: what 10 000 USD pay at one settlement, spread over its hours', () => {
    const settlement = NOW + 3_600_000;
    const paid = 10_000 * 0.0008;
    const terms = read('binance-coinm', 'fundingInfo', [{ symbol: 'X', fundingIntervalHours: 4 }], binance);
    const rates = [
      [
        only(
          read(
            'binance-coinm',
            'premiumIndex',
            [{ symbol: 'BTCUSD_PERP', markPrice: '40000', lastFundingRate: '0.0008', time: NOW }],
            binance,
          ),
          'funding',
        ).fundingRate,
        only(terms, 'funding-terms').fundingIntervalHours,
      ],
      ...[
        read(
          'okx-inverse',
          'fundingRate',
          {
            code: '0',
            data: [
              {
                instId: 'BTC-USD-SWAP',
                fundingRate: '0.0008',
                fundingTime: String(settlement),
                nextFundingTime: String(settlement + 8 * 3_600_000),
              },
            ],
          },
          okx,
        ),
        read(
          'bybit-inverse',
          'tickers',
          {
            retCode: 0,
            time: NOW,
            result: {
              list: [
                {
                  symbol: 'BTCUSD',
                  fundingRate: '0.0008',
                  fundingIntervalHour: '8',
                  nextFundingTime: String(settlement),
                },
              ],
            },
          },
          bybit,
        ),
      ].map((observations) => {
        const { fundingRate, fundingIntervalHours } = only(observations, 'funding');
        return [fundingRate, fundingIntervalHours] as const;
      }),
    ] as const;
    for (const [rate, hours] of rates) {
      expect(hours).toBe(8);
      expect((10_000 * rate!) / hours!).toBeCloseTo(paid / 8, 12);
    }
  });
});

describe('perpetuals of Hyperliquid’s builders', () => {
  it('count both sides and pay by the hour as the venue’s own do', () => {
    const listing = { collateralToken: 0, universe: [{ name: 'xyz:TSLA', maxLeverage: 10 }] };
    const instrument = listed('hyperliquid-hip3', 'allPerpMetas', [listing]);
    const context = { funding: '0.00001', openInterest: '2000', markPx: '400', dayNtlVlm: '1' };
    const observations = read('hyperliquid-hip3', 'metaAndAssetCtxs', [listing, [context]], instrument);
    const { openInterest } = only(observations, 'open-interest');
    const { markPrice } = only(observations, 'price');
    // 2000 shares of longs and shorts together: 1000 on each side, 400 000 USD.
    expect(openInterest * instrument.contractSize * markPrice).toBe(400_000);
    const { fundingRate, fundingIntervalHours } = only(observations, 'funding');
    expect((fundingRate / fundingIntervalHours!) * 24 * 1_000).toBeCloseTo(0.24, 12);
  });
});
