import type { Instrument, VenueId } from './instrument.ts';
import type { Measured } from './measured.ts';
import type { BookObservation, FundingObservation } from './observation.ts';
import type { BarSeries, PointSeries } from './series.ts';
import type { Ms } from './time.ts';

/** One venue's view of the same asset, for cross-venue values. */
export interface VenueSnapshot {
  readonly venue: VenueId;
  readonly healthy: boolean;
  readonly kind: 'linear' | 'inverse';
  /** USD. */
  readonly openInterestValue: Measured;
  /** Per hour, interest part removed. */
  readonly excessHourly: Measured;
  readonly premium: Measured;
  /** USD over 24 h, perp. */
  readonly quoteVolume24h: Measured;
}

/**
 * Everything analytics may know about one viewed instrument, by the viewed venue's clock.
 * Series are in the instrument's sizes and ascending; an absent series is null, never empty.
 */
export interface MarketInputs {
  readonly instrument: Instrument;
  /** The viewed venue's clock now. */
  readonly marketTime: Ms;
  readonly receivedTime: Ms;
  readonly markPrice: Measured;
  readonly indexPrice: Measured;
  readonly funding: Measured<FundingObservation>;
  /** Interest part and cap of one interval; null when unknown. */
  readonly anchorRate: number | null;
  readonly capRate: number | null;
  readonly openInterest: Measured;
  /** Recent bars at 5 min (days) and the long past at 1 h (30 days). */
  readonly bars5m: BarSeries | null;
  readonly bars1h: BarSeries | null;
  readonly openInterest5m: PointSeries | null;
  readonly openInterest1h: PointSeries | null;
  /** Whose OI the series hold: the viewed venue, or another one when it publishes none. */
  readonly openInterestSource: VenueId | null;
  /** Settled rates per interval with their settlement times. */
  readonly fundingHistory: PointSeries | null;
  readonly premium1h: PointSeries | null;
  readonly longShortAccountRatio: PointSeries | null;
  readonly spotBars1h: BarSeries | null;
  /** (buy − sell) / (buy + sell) of perp takers where candles do not carry it. */
  readonly takerImbalance1h: PointSeries | null;
  readonly book: Measured<BookObservation>;
  /** Own samples of USD depth within 1 %, both sides added. */
  readonly depthHistory: PointSeries | null;
  readonly perpQuoteVolume24h: Measured;
  readonly spotQuoteVolume24h: Measured;
  readonly venues: readonly VenueSnapshot[];
  /** For assets other than BTC: BTC's hourly bars. */
  readonly btcBars1h: BarSeries | null;
  /** Where the instrument's tiers come from, e.g. `bybit-linear` for a venue without public ones. */
  readonly tierSource: string;
}
