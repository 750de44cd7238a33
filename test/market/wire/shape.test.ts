import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { createStillWorld } from '../still-world.ts';
import { askWire } from './ask-wire.ts';
import { createBinanceWire } from './binance.ts';
import { createBybitWire } from './bybit.ts';
import { createHyperliquidWire } from './hyperliquid.ts';
import { createOkxWire } from './okx.ts';
import { shapeDifferences } from './shape.ts';

const folder =
  process.env.RECORDED_DIR ?? fileURLToPath(new URL('../../../../shared/recorded', import.meta.url));
const here = existsSync(folder);
if (!here) console.log(`skipped: no recorded answers at ${folder}`);

const start = Date.UTC(2026, 2, 2, 9, 17);
const wires = {
  binance: createBinanceWire(() => start),
  bybit: createBybitWire(() => start),
  okx: createOkxWire(() => start),
  hyperliquid: createHyperliquidWire(() => start),
};
const fapi = 'https://fapi.binance.com';
const bybit = 'https://api.bybit.com/v5/market';
const okx = 'https://www.okx.com/api/v5';
const swap = 'instId=BTC-USDT-SWAP';
const info = (type: string, more: object = {}) => ({ type, ...more });

/** Recorded file, the wire, and the request that asks for the same. */
interface Case {
  readonly file: string;
  readonly wire: keyof typeof wires;
  readonly url: string;
  readonly body?: object;
}

const CASES: readonly Case[] = [
  {
    file: 'binance-usdm/fetchMarkPrice-1',
    wire: 'binance',
    url: `${fapi}/fapi/v1/premiumIndex?symbol=BTCUSDT`,
  },
  {
    file: 'binance-usdm/fetchFundingRate-1',
    wire: 'binance',
    url: `${fapi}/fapi/v1/fundingRate?symbol=BTCUSDT`,
  },
  {
    file: 'binance-usdm/fetchOpenInterest-1',
    wire: 'binance',
    url: `${fapi}/fapi/v1/openInterest?symbol=BTCUSDT`,
  },
  {
    file: 'binance-usdm/fetchOHLCV-2',
    wire: 'binance',
    url: `${fapi}/fapi/v1/klines?symbol=BTCUSDT&interval=5m`,
  },
  {
    file: 'binance-usdm/fetchPremiumIndexOHLCV-1',
    wire: 'binance',
    url: `${fapi}/fapi/v1/premiumIndexKlines?symbol=BTCUSDT&interval=1h`,
  },
  { file: 'binance-usdm/fetchTicker-1', wire: 'binance', url: `${fapi}/fapi/v1/ticker/24hr?symbol=BTCUSDT` },
  {
    file: 'binance-usdm/fetchOrderBook-1',
    wire: 'binance',
    url: `${fapi}/fapi/v1/depth?symbol=BTCUSDT&limit=1000`,
  },
  { file: 'bybit/fetchMarkets-5', wire: 'bybit', url: `${bybit}/instruments-info?category=linear` },
  { file: 'bybit/fetchTickers-1', wire: 'bybit', url: `${bybit}/tickers?category=linear&symbol=BTCUSDT` },
  {
    file: 'bybit/fetchFundingRateHistory-2',
    wire: 'bybit',
    url: `${bybit}/funding/history?category=linear&symbol=BTCUSDT`,
  },
  {
    file: 'bybit/fetchOpenInterest-1',
    wire: 'bybit',
    url: `${bybit}/open-interest?category=linear&symbol=BTCUSDT&intervalTime=5min`,
  },
  {
    file: 'bybit/fetchLongShortRatioHistory-1',
    wire: 'bybit',
    url: `${bybit}/account-ratio?category=linear&symbol=BTCUSDT&period=1h`,
  },
  {
    file: 'bybit/fetchMarketLeverageTiers-1',
    wire: 'bybit',
    url: `${bybit}/risk-limit?category=linear&symbol=BTCUSDT`,
  },
  {
    file: 'bybit/fetchOHLCV-2',
    wire: 'bybit',
    url: `${bybit}/kline?category=linear&symbol=BTCUSDT&interval=60`,
  },
  {
    file: 'bybit/fetchPremiumIndexOHLCV-1',
    wire: 'bybit',
    url: `${bybit}/premium-index-price-kline?category=linear&symbol=BTCUSDT&interval=60`,
  },
  { file: 'bybit/fetchSpotTicker-1', wire: 'bybit', url: `${bybit}/tickers?category=spot&symbol=BTCUSDT` },
  { file: 'bybit/fetchOrderBook-1', wire: 'bybit', url: `${bybit}/orderbook?category=linear&symbol=BTCUSDT` },
  { file: 'okx/fetchFundingRate-1', wire: 'okx', url: `${okx}/public/funding-rate?${swap}` },
  { file: 'okx/fetchFundingRateHistory-2', wire: 'okx', url: `${okx}/public/funding-rate-history?${swap}` },
  { file: 'okx/fetchIndexPrice-2', wire: 'okx', url: `${okx}/market/index-tickers?instId=BTC-USDT` },
  { file: 'okx/fetchMarkPrice-2', wire: 'okx', url: `${okx}/public/mark-price?instType=SWAP&${swap}` },
  {
    file: 'okx/fetchMarketLeverageTiers-2',
    wire: 'okx',
    url: `${okx}/public/position-tiers?instType=SWAP&tdMode=cross&instFamily=BTC-USDT`,
  },
  { file: 'okx/fetchOHLCV-4', wire: 'okx', url: `${okx}/market/candles?${swap}&bar=5m` },
  { file: 'okx/fetchOpenInterest-1', wire: 'okx', url: `${okx}/public/open-interest?instType=SWAP&${swap}` },
  { file: 'okx/fetchOrderBook-2', wire: 'okx', url: `${okx}/market/books?${swap}&sz=10` },
  { file: 'okx/fetchTicker-2', wire: 'okx', url: `${okx}/market/tickers?instType=SWAP` },
  {
    file: 'hyperliquid/fetchTickers-1',
    wire: 'hyperliquid',
    url: 'https://api.hyperliquid.xyz/info',
    body: info('metaAndAssetCtxs'),
  },
  {
    file: 'hyperliquid/fetchFundingRateHistory-4',
    wire: 'hyperliquid',
    url: 'https://api.hyperliquid.xyz/info',
    body: info('fundingHistory', { coin: 'BTC', startTime: 0 }),
  },
  {
    file: 'hyperliquid/fetchOHLCV-2',
    wire: 'hyperliquid',
    url: 'https://api.hyperliquid.xyz/info',
    body: info('candleSnapshot', { req: { coin: 'BTC', interval: '1h', startTime: 0, endTime: start } }),
  },
  {
    file: 'hyperliquid/fetchOrderBook-4',
    wire: 'hyperliquid',
    url: 'https://api.hyperliquid.xyz/info',
    body: info('l2Book', { coin: 'BTC' }),
  },
];

describe('what the market serves beside what the venues were recorded to answer', () => {
  it.skipIf(!here).each(CASES)(
    '$file: every recorded key is served with its type',
    ({ file, wire, url, body }) => {
      const { httpResponse } = JSON.parse(readFileSync(`${folder}/${file}.json`, 'utf8'));
      const request = { method: body ? ('POST' as const) : ('GET' as const), url, body };
      const served = askWire(wires[wire], request, createStillWorld(start));
      expect(shapeDifferences(httpResponse, served.body)).toEqual([]);
    },
  );

  it('finds a missing key and a wrong type', () => {
    expect(shapeDifferences({ a: '1', b: { c: 1 } }, { a: 1, b: {} })).toEqual([
      '$.a: string recorded, number served',
      '$.b.c: recorded, not served',
    ]);
  });
});
