import { SECOND } from '../domain/time.ts';
import { ID, ORIGIN } from './dydx/endpoints.ts';
import { dydxFault } from './dydx/fault.ts';
import { candles, historicalFunding, orderbook } from './dydx/history.ts';
import { perpetualMarket, perpetualMarkets } from './dydx/markets.ts';
import { dydxPages } from './dydx/pages.ts';
import { dydxStream } from './dydx/stream.ts';
import type { Venue } from './venue.ts';

const HOST = 'indexer.dydx.trade';

/**
 * dYdX Chain, read through its public indexer. It publishes no account ratio, taker volume, premium or spot
 * market, and no index apart from the oracle price it marks at. Unconfirmed: that open interest counts one side.
 * https://docs.dydx.xyz/indexer-client
 */
export const dydx: Venue = {
  id: ID,
  name: 'dYdX',
  product: 'perpetuals',
  permission: 'optional',
  origins: [ORIGIN, 'wss://indexer.dydx.trade'],
  /** Points per address; bars are counted apart and ten times as generously. */
  limits: {
    requests: { host: HOST, capacity: 100, windowMs: 10 * SECOND },
    candles: { host: HOST, capacity: 1_000, windowMs: 10 * SECOND },
  },
  /** Where an answer leaves `defaultFundingRate1H` out: the formula's own default. */
  anchorHourly: 0,
  marginModel: 'tiered',
  endpoints: [perpetualMarkets, perpetualMarket, candles, historicalFunding, orderbook],
  stream: dydxStream,
  pages: dydxPages,
  fault: dydxFault,
};
