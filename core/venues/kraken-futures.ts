import { MINUTE, SECOND } from '../domain/time.ts';
import { instruments } from './kraken-futures/contracts.ts';
import { HOST, ID, SPOT_HOST } from './kraken-futures/endpoints.ts';
import { krakenFault } from './kraken-futures/fault.ts';
import { accountRatio, candles, funding, openInterest, takerVolume } from './kraken-futures/history.ts';
import { orderbook, tickerOf, tickers } from './kraken-futures/market.ts';
import { krakenPages } from './kraken-futures/pages.ts';
import { spotCandles, spotTicker } from './kraken-futures/spot.ts';
import { krakenStream } from './kraken-futures/stream.ts';
import type { RateLimit, Venue } from './venue.ts';

const per10s: RateLimit = { host: HOST, capacity: 500, windowMs: 10 * SECOND };

/**
 * Kraken's perpetuals, linear (any collateral) and inverse. Public questions cost nothing there; the budget of
 * private ones stands in for a limit, and one question a second for spot. It publishes no premium. Unconfirmed:
 * that open interest counts one side, the limits.
 * https://docs.kraken.com/api/docs/futures-api
 */
export const krakenFutures: Venue = {
  id: ID,
  name: 'Kraken',
  product: 'perpetuals',
  permission: 'optional',
  origins: [`https://${HOST}`, `wss://${HOST}`, `https://${SPOT_HOST}`],
  limits: {
    derivatives: per10s,
    charts: per10s,
    spot: { host: SPOT_HOST, capacity: 60, windowMs: MINUTE },
  },
  /** The rate is the mean premium ÷ 24: there is no interest part. */
  anchorHourly: 0,
  marginModel: 'tiered',
  endpoints: [
    instruments,
    tickerOf,
    tickers,
    orderbook,
    candles,
    openInterest,
    funding,
    accountRatio,
    takerVolume,
    spotTicker,
    spotCandles,
  ],
  stream: krakenStream,
  pages: krakenPages,
  fault: krakenFault,
};
