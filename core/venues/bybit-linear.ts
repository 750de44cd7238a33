import { SECOND } from '../domain/time.ts';
import { instrumentsInfo, riskLimit } from './bybit/contracts.ts';
import { ID, ORIGIN } from './bybit/endpoints.ts';
import { bybitFault } from './bybit/fault.ts';
import { klines, premiumIndexKline, spotKline, spotTickers } from './bybit/klines.ts';
import { orderbook, tickers } from './bybit/market.ts';
import { pages } from './bybit/pages.ts';
import { accountRatio, fundingHistory, openInterestHistory } from './bybit/statistics.ts';
import { stream } from './bybit/stream.ts';
import type { Venue } from './venue.ts';

/** The second global host of the same API. */
const ALTERNATE = 'https://api.bytick.com';

/**
 * Bybit perpetuals settled in USDT or USDC. Sizes are in the base coin.
 * Interest is 0.03 % a day (0 for some pairs, which no answer says). Every host counts against one limit per address.
 */
export const bybitLinear: Venue = {
  id: ID,
  name: 'Bybit',
  product: 'USDT/USDC perp',
  permission: 'install',
  origins: [ORIGIN, ALTERNATE, 'wss://stream.bybit.com'],
  alternateOrigins: { [ORIGIN]: ALTERNATE },
  limits: {
    market: { host: 'api.bybit.com', capacity: 600, windowMs: 5 * SECOND, pool: 'bybit' },
  },
  anchorHourly: 0.0003 / 24,
  marginModel: 'tiered',
  endpoints: [
    instrumentsInfo,
    tickers,
    orderbook,
    klines,
    premiumIndexKline,
    fundingHistory,
    openInterestHistory,
    accountRatio,
    riskLimit,
    spotKline,
    spotTickers,
  ],
  stream,
  pages,
  fault: bybitFault,
};
