import { lineOf } from './htx/line.ts';
import { liquidations } from './htx/liquidations.ts';
import { htxVenue } from './htx/venue-of.ts';
import type { Venue } from './venue.ts';

const line = lineOf('htx', 'linear');
const shared = htxVenue(line);

/** HTX swaps settled in USDT, sized in contracts of coins. */
export const htx: Venue = {
  ...shared,
  name: 'HTX',
  product: 'USDT swaps',
  endpoints: [...shared.endpoints, liquidations(line)],
};
