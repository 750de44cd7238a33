import { type Clause, clause, quote } from '../domain/clause.ts';
import { MINUTE, type Ms } from '../domain/time.ts';
import type { Freshness } from '../messages/protocol.ts';
import type { FaultKind, VenueFault } from '../venues/venue-error.ts';
import { elapsed } from './leap-watch.ts';
import type { InstrumentState, LatestKind } from './market-state.ts';

/** Older than this a value is not live any more, on both clocks together. */
export const LIVE_LIMITS: Readonly<Record<LatestKind, Ms>> = {
  price: 90_000,
  index: 3 * MINUTE,
  funding: 5 * MINUTE,
  'funding-terms': 150 * MINUTE,
  // Histories are published in five-minute steps, up to one step late.
  'open-interest': 11 * MINUTE,
  book: 3 * MINUTE,
  tiers: 72 * 60 * MINUTE,
  'volume:perp': 30 * MINUTE,
  'volume:spot': 30 * MINUTE,
};

/** A mark price repeated this often, for so long, is a venue that shows a picture of itself. */
const FROZEN = { repeats: 5, forMs: 5 * MINUTE } as const;

const STATUS_OF: Readonly<Record<FaultKind, Freshness['status'] | null>> = {
  'rate-limited': 'rate-limited',
  banned: 'banned',
  'blocked-region': 'blocked-region',
  maintenance: 'maintenance',
  'invalid-answer': 'invalid-answer',
  'venue-error': 'offline',
  unreachable: 'offline',
  'unknown-symbol': null,
};

/** This machine's clock at which the held value was true; null when there is none. */
export function trueAt(state: InstrumentState, kind: LatestKind): Ms | null {
  const held = state.latest[kind];
  return held === undefined ? null : held.observation.receivedTime - held.lagMs;
}

export function isLive(state: InstrumentState, kind: LatestKind, now: Ms): boolean {
  const at = trueAt(state, kind);
  return at !== null && elapsed(at, now) <= LIVE_LIMITS[kind];
}

export function isFrozen(state: InstrumentState, now: Ms): boolean {
  const price = state.latest.price;
  if (price === undefined) return false;
  const { at, repeats } = state.markMoved;
  if (repeats >= FROZEN.repeats && now - at >= FROZEN.forMs) return true;
  // Fresh answers that carry an old value.
  const { receivedTime } = price.observation;
  return now - receivedTime <= LIVE_LIMITS.price && price.lagMs > LIVE_LIMITS.price;
}

/** What a fault says beyond its kind. */
export function faultDetail(fault: Pick<VenueFault, 'detail'> | null): Clause | null {
  if (fault === null || fault.detail === '') return null;
  return typeof fault.detail === 'string' ? clause('quoted', quote(fault.detail)) : fault.detail;
}

/** Kinds without which the card would mislead. */
const VITAL: readonly LatestKind[] = ['price', 'open-interest'];

/**
 * How far the viewed venue's values can be believed. A running fault is named at once, although the values
 * may still be young; the kind furthest past its limit decides how old the whole is.
 * @param fault the venue's latest answer, when it was one
 */
export function freshnessOf(state: InstrumentState, fault: VenueFault | null, now: Ms): Freshness | null {
  const price = trueAt(state, 'price');
  if (price === null) return null;
  const base = {
    asOf: price,
    until: fault?.until ?? null,
    detail: faultDetail(fault),
    limitMs: LIVE_LIMITS.price,
  };
  const faulty = fault === null ? null : STATUS_OF[fault.kind];
  if (faulty !== null) return { ...base, status: faulty };
  if (isFrozen(state, now)) {
    return { ...base, status: 'frozen', detail: clause('valueRepeats'), until: null };
  }
  const overdue = VITAL.flatMap((kind) => {
    const at = trueAt(state, kind);
    return at !== null && elapsed(at, now) > LIVE_LIMITS[kind] ? [{ kind, at }] : [];
  }).sort((a, b) => a.at - b.at)[0];
  if (overdue === undefined) return { ...base, status: 'live' };
  const detail = overdue.kind === 'price' ? null : clause('openInterestOld');
  return { status: 'stale', asOf: overdue.at, until: null, detail, limitMs: LIVE_LIMITS[overdue.kind] };
}

/** What an earlier worker said of its values, under what their venue answers now. */
export function withFault(kept: Freshness, fault: VenueFault | null): Freshness {
  const faulty = fault === null ? null : STATUS_OF[fault.kind];
  if (fault === null || faulty === null) return kept;
  return { ...kept, status: faulty, until: fault.until, detail: faultDetail(fault) };
}
