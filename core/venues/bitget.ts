import { SECOND } from '../domain/time.ts';
import { contracts, positionTiers } from './bitget/contracts.ts';
import { ID, ORIGIN } from './bitget/endpoints.ts';
import { bitgetFault } from './bitget/fault.ts';
import { accountLongShort, candles, historyFundRate, spotCandles, takerBuySell } from './bitget/history.ts';
import {
  currentFundRate,
  currentFundRates,
  liquidations,
  mergeDepth,
  spotTickers,
  ticker,
  tickers,
} from './bitget/market.ts';
import { pages } from './bitget/pages.ts';
import { stream } from './bitget/stream.ts';
import type { RateLimit, Venue } from './venue.ts';

/** Each endpoint is counted on its own, in requests a second and address. */
const perSecond = (capacity: number): RateLimit => ({ host: 'api.bitget.com', capacity, windowMs: SECOND });

/**
 * Bitget perpetuals settled in USDT, sized in coins. Contracts in USDC and in coins have lists of their own and are
 * not asked for. It publishes no history of open interest and no premium. Unconfirmed: the sides of open interest,
 * how many rows the statistics hold, the answer to a blocked region.
 */
export const bitget: Venue = {
  id: ID,
  name: 'Bitget',
  product: 'USDT perp',
  permission: 'optional',
  origins: [ORIGIN, 'wss://ws.bitget.com'],
  limits: {
    contracts: perSecond(20),
    positionTiers: perSecond(10),
    tickers: perSecond(20),
    ticker: perSecond(20),
    currentFundRate: perSecond(20),
    mergeDepth: perSecond(20),
    liquidations: perSecond(5),
    candles: perSecond(20),
    historyFundRate: perSecond(20),
    accountLongShort: perSecond(1),
    takerBuySell: perSecond(1),
    spotTickers: perSecond(20),
    spotCandles: perSecond(20),
  },
  /** 0.03 % a day [mem]. */
  anchorHourly: 0.0003 / 24,
  marginModel: 'tiered',
  endpoints: [
    contracts,
    positionTiers,
    tickers,
    ticker,
    currentFundRate,
    currentFundRates,
    mergeDepth,
    liquidations,
    candles,
    historyFundRate,
    accountLongShort,
    takerBuySell,
    spotTickers,
    spotCandles,
  ],
  stream,
  pages,
  fault: bitgetFault,
};
