import { MINUTE } from '../domain/time.ts';
import { binanceFault } from './binance/fault.ts';
import { coinPages } from './binance/pages.ts';
import { exchangeInfo, fundingInfo } from './binance-coinm/contracts.ts';
import { DELIVERY, ID } from './binance-coinm/endpoints.ts';
import { klines, premiumIndexKlines } from './binance-coinm/klines.ts';
import { depth, openInterest, premiumIndex, ticker24h } from './binance-coinm/market.ts';
import {
  fundingRate,
  globalLongShortAccountRatio,
  openInterestHist,
  takerBuySellVol,
} from './binance-coinm/statistics.ts';
import type { Venue } from './venue.ts';

/**
 * Binance perpetuals settled in their coin. A contract is 100 USD (BTC) or 10 USD, and answers count contracts:
 * sizes are contracts × that. One weight budget with USDⓈ-M since 2026-06-30. Its margin brackets are signed-only,
 * so Bybit's public ones stand in. Not read: its socket, whose path after the split of 2026-04 no source confirms.
 */
export const binanceCoinm: Venue = {
  id: ID,
  name: 'Binance COIN-M',
  product: 'coin-margined perp',
  permission: 'install',
  origins: [DELIVERY],
  limits: {
    weight: {
      host: 'dapi.binance.com',
      capacity: 2_400,
      windowMs: MINUTE,
      usedHeader: 'x-mbx-used-weight-1m',
      pool: 'binance-futures',
    },
    data: { host: 'dapi.binance.com', capacity: 1_000, windowMs: 5 * MINUTE, pool: 'binance-futures-data' },
    funding: {
      host: 'dapi.binance.com',
      capacity: 500,
      windowMs: 5 * MINUTE,
      pool: 'binance-futures-funding',
    },
  },
  anchorHourly: 0.0003 / 24,
  marginModel: 'tiered',
  tiersFrom: 'bybit-inverse',
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
    takerBuySellVol,
    fundingRate,
  ],
  pages: coinPages,
  fault: binanceFault,
};
