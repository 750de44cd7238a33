import { instrumentKey, notionalOf } from '../domain/instrument.ts';
import type { VenueSnapshot } from '../domain/market-inputs.ts';
import { derive, isKnown, type Known, type Measured, missing } from '../domain/measured.ts';
import type { FundingObservation, Stamped } from '../domain/observation.ts';
import { HOUR, type Ms } from '../domain/time.ts';
import type { Venue } from '../venues/venue.ts';
import { endpointFor } from './endpoint-choice.ts';
import { isFrozen, isLive } from './freshness.ts';
import type { History } from './history.ts';
import type { InstrumentState, LatestKind } from './market-state.ts';

/** A value with its clocks, as the adapter stamped it. */
export function known<T>(from: Stamped, value: T): Known<T> {
  const { venue, venueTime, receivedTime } = from;
  return { value, venueTime, receivedTime, source: venue };
}

/** The newest value of a kind, or why there is none. */
export function newest<K extends LatestKind, T>(
  state: InstrumentState,
  kind: K,
  venue: Venue,
  pick: (observation: NonNullable<InstrumentState['latest'][K]>['observation']) => T | null,
): Measured<T> {
  const held = state.latest[kind];
  if (held === undefined) {
    const provision = kind === 'price' || kind === 'index' ? 'price' : kind;
    return endpointFor(venue, provision) === null ? missing('not-published') : missing('not-yet');
  }
  const value = pick(held.observation);
  return value === null ? missing('not-published') : known(held.observation, value);
}

export function indexPriceOf(state: InstrumentState, venue: Venue): Measured {
  const own = newest(state, 'index', venue, ({ indexPrice }) => indexPrice);
  return isKnown(own) ? own : newest(state, 'price', venue, ({ indexPrice }) => indexPrice);
}

/** Funding with its terms filled in from wherever the venue states them. */
export function fundingOf(state: InstrumentState, venue: Venue): Measured<FundingObservation> {
  const terms = state.latest['funding-terms']?.observation;
  const awaitsTerms = terms === undefined && endpointFor(venue, 'funding-terms') !== null;
  return newest(state, 'funding', venue, (funding) => ({
    ...funding,
    fundingIntervalHours:
      funding.fundingIntervalHours ??
      terms?.fundingIntervalHours ??
      // The list's interval does not hold for the symbols whose terms are stated apart.
      (awaitsTerms ? null : state.instrument.fundingIntervalHours),
    capRate: funding.capRate ?? terms?.capRate ?? null,
  }));
}

/** The interest part of one interval; null when neither the answer nor the venue states it. */
export function anchorRateOf(funding: FundingObservation, venue: Venue): number | null {
  if (funding.anchorRate !== null) return funding.anchorRate;
  const { fundingIntervalHours } = funding;
  if (venue.anchorHourly === null || fundingIntervalHours === null) return null;
  return venue.anchorHourly * fundingIntervalHours;
}

/** USD over 24 h: the venue's own figure, or the sum over its hourly bars. */
export function perpVolumeOf(state: InstrumentState, venue: Venue, history: History): Measured {
  const stated = newest(state, 'volume:perp', venue, ({ quoteVolume24h }) => quoteVolume24h);
  if (isKnown(stated)) return stated;
  return dayVolume(state, history, 'candles:perp:1h') ?? stated;
}

export function dayVolume(
  state: InstrumentState,
  history: History,
  series: 'candles:perp:1h' | 'candles:spot:1h',
): Known | null {
  const columns = history.columns(instrumentKey(state.instrument), series);
  const price = state.latest.price?.observation;
  const last = columns.lastTime;
  if (last === null || price === undefined || columns.length < 25) return null;
  const [times, , , , close, volume] = columns.view(last - 24 * HOUR, last - 1) as Float64Array[];
  if (times!.length < 24) return null;
  let total = 0;
  const market = series === 'candles:spot:1h' ? ({ kind: 'linear' } as const) : state.instrument;
  for (let row = 0; row < times!.length; row++) total += notionalOf(market, volume![row]!, close![row]!);
  return { ...known(price, total), venueTime: last };
}

/** One venue's figures for the cross-venue means. */
export function snapshotOf(state: InstrumentState, venue: Venue, history: History, now: Ms): VenueSnapshot {
  const mark = newest(state, 'price', venue, ({ markPrice }) => markPrice);
  const index = indexPriceOf(state, venue);
  const funding = fundingOf(state, venue);
  const interest = newest(state, 'open-interest', venue, (own) =>
    own.openInterestValue !== null
      ? own.openInterestValue
      : isKnown(mark)
        ? notionalOf(state.instrument, own.openInterest, mark.value)
        : null,
  );
  const excess = isKnown(funding) ? excessHourly(funding.value, venue) : null;
  return {
    venue: venue.id,
    kind: state.instrument.kind,
    healthy:
      isLive(state, 'price', now) &&
      isLive(state, 'funding', now) &&
      isLive(state, 'open-interest', now) &&
      !isFrozen(state, now),
    openInterestValue: interest,
    excessHourly:
      excess === null
        ? isKnown(funding)
          ? missing('not-published', 'fundingTermsUnknown')
          : funding
        : derive(funding, () => excess),
    premium:
      isKnown(mark) && isKnown(index)
        ? derive(mark, (price) => (price - index.value) / index.value)
        : missing('not-yet'),
    quoteVolume24h: perpVolumeOf(state, venue, history),
  };
}

function excessHourly(funding: FundingObservation, venue: Venue): number | null {
  const { fundingRate, fundingIntervalHours } = funding;
  const anchor = anchorRateOf(funding, venue);
  if (fundingIntervalHours === null || anchor === null) return null;
  return (fundingRate - anchor) / fundingIntervalHours;
}
