import { MINUTE } from '../domain/time.ts';
import { exchangeInfo, fundingInfo } from './binance/contracts.ts';
import { FUTURES, ID, SPOT } from './binance/endpoints.ts';
import { binanceFault } from './binance/fault.ts';
import { klines, premiumIndexKlines } from './binance/klines.ts';
import { depth, openInterest, premiumIndex, ticker24h } from './binance/market.ts';
import { pages } from './binance/pages.ts';
import { spotKlines, spotTicker24h } from './binance/spot.ts';
import {
  fundingRate,
  globalLongShortAccountRatio,
  openInterestHist,
  takerlongshortRatio,
} from './binance/statistics.ts';
import { stream } from './binance/stream.ts';
import type { Venue } from './venue.ts';

const USED_WEIGHT = 'x-mbx-used-weight-1m';
/** Spot market data alone, without account endpoints and seldom blocked [mem]. */
const SPOT_DATA = 'https://data-api.binance.vision';

/**
 * Binance USDⓈ-M perpetuals. Sizes are in the base coin.
 * Its margin brackets are signed-only, so Bybit's public ones stand in. Interest is 0.03 % a day, and
 * `premiumIndex` states each symbol's own share of it per interval.
 */
export const binanceUsdm: Venue = {
  id: ID,
  name: 'Binance',
  product: 'USDⓈ-M perp',
  permission: 'install',
  origins: [FUTURES, SPOT, SPOT_DATA, 'wss://fstream.binance.com'],
  alternateOrigins: { [SPOT]: SPOT_DATA },
  limits: {
    weight: {
      host: 'fapi.binance.com',
      capacity: 2_400,
      windowMs: MINUTE,
      usedHeader: USED_WEIGHT,
      pool: 'binance-futures',
    },
    data: { host: 'fapi.binance.com', capacity: 1_000, windowMs: 5 * MINUTE, pool: 'binance-futures-data' },
    funding: {
      host: 'fapi.binance.com',
      capacity: 500,
      windowMs: 5 * MINUTE,
      pool: 'binance-futures-funding',
    },
    spot: {
      host: 'api.binance.com',
      capacity: 6_000,
      windowMs: MINUTE,
      usedHeader: USED_WEIGHT,
      pool: 'binance-spot',
    },
  },
  anchorHourly: 0.0003 / 24,
  marginModel: 'tiered',
  tiersFrom: 'bybit-linear',
  endpoints: [
    exchangeInfo,
    fundingInfo,
    premiumIndex,
    openInterest,
    ticker24h,
    depth,
    klines,
    premiumIndexKlines,
    openInterestHist,
    globalLongShortAccountRatio,
    takerlongshortRatio,
    fundingRate,
    spotKlines,
    spotTicker24h,
  ],
  stream,
  pages,
  fault: binanceFault,
};
