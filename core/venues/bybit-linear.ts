import { lineOf } from './bybit/endpoints.ts';
import { bybitVenue } from './bybit/line.ts';
import type { Venue } from './venue.ts';

/** Bybit perpetuals settled in USDT or USDC. Sizes are in the base coin. */
export const bybitLinear: Venue = {
  ...bybitVenue(lineOf('bybit-linear', 'linear')),
  name: 'Bybit',
  product: 'USDT/USDC perp',
};
