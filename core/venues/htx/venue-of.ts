import { SECOND } from '../../domain/time.ts';
import type { Venue } from '../venue.ts';
import { instruments } from './contracts.ts';
import { htxFault } from './fault.ts';
import { HOST, type Line, SPOT_HOST } from './line.ts';
import { depth, detailMerged, klines, markPrice, premium } from './market.ts';
import { pages } from './pages.ts';
import { spotDetail, spotKlines } from './spot.ts';
import { funding, fundingHistory, index, openInterest, openInterestHistory } from './terms.ts';

/**
 * What the product lines share. Its account ratios are those of elite traders, and its brackets depend on the
 * leverage chosen, so neither is read; frames of its socket are packed, so everything is asked for.
 * Unconfirmed: the limits (the old public one stands in), that the rate is the one of the settlement to come.
 * https://www.htx.com/en-us/opend/newApiPages/
 */
export function htxVenue(line: Line): Omit<Venue, 'name' | 'product'> {
  return {
    id: line.id,
    permission: 'optional',
    origins: [`https://${HOST}`, `https://${SPOT_HOST}`],
    limits: {
      public: { host: HOST, capacity: 240, windowMs: 3 * SECOND, pool: 'htx' },
      spot: { host: SPOT_HOST, capacity: 100, windowMs: 10 * SECOND, pool: 'htx-spot' },
    },
    /** 0.01 % of eight hours [mem]. */
    anchorHourly: 0.0001 / 8,
    marginModel: 'tiered',
    tiersFrom: 'bybit-linear',
    endpoints: [
      instruments,
      markPrice,
      index,
      funding,
      fundingHistory,
      openInterest,
      openInterestHistory,
      premium,
      klines,
      detailMerged,
      depth,
      spotDetail,
      spotKlines,
    ].map((endpointOf) => endpointOf(line)),
    pages: pages(line.kind),
    fault: htxFault,
  };
}
