import { lineOf } from './okx/endpoints.ts';
import { okxVenue } from './okx/line.ts';
import type { Venue } from './venue.ts';

/** OKX swaps settled in USDT or USDC. Sizes are in the base coin. */
export const okxSwap: Venue = {
  ...okxVenue(lineOf('okx-swap', 'linear')),
  name: 'OKX',
  product: 'perpetual swaps',
};
