import type { VenueId } from '../domain/instrument.ts';
import { binanceUsdm } from './binance-usdm.ts';
import { bybitLinear } from './bybit-linear.ts';
import { hyperliquid } from './hyperliquid.ts';
import { okxSwap } from './okx-swap.ts';
import type { Venue } from './venue.ts';

/** Every venue the product knows, in the order it shows them. Adding one is a line here. */
export const venues: readonly Venue[] = [binanceUsdm, bybitLinear, okxSwap, hyperliquid];

/** The venue of this id, if the product knows it. */
export function venueById(id: VenueId): Venue | undefined {
  return venues.find((venue) => venue.id === id);
}

/** The venue whose trading pages live on this host. */
export function venueForHost(hostname: string): Venue | undefined {
  const host = hostname.toLowerCase();
  return venues.find((venue) => venue.pages.hosts.includes(host));
}
