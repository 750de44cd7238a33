import { SECOND } from '../../domain/time.ts';
import type { RateLimit, Venue } from '../venue.ts';
import { candles, spotCandles } from './candles.ts';
import { instruments, positionTiers } from './contracts.ts';
import type { Line } from './endpoints.ts';
import { okxFault } from './fault.ts';
import { fundingRateHistory, premiumHistory } from './history.ts';
import { books, fundingRate, indexTickers, markPrice, openInterest, spotTicker, tickers } from './market.ts';
import { okxPages } from './pages.ts';
import { accountRatio, openInterestHistory, takerVolume } from './statistics.ts';
import { okxStream } from './stream.ts';

/** Requests per 2 s and address: the venue counts each endpoint on its own, whatever kind of swap is asked for. */
const CAPACITY_PER_2S = {
  instruments: 20,
  positionTiers: 10,
  fundingRate: 10,
  fundingRateHistory: 10,
  premiumHistory: 20,
  markPrice: 10,
  indexTickers: 20,
  openInterest: 20,
  openInterestHistory: 10,
  statistics: 5,
  candles: 40,
  tickers: 20,
  ticker: 20,
  books: 40,
};

const limits = Object.fromEntries(
  Object.entries(CAPACITY_PER_2S).map(([name, capacity]): [string, RateLimit] => [
    name,
    { host: 'www.okx.com', capacity, windowMs: 2 * SECOND, pool: `okx-${name}` },
  ]),
);

/**
 * What both kinds of swaps share. Unconfirmed: whether open interest counts one side, the limits of the trading
 * statistics, the reach of their history, the European socket, how a blocked region is answered.
 * https://www.okx.com/docs-v5/en/
 */
export function okxVenue(line: Line): Omit<Venue, 'name' | 'product'> {
  return {
    id: line.id,
    permission: 'install',
    origins: [
      'https://www.okx.com',
      'https://eea.okx.com',
      'wss://ws.okx.com:8443',
      'wss://wseea.okx.com:8443',
    ],
    alternateOrigins: {
      'https://www.okx.com': 'https://eea.okx.com',
      'wss://ws.okx.com:8443': 'wss://wseea.okx.com:8443',
    },
    limits,
    /** For contracts whose answer carries no interest rate: the old formula had none. */
    anchorHourly: 0,
    marginModel: 'tiered',
    endpoints: [
      instruments,
      positionTiers,
      fundingRate,
      fundingRateHistory,
      premiumHistory,
      markPrice,
      indexTickers,
      openInterest,
      openInterestHistory,
      accountRatio,
      takerVolume,
      candles,
      spotCandles,
      tickers,
      spotTicker,
      books,
    ].map((endpointOf) => endpointOf(line)),
    stream: okxStream(line),
    pages: okxPages(line.kind),
    fault: okxFault,
  };
}
