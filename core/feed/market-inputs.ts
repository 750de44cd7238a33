import { type Instrument, instrumentKey, type MaintenanceTier, type VenueId } from '../domain/instrument.ts';
import type { MarketInputs, VenueSnapshot } from '../domain/market-inputs.ts';
import { isKnown, type Measured, missing } from '../domain/measured.ts';
import type { BarSeries, PointSeries } from '../domain/series.ts';
import { HOUR, INTERVAL_MS, type Ms } from '../domain/time.ts';
import { identityOf } from '../venues/asset-identity.ts';
import type { Venue } from '../venues/venue.ts';
import type { Catalogue } from './catalogue.ts';
import { endpointFor } from './endpoint-choice.ts';
import { isLive } from './freshness.ts';
import type { History } from './history.ts';
import type { InstrumentState, MarketState } from './market-state.ts';
import { otherBooks } from './other-books.ts';
import { bitcoinBeside, openInterestSource } from './plan-series.ts';
import { venuesApart } from './price-apart.ts';
import type { SeriesId } from './series-kinds.ts';
import {
  anchorRateOf,
  dayVolume,
  fundingOf,
  indexPriceOf,
  newest,
  perpVolumeOf,
  snapshotOf,
} from './venue-snapshot.ts';

export interface InputsContext {
  /** This machine's clock. */
  readonly now: Ms;
  readonly venues: readonly Venue[];
  readonly catalogue: Catalogue;
  readonly market: MarketState;
  readonly history: History;
  venueNow(venue: string): Ms | null;
}

/** Everything held about a pair, as analytics wants it; null while its venue was never heard. */
export function marketInputs(
  venue: Venue,
  state: InstrumentState,
  context: InputsContext,
): MarketInputs | null {
  const marketTime = context.venueNow(venue.id);
  if (marketTime === null) return null;
  const { now, history } = context;
  const { instrument } = state;
  const key = instrumentKey(instrument);
  const bars = (series: SeriesId, stepMs: Ms) => toBars(history, key, series, stepMs, marketTime);
  const points = (series: SeriesId) => toPoints(history, key, series, marketTime, 1);
  const funding = fundingOf(state, venue);
  const mark = newest(state, 'price', venue, ({ markPrice }) => markPrice);
  const bitcoin = bitcoinBeside(instrument, context);
  const apart = venuesApart(instrument, context.venues, context);
  const tiers = tiersOf(venue, state, mark, context);
  return {
    instrument: tiers === null ? instrument : { ...instrument, maintenanceTiers: tiers.tiers },
    tierSource: tiers?.source ?? 'assumed',
    marketTime,
    receivedTime: now,
    markPrice: mark,
    indexPrice: indexPriceOf(state, venue),
    funding,
    anchorRate: isKnown(funding) ? anchorRateOf(funding.value, venue) : null,
    capRate: isKnown(funding) ? funding.value.capRate : null,
    openInterest: newest(state, 'open-interest', venue, ({ openInterest }) => openInterest),
    bars5m: bars('candles:perp:5m', INTERVAL_MS['5m']),
    bars1h: bars('candles:perp:1h', HOUR),
    ...openInterestSeries(venue, instrument, marketTime, apart, context),
    fundingHistory: points('funding'),
    premium1h: points('premium:1h'),
    longShortAccountRatio: points('long-short-account-ratio:1h'),
    spotBars1h: bars('candles:spot:1h', HOUR),
    takerImbalance1h: points('taker-imbalance:1h'),
    book: bookOf(venue, state, now),
    depthHistory: points('depth:5m'),
    perpQuoteVolume24h: perpVolumeOf(state, venue, history),
    spotQuoteVolume24h: spotVolumeOf(venue, state, history),
    venues: snapshots(venue, state, apart, context),
    btcBars1h:
      bitcoin === null ? null : toBars(history, instrumentKey(bitcoin), 'candles:perp:1h', HOUR, marketTime),
  };
}

function toBars(history: History, key: string, series: SeriesId, stepMs: Ms, until: Ms): BarSeries | null {
  const [openTime, open, high, low, close, volume, takerBuyVolume] = history
    .columns(key, series)
    .view(undefined, until) as [
    Float64Array,
    Float64Array,
    Float64Array,
    Float64Array,
    Float64Array,
    Float64Array,
    Float64Array,
  ];
  if (openTime.length === 0) return null;
  return { stepMs, openTime, open, high, low, close, volume, takerBuyVolume };
}

function toPoints(
  history: History,
  key: string,
  series: SeriesId,
  until: Ms,
  factor: number,
): PointSeries | null {
  const [time, value] = history.columns(key, series).view(undefined, until) as [Float64Array, Float64Array];
  if (time.length === 0) return null;
  return { time, value: factor === 1 ? value : value.map((one) => one * factor) };
}

/** In the viewed instrument's sizes, whoever's they are. */
function openInterestSeries(
  venue: Venue,
  instrument: Instrument,
  until: Ms,
  apart: ReadonlyMap<VenueId, number>,
  context: InputsContext,
) {
  const source = openInterestSource(venue, instrument, context);
  const subject = source?.instrument ?? instrument;
  const key = instrumentKey(subject);
  const factor = subject.kind === 'inverse' ? 1 : subject.baseMultiplier / instrument.baseMultiplier;
  const openInterest5m = toPoints(context.history, key, 'open-interest:5m', until, factor);
  const openInterest1h = toPoints(context.history, key, 'open-interest:1h', until, factor);
  const none = openInterest5m === null && openInterest1h === null;
  // What may be another coin's says nothing of this one's.
  if (apart.has(subject.venue))
    return { openInterest5m: null, openInterest1h: null, openInterestSource: null };
  return { openInterest5m, openInterest1h, openInterestSource: none ? null : subject.venue };
}

function tiersOf(
  venue: Venue,
  { instrument, latest }: InstrumentState,
  mark: Measured,
  { catalogue, market }: InputsContext,
): { readonly tiers: readonly MaintenanceTier[]; readonly source: string } | null {
  const own = latest.tiers?.observation;
  if (own !== undefined) {
    const tiers = inQuote(own.tiers, own.tierUnit, mark);
    if (tiers !== null) return { tiers, source: venue.id };
  }
  if (instrument.maintenanceTiers !== null) return { tiers: instrument.maintenanceTiers, source: venue.id };
  const { tiersFrom } = venue;
  const same =
    tiersFrom === undefined ? null : catalogue.forAsset(tiersFrom, identityOf(instrument), instrument.quote);
  if (tiersFrom === undefined || same === null) return null;
  const borrowed = market.find(instrumentKey(same))?.latest.tiers?.observation;
  const tiers =
    borrowed === undefined ? same.maintenanceTiers : inQuote(borrowed.tiers, borrowed.tierUnit, mark);
  return tiers === null ? null : { tiers, source: tiersFrom };
}

/** Bounds by size become notional at the mark; null while that is unknown. */
function inQuote(
  tiers: readonly MaintenanceTier[],
  unit: 'quote' | 'base' | undefined,
  mark: Measured,
): readonly MaintenanceTier[] | null {
  if (unit !== 'base') return tiers;
  if (!isKnown(mark)) return null;
  return tiers.map((tier) => ({
    ...tier,
    notionalFloor: tier.notionalFloor * mark.value,
    notionalCap: tier.notionalCap === null ? null : tier.notionalCap * mark.value,
    deduction: tier.deduction * mark.value,
  }));
}

/** A book is a snapshot: past its limit it says nothing about what would be met now. */
function bookOf(venue: Venue, state: InstrumentState, now: Ms): MarketInputs['book'] {
  const book = newest(state, 'book', venue, (observation) => observation);
  return isKnown(book) && !isLive(state, 'book', now) ? missing('stale', 'orderBook') : book;
}

function spotVolumeOf(venue: Venue, state: InstrumentState, history: History): Measured {
  const stated = newest(state, 'volume:spot', venue, ({ quoteVolume24h }) => quoteVolume24h);
  if (isKnown(stated)) return stated;
  const summed = dayVolume(state, history, 'candles:spot:1h');
  if (summed !== null) return summed;
  return endpointFor(venue, 'candles:spot') === null ? missing('not-published') : missing('not-yet');
}

/** The viewed venue first, then every other that is known to list the asset. */
function snapshots(
  viewed: Venue,
  state: InstrumentState,
  apart: ReadonlyMap<VenueId, number>,
  context: InputsContext,
): VenueSnapshot[] {
  const { quote } = state.instrument;
  const asset = identityOf(state.instrument);
  const others = otherBooks(viewed, context.venues).flatMap((venue) => {
    const same = context.catalogue.forAsset(venue.id, asset, quote);
    const other = same === null ? undefined : context.market.find(instrumentKey(same));
    if (other === undefined) return [];
    const snapshot = snapshotOf(other, venue, context.history, context.now);
    return [apart.has(venue.id) ? { ...snapshot, healthy: false } : snapshot];
  });
  return [snapshotOf(state, viewed, context.history, context.now), ...others];
}
