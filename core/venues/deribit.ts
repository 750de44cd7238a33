import { deribitPages } from './deribit/pages.ts';
import { venueAt } from './deribit/venue-at.ts';
import type { Venue } from './venue.ts';

/**
 * Deribit's perpetuals, reversed (in dollars, settled in the coin) and linear (in USDC). It publishes no history
 * of open interest, account ratio, taker volume, premium or margin brackets. Unconfirmed: that open interest
 * counts one side.
 * https://docs.deribit.com
 */
export const deribit: Venue = {
  ...venueAt({ id: 'deribit', host: 'www.deribit.com', socketHost: 'www.deribit.com' }),
  name: 'Deribit',
  product: 'perpetuals',
  pages: deribitPages,
};
