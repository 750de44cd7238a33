import { SECOND } from '../domain/time.ts';
import { contractDetail, detail } from './mexc/contracts.ts';
import { ID, ORIGIN } from './mexc/endpoints.ts';
import { mexcFault } from './mexc/fault.ts';
import { fundingHistory, kline, spotKlines } from './mexc/history.ts';
import { depth, fundingRate, fundingRates, spotTicker, ticker, tickers } from './mexc/market.ts';
import { pages } from './mexc/pages.ts';
import { stream } from './mexc/stream.ts';
import type { RateLimit, Venue } from './venue.ts';

/** The address older clients ask about contracts. */
const ALTERNATE = 'https://contract.mexc.com';

const HOST = 'api.mexc.com';
/** Each endpoint is counted on its own, per address. */
const per2s: RateLimit = { host: HOST, capacity: 20, windowMs: 2 * SECOND };

/**
 * MEXC perpetuals, linear and inverse in one list, sized in contracts. It publishes no history of open interest, no
 * premium, account ratio, taker volume or liquidations. Unconfirmed: the sides of open interest, which of its two
 * addresses answers, how a blocked region is answered.
 */
export const mexc: Venue = {
  id: ID,
  name: 'MEXC',
  product: 'perpetuals',
  permission: 'optional',
  origins: [ORIGIN, ALTERNATE, 'wss://contract.mexc.com'],
  alternateOrigins: { [ORIGIN]: ALTERNATE },
  limits: {
    detail: { host: HOST, capacity: 1, windowMs: 5 * SECOND },
    ticker: per2s,
    fundingRate: per2s,
    fundingHistory: per2s,
    depth: per2s,
    kline: per2s,
    spotTicker: per2s,
    spotKlines: per2s,
  },
  /** 0.03 % a day [mem]. */
  anchorHourly: 0.0003 / 24,
  marginModel: 'tiered',
  endpoints: [
    detail,
    contractDetail,
    tickers,
    ticker,
    fundingRates,
    fundingRate,
    depth,
    kline,
    fundingHistory,
    spotTicker,
    spotKlines,
  ],
  stream,
  pages,
  fault: mexcFault,
};
