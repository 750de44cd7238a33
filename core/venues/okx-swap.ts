import { SECOND } from '../domain/time.ts';
import { candles, spotCandles } from './okx/candles.ts';
import { instruments, positionTiers } from './okx/contracts.ts';
import { ID } from './okx/endpoints.ts';
import { okxFault } from './okx/fault.ts';
import { fundingRateHistory, premiumHistory } from './okx/history.ts';
import {
  books,
  fundingRate,
  indexTickers,
  markPrice,
  openInterest,
  spotTicker,
  tickers,
} from './okx/market.ts';
import { okxPages } from './okx/pages.ts';
import { accountRatio, openInterestHistory, takerVolume } from './okx/statistics.ts';
import { okxStream } from './okx/stream.ts';
import type { RateLimit, Venue } from './venue.ts';

/** OKX counts each endpoint on its own, in requests per 2 s and address. */
const per2s = (capacity: number): RateLimit => ({ host: 'www.okx.com', capacity, windowMs: 2 * SECOND });

/**
 * OKX swaps settled in USDT or USDC. Unconfirmed: whether open interest counts one side, the limits of the
 * trading statistics, the reach of their history, the European socket, how a blocked region is answered.
 * https://www.okx.com/docs-v5/en/
 */
export const okxSwap: Venue = {
  id: ID,
  name: 'OKX',
  product: 'perpetual swaps',
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
  limits: {
    instruments: per2s(20),
    positionTiers: per2s(10),
    fundingRate: per2s(10),
    fundingRateHistory: per2s(10),
    premiumHistory: per2s(20),
    markPrice: per2s(10),
    indexTickers: per2s(20),
    openInterest: per2s(20),
    openInterestHistory: per2s(10),
    statistics: per2s(5),
    candles: per2s(40),
    tickers: per2s(20),
    ticker: per2s(20),
    books: per2s(40),
  },
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
  ],
  stream: okxStream,
  pages: okxPages,
  fault: okxFault,
};
