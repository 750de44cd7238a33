import { SECOND } from '../domain/time.ts';
import { contracts } from './bingx/contracts.ts';
import { HOST, ID } from './bingx/endpoints.ts';
import { bingxFault } from './bingx/fault.ts';
import { fundingRate, klines, spotKlines } from './bingx/history.ts';
import { depth, openInterest, premiumIndex, ticker } from './bingx/market.ts';
import { bingxPages } from './bingx/pages.ts';
import type { Venue } from './venue.ts';

/**
 * BingX perpetuals settled in USDT or USDC. It publishes no history of open interest, account ratio, taker volume,
 * premium, liquidations or margin brackets, and frames of its socket are packed. Its inverse contracts are not
 * read: their open interest is stamped to the day, and sources disagree on whether it counts coins or contracts.
 * Unconfirmed: that open interest counts one side, the limit.
 * https://bingx-api.github.io/docs-v3/
 */
export const bingx: Venue = {
  id: ID,
  name: 'BingX',
  product: 'USDT/USDC perp',
  permission: 'optional',
  origins: [`https://${HOST}`],
  limits: { market: { host: HOST, capacity: 500, windowMs: 10 * SECOND } },
  /** 0.01 % of eight hours [mem]. */
  anchorHourly: 0.0001 / 8,
  marginModel: 'tiered',
  tiersFrom: 'bybit-linear',
  endpoints: [contracts, premiumIndex, openInterest, ticker, depth, fundingRate, klines, spotKlines],
  pages: bingxPages,
  fault: bingxFault,
};
