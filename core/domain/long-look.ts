import type { VenueId } from './instrument.ts';
import type { Measured } from './measured.ts';
import type { SourceHealth } from './source-health.ts';
import type { Ms } from './time.ts';

/**
 * What the long look draws over time. Bars: open time, open, high, low, close (quote), volume (venue base units);
 * points: time, value. `openInterest`: the viewed instrument's base units, one side; `funding`: fraction for one
 * interval at its settlement; `premium`: fraction, by the hour.
 */
export type LookSeriesId =
  | 'bars1h'
  | 'bars5m'
  | 'openInterest1h'
  | 'openInterest5m'
  | 'funding'
  | 'premium1h';

/** Rows of one series that changed: they replace everything from `from` on (venue clock), or all when null. */
export interface SeriesSlice {
  readonly series: LookSeriesId;
  /** Whose figures they are. */
  readonly source: VenueId;
  /** This machine's clock when the newest row was written; null when an earlier worker wrote it. */
  readonly receivedTime: Ms | null;
  readonly from: Ms | null;
  /** Equally long columns, times first, ascending. */
  readonly columns: readonly (readonly number[])[];
}

/** One side of a heat column: shares in 0.01 % of all mass within ± 10 % of mark, by grid bin from `first` up. */
export interface HeatSide {
  readonly first: number;
  readonly shares: readonly number[];
}

/** The liquidation map as it stood at `time` (venue clock), made of nothing later. */
export interface HeatColumn {
  readonly time: Ms;
  readonly long: HeatSide;
  readonly short: HeatSide;
}

/** Grid bin `k` reaches from `anchor · e^(k·step)` to `anchor · e^((k+1)·step)`, in quote. */
export interface HeatGrid {
  readonly anchor: number;
  readonly step: number;
}

/** Columns that are new: they replace everything from `from` on, or all when null. */
export interface HeatSlice {
  readonly grid: HeatGrid;
  readonly from: Ms | null;
  readonly columns: readonly HeatColumn[];
}

/** One venue's figures of the same asset; USD where it says value. */
export interface VenueRow {
  readonly health: SourceHealth;
  /** The pair the look is about is this venue's. */
  readonly viewed: boolean;
  /** Fraction for one interval. */
  readonly fundingRate: Measured;
  readonly fundingIntervalHours: Measured;
  readonly openInterestValue: Measured;
  /** Fractions of the base-unit series. */
  readonly change1h: Measured;
  readonly change24h: Measured;
  readonly premium: Measured;
  /** USD resting within 1 % of mid, both sides added. */
  readonly depthWithinOnePercent: Measured;
}

/** How the map's own bands fared on this pair, by core/analytics/map-score.ts. */
export interface MapScorecard {
  /** Days with bands reached by price, and how many are kept at most. */
  readonly days: number;
  readonly keptDays: number;
  /** Top-decile bands reached, and the bars they were reached in: bands of one bar share their outcome. */
  readonly bands: number;
  readonly visits: number;
  /** Below so many visits nothing is said: the three shares are null. */
  readonly neededVisits: number;
  /** Share of those bands in which open interest fell as it does in one bar of ten. */
  readonly hitShare: number | null;
  /** The same among all bands reached, of the same side and distance. */
  readonly chance: number | null;
  /** Wilson's lower bound (95 %) of `hitShare`, each bar counted once. */
  readonly lowerBound: number | null;
}

/** Everything beyond the Reading that the side panel shows of one pair; plain JSON, what changed since the last one. */
export interface LongLook {
  readonly series: readonly SeriesSlice[];
  readonly heat: HeatSlice | null;
  readonly venues: readonly VenueRow[];
  readonly scorecard: MapScorecard | null;
}
