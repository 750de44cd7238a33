import { type Instrument, instrumentKey } from '../domain/instrument.ts';
import type { Observation, OpenInterestObservation, SeriesObservation } from '../domain/observation.ts';
import { MINUTE, type Ms } from '../domain/time.ts';
import type { Provision } from '../venues/venue.ts';
import type { VenueFault } from '../venues/venue-error.ts';
import type { History } from './history.ts';
import { type KeptValues, readValues, writeValues } from './kept-values.ts';
import { recordRows, recordSample } from './record-series.ts';
import { inSizes } from './stated-interest.ts';

/** Kinds of which only the newest value matters. */
export type LatestKind =
  | 'price'
  | 'index'
  | 'funding'
  | 'funding-terms'
  | 'open-interest'
  | 'book'
  | 'tiers'
  | 'volume:perp'
  | 'volume:spot';

type ObservationOf<K extends LatestKind> = Extract<
  Observation,
  { kind: K extends `volume:${string}` ? 'volume' : K }
>;

/** A value and how old it already was, by the venue's own clock, when it arrived. */
export interface Latest<K extends LatestKind> {
  readonly observation: ObservationOf<K>;
  readonly lagMs: Ms;
}

type AnyLatest = { [K in LatestKind]: Latest<K> }[LatestKind];

export interface InstrumentState {
  readonly instrument: Instrument;
  /** This machine's clock when it began to be followed. */
  readonly since: Ms;
  readonly latest: { [K in LatestKind]?: Latest<K> };
  /** This machine's clock when something of the kind last arrived, by any way. */
  readonly received: Map<Provision, Ms>;
  /** This machine's clock when the mark price last took another value, and how often it came unchanged since. */
  markMoved: { at: Ms; repeats: number };
  /** What the venue said when it last did not know the symbol; null once it brings something again. */
  refusal: VenueFault['detail'] | null;
}

export interface MarketState {
  /** Starts keeping values of an instrument. */
  follow(instrument: Instrument): InstrumentState;
  find(key: string): InstrumentState | undefined;
  keys(): string[];
  /** What is held, as JSON, for the next worker. */
  snapshot(): unknown;
  /** Takes over an earlier worker's snapshot, for instruments as they are followed. */
  restore(stored: unknown): void;
  forget(key: string): void;
  /** The venue answered that it does not know this symbol. */
  refuse(key: string, detail: VenueFault['detail']): void;
  /**
   * Takes what arrived; values of instruments nobody follows are dropped.
   * @param venueNow the venue's clock at reception
   * @returns keys of the instruments something changed for
   */
  take(observations: readonly Observation[], venueNow: Ms): Set<string>;
}

/** Venues stamp to the second and travel takes time; more than this ahead of the venue's clock is no time. */
export const AHEAD: Ms = MINUTE;

export function createMarketState(history: History, now: () => Ms): MarketState {
  const states = new Map<string, InstrumentState>();
  let earlier: ReadonlyMap<string, KeptValues> = new Map();

  function take(state: InstrumentState, arrived: Observation, venueNow: Ms): boolean {
    if (arrived.venueTime > venueNow + AHEAD) return false;
    const lagMs = Math.max(0, venueNow - arrived.venueTime);
    state.received.set(provisionOf(arrived), arrived.receivedTime);
    state.refusal = null;
    const observation = arrived.kind === 'open-interest' ? inSizes(arrived, state) : arrived;
    if (observation === null) return false;
    switch (observation.kind) {
      case 'instrument':
      case 'liquidation':
        return false;
      case 'candles':
        return recordRows(history, state.instrument, observation, venueNow + AHEAD);
      case 'series': {
        const changed = recordRows(history, state.instrument, observation, venueNow + AHEAD);
        const newest = observation.series === 'open-interest' ? newestInterest(observation) : null;
        const held = state.latest['open-interest']?.observation.venueTime ?? 0;
        if (newest !== null && newest.venueTime > held) take(state, newest, venueNow);
        return changed;
      }
      default: {
        const kind =
          observation.kind === 'volume' ? (`volume:${observation.market}` as const) : observation.kind;
        const held = state.latest[kind];
        const heldTime = held?.observation.venueTime ?? 0;
        // Out of order; unless the venue's clock itself was set back and the held value lies in its future.
        if (observation.venueTime < heldTime && heldTime <= venueNow + AHEAD) return false;
        if (observation.kind === 'price') noteMove(state, held, observation);
        // The table pairs kinds with their observations; the compiler cannot see that through `kind`.
        (state.latest as Record<LatestKind, unknown>)[kind] = {
          observation: inherit(observation, held),
          lagMs,
        };
        if (observation.kind === 'open-interest') recordSample(history, state.instrument, observation);
        return true;
      }
    }
  }

  return {
    follow(instrument) {
      const key = instrumentKey(instrument);
      const known = states.get(key);
      if (known !== undefined) return known;
      const kept = earlier.get(key);
      const state: InstrumentState = {
        instrument,
        since: now(),
        latest: { ...kept?.latest },
        received: new Map(kept?.received),
        markMoved: { at: now(), repeats: 0 },
        refusal: null,
      };
      states.set(key, state);
      return state;
    },
    find: (key) => states.get(key),
    keys: () => [...states.keys()],
    snapshot: () => writeValues(states),
    restore(stored) {
      earlier = readValues(stored);
    },
    forget: (key) => {
      states.delete(key);
    },
    refuse(key, detail) {
      const state = states.get(key);
      if (state !== undefined) state.refusal = detail;
    },
    take(observations, venueNow) {
      const changed = new Set<string>();
      for (const observation of observations) {
        const key = instrumentKey(observation);
        const state = states.get(key);
        if (state !== undefined && take(state, observation, venueNow)) changed.add(key);
      }
      return changed;
    },
  };
}

export function provisionOf(observation: Observation): Provision {
  switch (observation.kind) {
    case 'candles':
      return `candles:${observation.market}`;
    case 'series':
      return `series:${observation.series}`;
    case 'volume':
      return `volume:${observation.market}`;
    default:
      return observation.kind;
  }
}

function noteMove(state: InstrumentState, held: AnyLatest | undefined, observation: Observation): void {
  const same =
    held?.observation.kind === 'price' &&
    observation.kind === 'price' &&
    held.observation.markPrice === observation.markPrice;
  state.markMoved = same
    ? { at: state.markMoved.at, repeats: state.markMoved.repeats + 1 }
    : { at: observation.receivedTime, repeats: 0 };
}

/** The last row of a history is a live value too, when it is newer than the one held. */
function newestInterest(observation: SeriesObservation): OpenInterestObservation | null {
  const row = observation.rows.at(-1);
  if (row === undefined) return null;
  const { venue, venueSymbol, receivedTime } = observation;
  const openInterest = { openInterest: row.value, openInterestValue: null };
  return { kind: 'open-interest', venue, venueSymbol, receivedTime, venueTime: row.time, ...openInterest };
}

/** Sources differ in what they carry (a socket sends no interest part): what one leaves out, the last one keeps. */
function inherit(observation: Observation, held: AnyLatest | undefined): Observation {
  const before = held?.observation;
  if (observation.kind === 'price' && before?.kind === 'price') {
    return { ...observation, indexPrice: observation.indexPrice ?? before.indexPrice };
  }
  if (observation.kind === 'funding' && before?.kind === 'funding') {
    return {
      ...observation,
      fundingIntervalHours: observation.fundingIntervalHours ?? before.fundingIntervalHours,
      nextFundingTime: observation.nextFundingTime ?? before.nextFundingTime,
      anchorRate: observation.anchorRate ?? before.anchorRate,
      capRate: observation.capRate ?? before.capRate,
    };
  }
  return observation;
}
