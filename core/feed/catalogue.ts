import type { Instrument, VenueId } from '../domain/instrument.ts';
import { HOUR, type Ms } from '../domain/time.ts';
import { identityOf } from '../venues/asset-identity.ts';
import { elapsed } from './leap-watch.ts';
import type { KeyValueStore } from './ports.ts';

interface Listing {
  /** This machine's clock of the answer. */
  readonly receivedTime: Ms;
  readonly instruments: ReadonlyMap<string, Instrument>;
  readonly byAsset: ReadonlyMap<string, readonly Instrument[]>;
}

/** What each venue lists, kept across restarts. */
export interface Catalogue {
  restore(venues: readonly VenueId[]): Promise<void>;
  /**
   * Takes a list and stores it. False when it is what was known and not old: nothing to be told. An empty one
   * (a region without perpetuals, a fault at the venue) delists nothing and is asked for again in its time.
   */
  put(venue: VenueId, instruments: readonly Instrument[], receivedTime: Ms): boolean;
  /** By venue symbol; empty while unknown. */
  listed(venue: VenueId): ReadonlyMap<string, Instrument>;
  /** This machine's clock of the list; null while there is none. */
  receivedTime(venue: VenueId): Ms | null;
  byKey(key: string): Instrument | null;
  /** The venue's perpetual of an asset (its name across venues), in the wanted quote currency if there is one. */
  forAsset(venue: VenueId, asset: string, quote?: string): Instrument | null;
  /** By asset or symbol, best match first. */
  search(text: string, limit: number): Instrument[];
}

const NONE: ReadonlyMap<string, Instrument> = new Map();
/** Terms in the list (leverage, tiers) change seldom; some venues send it along with every poll. */
const RENEW_AFTER: Ms = 6 * HOUR;
/** Currencies a perpetual is quoted in, the most traded first. */
const QUOTES = ['USDT', 'USDC', 'USD'];

export function createCatalogue(store: KeyValueStore): Catalogue {
  const listings = new Map<VenueId, Listing>();

  const listed = (venue: VenueId) => listings.get(venue)?.instruments ?? NONE;

  function forAsset(venue: VenueId, asset: string, quote?: string): Instrument | null {
    const found = listings.get(venue)?.byAsset.get(asset) ?? [];
    return found.find((one) => one.quote === quote) ?? found[0] ?? null;
  }

  return {
    async restore(venues) {
      await Promise.all(
        venues.map(async (venue) => {
          const listing = readListing(venue, await store.read(`instruments:${venue}`));
          if (listing !== null && !listings.has(venue)) listings.set(venue, listing);
        }),
      );
    },
    put(venue, instruments, receivedTime) {
      const held = listings.get(venue);
      if (instruments.length === 0) {
        listings.set(venue, { ...(held ?? toListing([], receivedTime)), receivedTime });
        return held === undefined;
      }
      const same =
        held?.instruments.size === instruments.length &&
        instruments.every(({ venueSymbol }) => held.instruments.has(venueSymbol));
      if (same && elapsed(held.receivedTime, receivedTime) < RENEW_AFTER) return false;
      listings.set(venue, toListing(instruments, receivedTime));
      void store.write(`instruments:${venue}`, { receivedTime, instruments });
      return true;
    },
    listed,
    receivedTime: (venue) => listings.get(venue)?.receivedTime ?? null,
    byKey(key) {
      const split = key.indexOf(':');
      return listed(key.slice(0, split)).get(key.slice(split + 1)) ?? null;
    },
    forAsset,
    search(text, limit) {
      const wanted = text.trim().toLowerCase();
      if (wanted === '') return [];
      const hits: { instrument: Instrument; score: number }[] = [];
      for (const { instruments } of listings.values()) {
        for (const instrument of instruments.values()) {
          const score = match(instrument, wanted);
          if (score < WORST) hits.push({ instrument, score });
        }
      }
      // A stable sort keeps the venues in their order.
      hits.sort((a, b) => a.score - b.score || a.instrument.asset.length - b.instrument.asset.length);
      return hits.slice(0, limit).map(({ instrument }) => instrument);
    },
  };
}

const WORST = 4;

function match({ asset, venueSymbol }: Instrument, wanted: string): number {
  const name = asset.toLowerCase();
  const symbol = venueSymbol.toLowerCase();
  if (name === wanted || symbol === wanted) return 0;
  if (name.startsWith(wanted)) return 1;
  if (symbol.startsWith(wanted)) return 2;
  return symbol.includes(wanted) ? 3 : WORST;
}

function toListing(instruments: readonly Instrument[], receivedTime: Ms): Listing {
  const rank = ({ quote }: Instrument) => (QUOTES.includes(quote) ? QUOTES.indexOf(quote) : QUOTES.length);
  const ordered = [...instruments].sort((a, b) => rank(a) - rank(b));
  const byAsset = new Map<string, Instrument[]>();
  for (const one of ordered) {
    const identity = identityOf(one);
    const same = byAsset.get(identity);
    if (same === undefined) byAsset.set(identity, [one]);
    else same.push(one);
  }
  const bySymbol = new Map(ordered.map((one) => [one.venueSymbol, one]));
  return { receivedTime, instruments: bySymbol, byAsset };
}

function readListing(venue: VenueId, stored: unknown): Listing | null {
  if (typeof stored !== 'object' || stored === null) return null;
  const { receivedTime, instruments } = stored as Record<string, unknown>;
  if (typeof receivedTime !== 'number' || !Array.isArray(instruments)) return null;
  const sound = instruments.filter((one): one is Instrument => isInstrument(one, venue));
  return sound.length === 0 ? null : toListing(sound, receivedTime);
}

function isInstrument(value: unknown, venue: VenueId): boolean {
  if (typeof value !== 'object' || value === null) return false;
  const { venueSymbol, asset, contractSize, baseMultiplier, kind, ...rest } = value as Partial<Instrument>;
  return (
    rest.venue === venue &&
    typeof venueSymbol === 'string' &&
    typeof asset === 'string' &&
    typeof contractSize === 'number' &&
    typeof baseMultiplier === 'number' &&
    (kind === 'linear' || kind === 'inverse') &&
    (rest.maintenanceTiers === null || Array.isArray(rest.maintenanceTiers))
  );
}
