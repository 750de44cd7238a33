import { lineOf } from './okx/endpoints.ts';
import { okxVenue } from './okx/line.ts';
import type { Venue } from './venue.ts';

/**
 * OKX swaps settled in their coin: contracts of 100 USD (BTC) or 10 USD, so sizes are contracts × that. What the
 * answers call `oiCcy`, `volCcy` and `volCcy24h` is in the coin.
 */
export const okxInverse: Venue = {
  ...okxVenue(lineOf('okx-inverse', 'inverse')),
  name: 'OKX inverse',
  product: 'coin-margined swaps',
};
