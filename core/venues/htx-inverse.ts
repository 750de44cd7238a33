import { lineOf } from './htx/line.ts';
import { htxVenue } from './htx/venue-of.ts';
import type { Venue } from './venue.ts';

/** HTX swaps settled in their coin, sized in contracts of dollars. */
export const htxInverse: Venue = {
  ...htxVenue(lineOf('htx-inverse', 'inverse')),
  name: 'HTX inverse',
  product: 'coin-margined swaps',
};
