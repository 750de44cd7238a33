import type { VenueId } from '../domain/instrument.ts';
import type { SourceHealth, SourceStatus } from '../domain/source-health.ts';
import { MINUTE, type Ms } from '../domain/time.ts';
import type { Endpoint, Provision, Venue } from '../venues/venue.ts';
import type { FaultKind, VenueFault } from '../venues/venue-error.ts';
import { faultDetail, isFrozen, isLive } from './freshness.ts';
import type { InstrumentState } from './market-state.ts';
import { vitalKinds } from './vital.ts';

/** What each venue last said. */
export interface HealthRecord {
  good(venue: VenueId, endpoint: Endpoint, at: Ms): void;
  bad(venue: VenueId, endpoint: Endpoint, fault: VenueFault): void;
  /** Values of these kinds arrived by some way, a socket's included: who fails to bring them is not missed. */
  received(venue: VenueId, kinds: ReadonlySet<Provision>): void;
  /** The fault that decides the venue's label now; null when it answers. */
  fault(venue: VenueId): VenueFault | null;
  lastGood(venue: VenueId): Ms | null;
}

interface OpenFault {
  readonly fault: VenueFault;
  /** Vital kinds that were to come with the answer and have not come since. */
  readonly lacking: Set<Provision>;
  /** Monotonic clock. */
  readonly at: Ms;
}

/** Whoever still fails is asked again sooner than this; an older fault is of something nobody wants any more. */
const FORGOTTEN_AFTER: Ms = 3 * MINUTE;

/** Gravest first: one blocked endpoint says more about a venue than one odd answer. */
const GRAVITY: readonly FaultKind[] = [
  'banned',
  'blocked-region',
  'rate-limited',
  'maintenance',
  'unreachable',
  'venue-error',
  'invalid-answer',
];

const gravity = ({ kind }: VenueFault) => GRAVITY.indexOf(kind);

/** @param monotonic clock that never leaps */
export function createHealthRecord(monotonic: () => Ms): HealthRecord {
  const lastGood = new Map<VenueId, Ms>();
  const faults = new Map<VenueId, Map<string, OpenFault>>();
  return {
    good(venue, endpoint, at) {
      lastGood.set(venue, at);
      const open = faults.get(venue);
      open?.delete(endpoint.id);
      for (const [id, { fault }] of open ?? []) {
        // These are the host's, not the endpoint's: any answer ends them.
        if (fault.kind !== 'invalid-answer' && fault.kind !== 'venue-error') open?.delete(id);
      }
    },
    bad(venue, endpoint, fault) {
      // A symbol the venue does not know is no illness of the venue.
      if (fault.kind === 'unknown-symbol') return;
      const open = faults.get(venue) ?? new Map<string, OpenFault>();
      open.set(endpoint.id, { fault, lacking: new Set(vitalKinds(endpoint)), at: monotonic() });
      faults.set(venue, open);
    },
    received(venue, kinds) {
      const open = faults.get(venue);
      for (const [id, { lacking }] of open ?? []) {
        for (const kind of kinds) lacking.delete(kind);
        if (lacking.size === 0) open?.delete(id);
      }
    },
    fault(venue) {
      const since = monotonic() - FORGOTTEN_AFTER;
      const open = [...(faults.get(venue)?.values() ?? [])].filter(({ at }) => at >= since);
      return open.map(({ fault }) => fault).sort((a, b) => gravity(a) - gravity(b))[0] ?? null;
    },
    lastGood: (venue) => lastGood.get(venue) ?? null,
  };
}

const STATUS_OF: Readonly<Record<FaultKind, SourceStatus>> = {
  banned: 'rate-limited',
  'rate-limited': 'rate-limited',
  'blocked-region': 'blocked-region',
  maintenance: 'maintenance',
  'invalid-answer': 'invalid-answer',
  'venue-error': 'offline',
  unreachable: 'offline',
  'unknown-symbol': 'not-listed',
};

export interface SourceContext {
  readonly now: Ms;
  readonly health: HealthRecord;
  /** End of a running rate limit or ban of one of the venue's hosts. */
  blockedUntil(venue: Venue): Ms | null;
  isOff(venue: Venue): boolean;
  isPermitted(venue: Venue): boolean;
  isListed(venue: Venue): boolean | null;
}

/** @param state the instrument looked at on this venue, or undefined when it follows none */
export function sourceHealth(
  venue: Venue,
  state: InstrumentState | undefined,
  context: SourceContext,
): SourceHealth {
  const { now, health } = context;
  const fault = health.fault(venue.id);
  const blocked = context.blockedUntil(venue);
  const price = state?.latest.price;
  const base = {
    venue: venue.id,
    name: venue.name,
    lastGoodTime: health.lastGood(venue.id),
    venueLagMs: price?.lagMs ?? null,
    until: null,
    detail: null,
  };
  if (context.isOff(venue)) return { ...base, status: 'off' };
  if (!context.isPermitted(venue)) return { ...base, status: 'no-permission' };
  if (blocked !== null) {
    return { ...base, status: 'rate-limited', until: blocked, detail: faultDetail(fault) };
  }
  if (fault !== null && fault.kind !== 'rate-limited' && fault.kind !== 'banned') {
    return { ...base, status: STATUS_OF[fault.kind], until: fault.until, detail: faultDetail(fault) };
  }
  if (context.isListed(venue) === false) return { ...base, status: 'not-listed' };
  if (state !== undefined && state.refusal !== null) {
    return { ...base, status: 'not-listed', detail: faultDetail({ detail: state.refusal }) };
  }
  if (state === undefined || price === undefined) return { ...base, status: 'waiting' };
  if (isFrozen(state, now)) return { ...base, status: 'frozen' };
  return { ...base, status: isLive(state, 'price', now) ? 'live' : 'stale' };
}
