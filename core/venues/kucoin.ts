import { SECOND } from '../domain/time.ts';
import { contract, contractsActive, riskLimit } from './kucoin/contracts.ts';
import { FUTURES, ID, UNIFIED } from './kucoin/endpoints.ts';
import { kucoinFault } from './kucoin/fault.ts';
import { fundingRates, klines, openInterest, premiumIndex, spotKlines } from './kucoin/history.ts';
import { depth, spotStats } from './kucoin/market.ts';
import { pages } from './kucoin/pages.ts';
import type { RateLimit, Venue } from './venue.ts';

/** One pool of weight for all that is public, by address. */
const publicPool = (host: string): RateLimit => ({
  host,
  capacity: 2_000,
  windowMs: 30 * SECOND,
  pool: 'kucoin',
});

/**
 * KuCoin's perpetuals, linear and inverse in one list, sized in lots. It publishes no account ratio, taker volume or
 * liquidations; its socket asks for a token first, so everything is polled. Unconfirmed: the sides of open
 * interest, the form the premium is asked in, how a blocked region is answered.
 */
export const kucoin: Venue = {
  id: ID,
  name: 'KuCoin',
  product: 'perpetuals',
  permission: 'optional',
  origins: [FUTURES, UNIFIED],
  limits: {
    futures: publicPool('api-futures.kucoin.com'),
    unified: publicPool('api.kucoin.com'),
  },
  /** 0.03 % a day: what its current funding rate states as daily interest. */
  anchorHourly: 0.0003 / 24,
  marginModel: 'tiered',
  endpoints: [
    contractsActive,
    contract,
    riskLimit,
    depth,
    klines,
    premiumIndex,
    fundingRates,
    openInterest,
    spotStats,
    spotKlines,
  ],
  pages,
  fault: kucoinFault,
};
