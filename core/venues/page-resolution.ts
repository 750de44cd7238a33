import type { Instrument, VenueId } from '../domain/instrument.ts';
import { parseAssetName } from './asset-name.ts';
import { venueForHost } from './registry.ts';
import type { PageTarget, PageUrl } from './venue.ts';

/** What a trading page is about. `unsupported` carries what was read, for «pair not supported». */
export type PageResolution =
  | { readonly instrument: Instrument; readonly fromSpot: boolean }
  | { readonly unsupported: true; readonly venue: VenueId; readonly read: string };

/** Quotes a spot page falls back to, in this order. */
const USD_QUOTES = ['USDT', 'USDC'];

function perpOf(venueSymbol: string, instruments: readonly Instrument[]): Instrument | undefined {
  const exact = instruments.find((one) => one.venueSymbol === venueSymbol);
  if (exact !== undefined) return exact;
  const wanted = venueSymbol.toLowerCase();
  const alike = instruments.filter((one) => one.venueSymbol.toLowerCase() === wanted);
  return alike.length === 1 ? alike[0] : undefined;
}

/** The perp of a spot page's coin: bundles of it count (`1000PEPE` for `PEPE`), its own quote comes first. */
function perpForSpot(
  base: string,
  quote: string,
  instruments: readonly Instrument[],
): Instrument | undefined {
  const { asset } = parseAssetName(base);
  const candidates = instruments.filter((one) => one.asset.toUpperCase() === asset.toUpperCase());
  for (const wanted of [quote.toUpperCase(), ...USD_QUOTES]) {
    const quoted = candidates.filter((one) => one.quote === wanted);
    const best = quoted.find((one) => one.base === base) ?? quoted[0];
    if (best !== undefined) return best;
  }
  return undefined;
}

function find(target: PageTarget, instruments: readonly Instrument[]): Instrument | undefined {
  if (target.page === 'perp') return perpOf(target.venueSymbol ?? '', instruments);
  return perpForSpot(target.base ?? '', target.quote ?? '', instruments);
}

/**
 * Which instrument a page shows; null when it is no trading page of a known venue.
 * `instruments` may hold those of several venues; the page's own venue is looked at.
 */
export function resolvePage(url: PageUrl, instruments: Iterable<Instrument>): PageResolution | null {
  const venue = venueForHost(url.hostname);
  const target = venue?.pages.parse(url) ?? null;
  if (venue === undefined || target === null) return null;
  const own = [...instruments].filter((one) => one.venue === venue.id);
  const instrument = find(target, own);
  if (instrument !== undefined) return { instrument, fromSpot: target.page === 'spot' };
  const pair = [target.base, target.quote].filter((part) => part !== null).join('/');
  const read = target.venueSymbol ?? pair;
  return { unsupported: true, venue: venue.id, read };
}
