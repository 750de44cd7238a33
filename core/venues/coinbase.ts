import { coinbasePages } from './coinbase/pages.ts';
import { venueAt } from './deribit/venue-at.ts';
import type { Venue } from './venue.ts';

/**
 * Coinbase's international perpetuals, since 2026-09-09 behind a gateway to Deribit: the same questions, linear
 * contracts alone, market data streamed from a host of its own. Its customers trade on Deribit's order books.
 * The exchange it had before (INTX) is not read. Unconfirmed: its limits, the addresses of its pages.
 * https://docs.cdp.coinbase.com/coinbase-app/advanced-trade-apis/guides/derivatives/overview
 */
export const coinbase: Venue = {
  ...venueAt({ id: 'coinbase', host: 'drb.coinbase.com', socketHost: 'streams.drb.coinbase.com' }),
  name: 'Coinbase',
  product: 'international perpetuals',
  bookOf: 'deribit',
  pages: coinbasePages,
};
