import { type Instrument, instrumentKey, type VenueId } from '../domain/instrument.ts';
import type { Ms } from '../domain/time.ts';
import { identityOf } from '../venues/asset-identity.ts';
import type { Venue } from '../venues/venue.ts';
import type { Catalogue } from './catalogue.ts';
import { isLive } from './freshness.ts';
import type { MarketState } from './market-state.ts';

/** Farther than this from the others, a price is not of the same coin, or not of this moment. */
export const APART = 0.03;

/**
 * Venues whose price of one coin differs from the median of all by more than 3 %, each with its difference as a
 * fraction. They are set apart in combined values. Where the viewed venue is itself the odd one its own price is
 * the measure: what it shows is not mixed with what the others mean by the name.
 * @param prices quote per single coin (multipliers taken out), by venue
 */
export function pricesApart(prices: ReadonlyMap<VenueId, number>, viewed: VenueId): Map<VenueId, number> {
  const sound = [...prices].filter(([, price]) => price > 0 && Number.isFinite(price));
  const own = prices.get(viewed);
  const middle = medianOf(sound.map(([, price]) => price));
  if (own === undefined || middle === null) return new Map();
  const measure = sound.length > 2 && Math.abs(own / middle - 1) <= APART ? middle : own;
  return new Map(
    sound
      .map(([venue, price]) => [venue, price / measure - 1] as const)
      .filter(([venue, difference]) => venue !== viewed && Math.abs(difference) > APART),
  );
}

/** The same of the live marks of an instrument's asset, by what is held now. */
export function venuesApart(
  viewed: Instrument,
  venues: readonly Venue[],
  {
    catalogue,
    market,
    now,
  }: { readonly catalogue: Catalogue; readonly market: MarketState; readonly now: Ms },
): Map<VenueId, number> {
  const prices = new Map<VenueId, number>();
  for (const { id } of venues) {
    const one = id === viewed.venue ? viewed : catalogue.forAsset(id, identityOf(viewed), viewed.quote);
    const state = one === null ? undefined : market.find(instrumentKey(one));
    const mark = state?.latest.price?.observation.markPrice;
    if (one === null || state === undefined || mark === undefined || !isLive(state, 'price', now)) continue;
    prices.set(id, mark / one.baseMultiplier);
  }
  return pricesApart(prices, viewed.venue);
}

function medianOf(values: readonly number[]): number | null {
  const ordered = [...values].sort((a, b) => a - b);
  const half = ordered.length >> 1;
  const [low, high] = [ordered[half - 1], ordered[half]];
  if (high === undefined) return null;
  return ordered.length % 2 === 1 || low === undefined ? high : (low + high) / 2;
}
