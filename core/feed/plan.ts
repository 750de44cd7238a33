import { type Instrument, instrumentKey } from '../domain/instrument.ts';
import { type Ms, SECOND } from '../domain/time.ts';
import { identityOf } from '../venues/asset-identity.ts';
import type { Endpoint, Provision, Venue } from '../venues/venue.ts';
import { heaviest } from './budget.ts';
import { LISTS, OTHERS, type Periods, type Rank, TAILS, VIEWED } from './cadence.ts';
import type { Catalogue } from './catalogue.ts';
import { endpointFor } from './endpoint-choice.ts';
import { LIVE_LIMITS } from './freshness.ts';
import type { History } from './history.ts';
import { dueAfter, elapsed } from './leap-watch.ts';
import type { LatestKind, MarketState } from './market-state.ts';
import { otherBooks } from './other-books.ts';
import { planSeries } from './plan-series.ts';
import type { LastTail } from './tail-record.ts';
import type { Task } from './task.ts';

/** What a plan is made from; nothing in it asks or waits. */
export interface PlanContext {
  /** This machine's clock. */
  readonly now: Ms;
  /** How many pairs are wanted by all together. */
  readonly pairs: number;
  /** Venues switched on and permitted, in the order of the registry. */
  readonly venues: readonly Venue[];
  /** The venue's clock now; null before it was first heard. */
  venueNow(venue: string): Ms | null;
  readonly catalogue: Catalogue;
  readonly market: MarketState;
  readonly history: History;
  /** Newest row of a tail when it was last asked for, and when (this machine's clock). */
  lastTail(id: string): LastTail | null;
}

const SOCKET_GRACE: Ms = 5 * SECOND;
/** Part of its life after which a value goes before all else: its budget may be a whole window away. */
const WORN = 0.5;

export interface Want {
  /** `instrumentKey` of the pair. */
  readonly key: string;
  readonly rank: Rank;
}

/** Everything one wanted pair needs, due now or later. */
export function planPair(want: Want, context: PlanContext): Task[] {
  const viewedVenue = context.venues.find(({ id }) => want.key.startsWith(`${id}:`));
  if (viewedVenue === undefined) return [];
  const lists = context.venues.flatMap((venue) => planLists(want, venue, venue === viewedVenue, context));
  const instrument = context.catalogue.byKey(want.key);
  if (instrument === null) return lists;

  const others = otherBooks(viewedVenue, context.venues).flatMap((venue) => {
    const same = context.catalogue.forAsset(venue.id, identityOf(instrument), instrument.quote);
    return same === null ? [] : planValues(want, venue, same, OTHERS[want.rank], 'poll', context);
  });
  const series = planSeries(want, viewedVenue, instrument, context);
  const values = planValues(want, viewedVenue, instrument, VIEWED[want.rank], 'urgent', context);
  return [
    ...lists,
    ...values.filter((value) => !isCaughtUp(value, series, context.now)),
    ...planTiers(want, viewedVenue, instrument, context),
    ...series,
    ...others,
  ];
}

/** Where rows of open interest are missing, the history is asked instead: its newest row is the live value too. */
function isCaughtUp(value: Task, series: readonly Task[], now: Ms): boolean {
  const { provides } = value.endpoint;
  return (
    provides.length === 1 &&
    provides[0] === 'open-interest' &&
    series.some(
      (task) =>
        task.fills?.series === 'open-interest:5m' &&
        task.lane === 'poll' &&
        task.venue === value.venue &&
        task.dueAt <= now + TAILS.catchingUp,
    )
  );
}

function planLists(want: Want, venue: Venue, viewed: boolean, context: PlanContext): Task[] {
  const listed = context.catalogue.receivedTime(venue.id);
  const lane = viewed && listed === null ? 'urgent' : 'poll';
  const ask = (endpoint: Endpoint | null, dueAt: Ms, periodMs: Ms): Task[] =>
    endpoint === null ? [] : [task(want, venue, endpoint, null, lane, dueAt, periodMs)];

  const instruments = endpointFor(venue, 'instrument');
  const asked = ask(instruments, dueAfter(listed, LISTS.instrument, context.now), LISTS.instrument);
  const terms = endpointFor(venue, 'funding-terms');
  // Terms are stated for known instruments, so the list comes first.
  if (terms === null || terms === instruments || listed === null) return asked;
  const followed = context.market.find(
    viewed ? want.key : (keyOfAsset(want.key, venue, context.catalogue) ?? ''),
  );
  if (followed === undefined) return asked;
  const held = followed.received.get('funding-terms');
  const dueAt = dueAfter(held, LISTS['funding-terms'], context.now);
  return [...asked, ...ask(terms, dueAt, LISTS['funding-terms'])];
}

function keyOfAsset(key: string, venue: Venue, catalogue: Catalogue): string | null {
  const viewed = catalogue.byKey(key);
  const same = viewed === null ? null : catalogue.forAsset(venue.id, identityOf(viewed), viewed.quote);
  return same === null ? null : instrumentKey(same);
}

/** Values of which only the newest counts, grouped so that one answer serves every kind it brings. */
function planValues(
  want: Want,
  venue: Venue,
  instrument: Instrument,
  periods: Periods,
  firstLane: 'urgent' | 'poll',
  context: PlanContext,
): Task[] {
  // A pair in sight is asked about every few seconds: its own answer stays the cheaper one.
  const pairs = want.rank === 'visible' && firstLane === 'urgent' ? 1 : context.pairs;
  const state = context.market.find(instrumentKey(instrument));
  const streamed = firstLane === 'urgent' && want.rank === 'visible' && venue.stream !== undefined;
  const byEndpoint = new Map<Endpoint, { dueAt: Ms; periodMs: Ms; first: boolean; pressing: boolean }>();
  for (const [provision, period] of Object.entries(periods) as [Provision, Ms][]) {
    const endpoint = endpointFor(venue, provision, pairs);
    if (endpoint === null) continue;
    const last = state?.received.get(provision);
    const waits = last === undefined && streamed && isHeavy(venue, endpoint);
    const dueAt = waits
      ? dueAfter(state?.since, SOCKET_GRACE, context.now)
      : dueAfter(last, period, context.now);
    const known = byEndpoint.get(endpoint);
    byEndpoint.set(endpoint, {
      dueAt: Math.min(dueAt, known?.dueAt ?? dueAt),
      periodMs: Math.min(period, known?.periodMs ?? period),
      first: last === undefined || (known?.first ?? false),
      pressing: (known?.pressing ?? false) || (last !== undefined && isWorn(provision, last, context.now)),
    });
  }
  return [...byEndpoint].map(([endpoint, { dueAt, periodMs, first, pressing }]) => ({
    ...task(want, venue, endpoint, instrument, first ? firstLane : 'poll', dueAt, periodMs),
    pressing,
  }));
}

/** The card may turn grey if it waits for its turn. */
function isWorn(provision: Provision, received: Ms, now: Ms): boolean {
  const limit = Object.hasOwn(LIVE_LIMITS, provision) ? LIVE_LIMITS[provision as LatestKind] : null;
  return limit !== null && elapsed(received, now) >= WORN * limit;
}

/** A dear answer is left to the socket, which brings the same moments later, if it comes at all. */
function isHeavy(venue: Venue, endpoint: Endpoint): boolean {
  const limit = venue.limits[endpoint.limit];
  return limit !== undefined && endpoint.weight({}) > heaviest(limit) / 4 && endpoint.weight({}) > 1;
}

/** Margin tiers: the venue's own, or those of the venue that stands in for it. */
function planTiers(want: Want, venue: Venue, instrument: Instrument, context: PlanContext): Task[] {
  if (instrument.maintenanceTiers !== null) return [];
  const own = endpointFor(venue, 'tiers');
  const source = own === null ? context.venues.find(({ id }) => id === venue.tiersFrom) : venue;
  const endpoint = source === undefined ? null : endpointFor(source, 'tiers');
  const subject =
    own !== null || source === undefined
      ? instrument
      : context.catalogue.forAsset(source.id, identityOf(instrument), instrument.quote);
  if (source === undefined || endpoint === null || subject === null) return [];
  if (endpoint.provides.includes('instrument')) return [];
  const held = context.market.find(instrumentKey(subject))?.received.get('tiers');
  const dueAt = dueAfter(held, LISTS.tiers, context.now);
  return [task(want, source, endpoint, subject, 'poll', dueAt, LISTS.tiers)];
}

function task(
  want: Want,
  venue: Venue,
  endpoint: Endpoint,
  instrument: Instrument | null,
  lane: Task['lane'],
  dueAt: Ms,
  periodMs: Ms,
): Task {
  const about = endpoint.scope === 'instrument' && instrument !== null ? instrument : null;
  return {
    id: `${venue.id}/${endpoint.id}/${about?.venueSymbol ?? '*'}`,
    venue,
    endpoint,
    query: about === null ? {} : { instrument: about },
    // A poll that failed is retried among the polls, where it is counted.
    lane,
    rank: want.rank,
    pair: want.key,
    dueAt,
    periodMs,
  };
}
