import { change, clause } from '../domain/clause.ts';
import { type Instrument, instrumentKey } from '../domain/instrument.ts';
import type { SourceHealth } from '../domain/source-health.ts';
import type { Ms } from '../domain/time.ts';
import type { Freshness, VenueStatus } from '../messages/protocol.ts';
import { identityOf } from '../venues/asset-identity.ts';
import type { Venue } from '../venues/venue.ts';
import type { VenueFault } from '../venues/venue-error.ts';
import { apiPatterns, grantPatterns } from '../venues/venue-origins.ts';
import type { Budget } from './budget.ts';
import type { Catalogue } from './catalogue.ts';
import { freshnessOf, withFault } from './freshness.ts';
import type { InstrumentState, MarketState } from './market-state.ts';
import { otherBooks } from './other-books.ts';
import type { Clock } from './ports.ts';
import { venuesApart } from './price-apart.ts';
import { poolOf } from './requester.ts';
import { type HealthRecord, type SourceContext, sourceHealth } from './source-health.ts';
import { vitalHosts } from './vital.ts';

export interface SourcesTools {
  readonly clock: Clock;
  readonly venues: readonly Venue[];
  readonly budget: Budget;
  readonly catalogue: Catalogue;
  readonly market: MarketState;
  readonly health: HealthRecord;
  isOff(venue: Venue): boolean;
  isPermitted(venue: Venue): boolean;
}

/** What can be said of the sources: of one pair's, and of each venue as such. */
export interface Sources {
  /**
   * Null while the viewed venue has no value of the pair and none was kept.
   * @param kept what an earlier worker said of the Reading it left
   */
  freshness(key: string, kept?: Freshness): Freshness | null;
  of(key: string): readonly SourceHealth[];
  status(): VenueStatus[];
}

export function createSources(tools: SourcesTools): Sources {
  const { clock, venues, budget, catalogue, market, health } = tools;
  const venueOf = (key: string) => venues.find(({ id }) => key.startsWith(`${id}:`));

  /** An optional venue the user never allowed is no source of his that fails. */
  function isOffered(venue: Venue): boolean {
    return venue.permission === 'install' || tools.isPermitted(venue);
  }

  /** The venues a pair is read from: its own and every other order book. */
  function beside(viewed: Instrument | null): Venue[] {
    const offered = venues.filter(isOffered);
    const own = offered.find(({ id }) => id === viewed?.venue);
    if (own === undefined) return offered;
    const others = otherBooks(own, offered);
    return offered.filter((venue) => venue === own || others.includes(venue));
  }

  function blockedUntil(venue: Venue): Ms | null {
    const ends = vitalHosts(venue).map((host) => budget.blockedUntil(host) ?? 0);
    const latest = Math.max(0, ...ends);
    return latest === 0 ? null : latest;
  }

  /** The fault that holds now: a rate limit holds as long as its latch, not as long as it is remembered. */
  function runningFault(venue: Venue): VenueFault | null {
    const fault = health.fault(venue.id);
    const limited = fault?.kind === 'rate-limited' || fault?.kind === 'banned';
    const until = blockedUntil(venue);
    if (until === null) return limited ? null : fault;
    const kind = fault?.kind === 'banned' ? 'banned' : 'rate-limited';
    return { kind, detail: limited ? (fault?.detail ?? '') : '', until };
  }

  /** Values of a pair that its venue does not know any more cannot be renewed, however young they are. */
  function refusalOf(state: InstrumentState | undefined): VenueFault | null {
    const detail = state?.refusal ?? null;
    return detail === null ? null : { kind: 'invalid-answer', detail, until: null };
  }

  function contextFor(key: string | null): SourceContext {
    const viewed = key === null ? null : catalogue.byKey(key);
    return {
      now: clock.now(),
      health,
      blockedUntil,
      isOff: tools.isOff,
      isPermitted: tools.isPermitted,
      isListed(venue) {
        if (viewed === null || catalogue.receivedTime(venue.id) === null) return null;
        return catalogue.forAsset(venue.id, identityOf(viewed), viewed.quote) !== null;
      },
    };
  }

  return {
    freshness(key, kept) {
      const state = market.find(key);
      const venue = venueOf(key);
      if (venue === undefined) return null;
      const fault = runningFault(venue) ?? refusalOf(state);
      const own = state === undefined ? null : freshnessOf(state, fault, clock.now());
      return own ?? (kept === undefined ? null : withFault(kept, fault));
    },
    of(key) {
      const viewed = catalogue.byKey(key);
      const context = contextFor(key);
      const now = clock.now();
      const asked = venues.filter((venue) => !tools.isOff(venue) && tools.isPermitted(venue));
      const apart = viewed === null ? new Map() : venuesApart(viewed, asked, { catalogue, market, now });
      return beside(viewed).map((venue) => {
        const elsewhere = viewed && catalogue.forAsset(venue.id, identityOf(viewed), viewed.quote);
        const same = viewed?.venue === venue.id ? viewed : elsewhere;
        const own = sourceHealth(venue, same ? market.find(instrumentKey(same)) : undefined, context);
        const difference = apart.get(venue.id);
        if (own.status !== 'live' || difference === undefined) return own;
        return { ...own, status: 'apart', detail: clause('priceApart', change(difference)) };
      });
    },
    status() {
      const context = contextFor(null);
      const states = market.keys().map((key) => market.find(key));
      return venues.map((venue) => {
        const shown = states.find(
          (state) => state?.instrument.venue === venue.id && state.latest.price !== undefined,
        );
        const shares = venue.endpoints.map((endpoint) => budget.usedShare(poolOf(venue, endpoint)));
        return {
          ...sourceHealth(venue, shown, context),
          usedShare: Math.max(0, ...shares),
          permission: tools.isPermitted(venue) ? 'granted' : 'missing',
          isOptional: venue.permission === 'optional',
          grants: venue.permission === 'optional' ? grantPatterns(venue) : apiPatterns(venue),
        };
      });
    },
  };
}
