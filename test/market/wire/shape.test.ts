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
  bybit: createBybitWire(),
  okx: createOkxWire(),
  hyperliquid: createHyperliquidWire(),
};
const fapi = 'https://fapi.binance.com';
const bybit = 'https://api.bybit.com/v5/market';
const okx = 'https://www.okx.com/api/v5';
const swap = 'instId=BTC-USDT-SWAP';
const info = (type: string, more: object = {}) => ({ type, ...more });

/** Recorded file, the wire, and the request that asks for the same. */
const CASES: readonly (readonly [file: string, wire: keyof typeof wires, url: string, body?: object])[] = [
  ['binance-usdm/fetchMarkPrice-1', 'binance', `${fapi}/fapi/v1/premiumIndex?symbol=BTCUSDT`],
  ['binance-usdm/fetchFundingRate-1', 'binance', `${fapi}/fapi/v1/fundingRate?symbol=BTCUSDT`],
  ['binance-usdm/fetchOpenInterest-1', 'binance', `${fapi}/fapi/v1/openInterest?symbol=BTCUSDT`],
  ['binance-usdm/fetchOHLCV-2', 'binance', `${fapi}/fapi/v1/klines?symbol=BTCUSDT&interval=5m`],
  [
    'binance-usdm/fetchPremiumIndexOHLCV-1',
    'binance',
    `${fapi}/fapi/v1/premiumIndexKlines?symbol=BTCUSDT&interval=1h`,
  ],
  ['binance-usdm/fetchTicker-1', 'binance', `${fapi}/fapi/v1/ticker/24hr?symbol=BTCUSDT`],
  ['binance-usdm/fetchOrderBook-1', 'binance', `${fapi}/fapi/v1/depth?symbol=BTCUSDT&limit=1000`],
  ['bybit/fetchMarkets-5', 'bybit', `${bybit}/instruments-info?category=linear`],
  ['bybit/fetchTickers-1', 'bybit', `${bybit}/tickers?category=linear&symbol=BTCUSDT`],
  ['bybit/fetchFundingRateHistory-2', 'bybit', `${bybit}/funding/history?category=linear&symbol=BTCUSDT`],
  [
    'bybit/fetchOpenInterest-1',
    'bybit',
    `${bybit}/open-interest?category=linear&symbol=BTCUSDT&intervalTime=5min`,
  ],
  [
    'bybit/fetchLongShortRatioHistory-1',
    'bybit',
    `${bybit}/account-ratio?category=linear&symbol=BTCUSDT&period=1h`,
  ],
  ['bybit/fetchMarketLeverageTiers-1', 'bybit', `${bybit}/risk-limit?category=linear&symbol=BTCUSDT`],
  ['bybit/fetchOHLCV-2', 'bybit', `${bybit}/kline?category=linear&symbol=BTCUSDT&interval=60`],
  [
    'bybit/fetchPremiumIndexOHLCV-1',
    'bybit',
    `${bybit}/premium-index-price-kline?category=linear&symbol=BTCUSDT&interval=60`,
  ],
  ['bybit/fetchSpotTicker-1', 'bybit', `${bybit}/tickers?category=spot&symbol=BTCUSDT`],
  ['bybit/fetchOrderBook-1', 'bybit', `${bybit}/orderbook?category=linear&symbol=BTCUSDT`],
  ['okx/fetchFundingRate-1', 'okx', `${okx}/public/funding-rate?${swap}`],
  ['okx/fetchFundingRateHistory-2', 'okx', `${okx}/public/funding-rate-history?${swap}`],
  ['okx/fetchIndexPrice-2', 'okx', `${okx}/market/index-tickers?instId=BTC-USDT`],
  ['okx/fetchMarkPrice-2', 'okx', `${okx}/public/mark-price?instType=SWAP&${swap}`],
  [
    'okx/fetchMarketLeverageTiers-2',
    'okx',
    `${okx}/public/position-tiers?instType=SWAP&tdMode=cross&instFamily=BTC-USDT`,
  ],
  ['okx/fetchOHLCV-4', 'okx', `${okx}/market/candles?${swap}&bar=5m`],
  ['okx/fetchOpenInterest-1', 'okx', `${okx}/public/open-interest?instType=SWAP&${swap}`],
  ['okx/fetchOrderBook-2', 'okx', `${okx}/market/books?${swap}&sz=10`],
  ['okx/fetchTicker-2', 'okx', `${okx}/market/tickers?instType=SWAP`],
  ['hyperliquid/fetchTickers-1', 'hyperliquid', 'https://api.hyperliquid.xyz/info', info('metaAndAssetCtxs')],
  [
    'hyperliquid/fetchFundingRateHistory-4',
    'hyperliquid',
    'https://api.hyperliquid.xyz/info',
    info('fundingHistory', { coin: 'BTC', startTime: 0 }),
  ],
  [
    'hyperliquid/fetchOHLCV-2',
    'hyperliquid',
    'https://api.hyperliquid.xyz/info',
    info('candleSnapshot', { req: { coin: 'BTC', interval: '1h', startTime: 0, endTime: start } }),
  ],
  [
    'hyperliquid/fetchOrderBook-4',
    'hyperliquid',
    'https://api.hyperliquid.xyz/info',
    info('l2Book', { coin: 'BTC' }),
  ],
];

describe('what the market serves beside what the venues were recorded to answer', () => {
  it.skipIf(!here).each(CASES)('%s: every recorded key is served with its type', (file, wire, url, body) => {
    const { httpResponse } = JSON.parse(readFileSync(`${folder}/${file}.json`, 'utf8'));
    const request = { method: body ? ('POST' as const) : ('GET' as const), url, body };
    const served = askWire(wires[wire], request, createStillWorld(start));
    expect(shapeDifferences(httpResponse, served.body)).toEqual([]);
  });

  it('finds a missing key and a wrong type', () => {
    expect(shapeDifferences({ a: '1', b: { c: 1 } }, { a: 1, b: {} })).toEqual([
      '$.a: string recorded, number served',
      '$.b.c: recorded, not served',
    ]);
  });
});
