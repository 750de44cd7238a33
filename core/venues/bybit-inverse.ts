import { lineOf } from './bybit/endpoints.ts';
import { bybitVenue } from './bybit/line.ts';
import type { Venue } from './venue.ts';

/**
 * Bybit perpetuals settled in their coin. A contract is one USD: sizes, open interest and volume are in USD, and
 * what the answers call value or turnover is in the coin.
 */
export const bybitInverse: Venue = {
  ...bybitVenue(lineOf('bybit-inverse', 'inverse')),
  name: 'Bybit inverse',
  product: 'coin-margined perp',
};
