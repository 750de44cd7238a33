import type { Instrument, VenueId } from '../domain/instrument.ts';
import { parseAssetName } from './asset-name.ts';
import { venuesAtHost } from './registry.ts';
import type { PageTarget, PageUrl, Venue } from './venue.ts';

/** A venue that takes an address for one of its trading pages, and what it reads there. */
export interface PageClaim {
  readonly venue: Venue;
  readonly target: PageTarget;
}

/** What a trading page is about. */
export type PageResolution =
  | { readonly kind: 'pair'; readonly instrument: Instrument; readonly fromSpot: boolean }
  | { readonly kind: 'unlisted'; readonly claim: PageClaim }
  /** None of the page's venues lists it; the first one, and what was read, for «pair not supported». */
  | { readonly kind: 'unsupported'; readonly venue: VenueId; readonly read: string };

/** Quotes a spot page falls back to, in this order. */
const USD_QUOTES = ['USDT', 'USDC'];

/** Who takes this address for a trading page, in the registry's order. */
export function claimsOf(url: PageUrl): PageClaim[] {
  return venuesAtHost(url.hostname).flatMap((venue) => {
    const target = venue.pages.parse(url);
    return target === null ? [] : [{ venue, target }];
  });
}

/** What was read in the address, in the venue's spelling where there is one: `BTCUSDT`, `BTC/USDT`. */
export function labelOf({ venueSymbol, base, quote }: PageTarget): string {
  return venueSymbol ?? [base, quote].filter((part) => part !== null).join('/');
}

/**
 * Which instrument a page shows: the first claim whose venue lists it. A venue whose list is not known yet is
 * waited for, so that the page does not change its pair when the list comes. Null without a claim.
 * @param listed a venue's instruments; null while its list is not known
 */
export function resolvePage(
  claims: readonly PageClaim[],
  listed: (venue: VenueId) => Iterable<Instrument> | null,
): PageResolution | null {
  for (const claim of claims) {
    const instruments = listed(claim.venue.id);
    if (instruments === null) return { kind: 'unlisted', claim };
    const instrument = find(claim.target, [...instruments]);
    if (instrument !== undefined) return { kind: 'pair', instrument, fromSpot: claim.target.page === 'spot' };
  }
  const [first] = claims;
  if (first === undefined) return null;
  return { kind: 'unsupported', venue: first.venue.id, read: labelOf(first.target) };
}

function find(target: PageTarget, instruments: readonly Instrument[]): Instrument | undefined {
  if (target.page === 'perp') {
    return target.venueSymbol === null
      ? perpOfPair(target.base ?? '', target.quote ?? '', instruments)
      : perpOf(target.venueSymbol, instruments);
  }
  return perpForSpot(target.base ?? '', target.quote ?? '', instruments);
}

function perpOf(venueSymbol: string, instruments: readonly Instrument[]): Instrument | undefined {
  const exact = instruments.find((one) => one.venueSymbol === venueSymbol);
  if (exact !== undefined) return exact;
  const wanted = venueSymbol.toLowerCase();
  const alike = instruments.filter((one) => one.venueSymbol.toLowerCase() === wanted);
  return alike.length === 1 ? alike[0] : undefined;
}

/** The perp of a pair's own name, as charts write it; an alias of the coin (`XBT`) will do, another bundle will not. */
function perpOfPair(base: string, quote: string, instruments: readonly Instrument[]): Instrument | undefined {
  const quoted = instruments.filter((one) => one.quote === quote);
  const named = parseAssetName(base);
  return (
    quoted.find((one) => one.base.toUpperCase() === base) ??
    quoted.find((one) => one.asset === named.asset && one.baseMultiplier === named.baseMultiplier)
  );
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
