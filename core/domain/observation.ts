import type { Instrument, MaintenanceTier, VenueId } from './instrument.ts';
import type { BarInterval, Ms } from './time.ts';

/** Both clocks of a value: when it was true at the venue, and when it reached this machine. */
export interface Stamped {
  readonly venue: VenueId;
  readonly venueSymbol: string;
  /** Venue clock. */
  readonly venueTime: Ms;
  /** This machine's clock. */
  readonly receivedTime: Ms;
}

export interface InstrumentObservation extends Stamped {
  readonly kind: 'instrument';
  readonly instrument: Instrument;
}

export interface TiersObservation extends Stamped {
  readonly kind: 'tiers';
  readonly tiers: readonly MaintenanceTier[];
  /**
   * What the bounds and deductions count; absent means `quote`. A venue that brackets by size says `base`
   * (venue base units): multiply them by the mark price before use.
   */
  readonly tierUnit?: 'quote' | 'base';
}

/** Prices in quote per venue base unit. */
export interface PriceObservation extends Stamped {
  readonly kind: 'price';
  readonly markPrice: number;
  /** Null when this answer does not carry it (an `index` observation may). */
  readonly indexPrice: number | null;
}

/** For venues whose index comes from another endpoint than the mark; quote per venue base unit. */
export interface IndexObservation extends Stamped {
  readonly kind: 'index';
  readonly indexPrice: number;
}

export interface FundingObservation extends Stamped {
  readonly kind: 'funding';
  /** Fraction for one interval, positive when longs pay. */
  readonly fundingRate: number;
  /** Null when this endpoint does not carry it (another one does). */
  readonly fundingIntervalHours: number | null;
  readonly nextFundingTime: Ms | null;
  /** The interest part of one interval as the venue states it; null when it does not. */
  readonly anchorRate: number | null;
  /** Largest allowed |rate| for one interval; null when the venue does not state it. */
  readonly capRate: number | null;
}

/** A venue that lists only the exceptions sends one of these for each. */
export interface FundingTermsObservation extends Stamped {
  readonly kind: 'funding-terms';
  readonly fundingIntervalHours: number | null;
  readonly capRate: number | null;
  readonly floorRate: number | null;
}

/** One side's open interest: a two-sided venue figure is halved by its adapter. */
export interface OpenInterestObservation extends Stamped {
  readonly kind: 'open-interest';
  /** In the instrument's sizes (venue base units, USD of an inverse contract), or as `unit` says. */
  readonly openInterest: number;
  /** What `openInterest` counts; absent means sizes. `quote`: what it is worth, to be divided by the mark. */
  readonly unit?: 'quote';
  /** Quote notional (USD) where the venue states it itself. */
  readonly openInterestValue: number | null;
}

export interface Candle {
  readonly openTime: Ms;
  readonly open: number;
  readonly high: number;
  readonly low: number;
  readonly close: number;
  /** In the instrument's sizes; of a spot market in the perp's venue base units. */
  readonly volume: number;
  /** Of it bought by takers; null where the venue does not say. */
  readonly takerBuyVolume: number | null;
}

/** Ascending by open time; the last row may still be open. */
export interface CandlesObservation extends Stamped {
  readonly kind: 'candles';
  readonly market: 'perp' | 'spot';
  readonly interval: BarInterval;
  readonly rows: readonly Candle[];
}

export interface TimedValue {
  readonly time: Ms;
  readonly value: number;
}

/**
 * Ascending points of one series:
 * `open-interest` sizes (one side), `funding` fraction per interval at settlement,
 * `premium` fraction, `long-short-account-ratio` longs / shorts by accounts,
 * `taker-imbalance` (buy − sell) / (buy + sell) of perp takers.
 */
export interface SeriesObservation extends Stamped {
  readonly kind: 'series';
  readonly series: SeriesKind;
  /** Step of the points where the venue aggregates them; null for event series (funding). */
  readonly interval: BarInterval | null;
  readonly rows: readonly TimedValue[];
}

export type SeriesKind =
  | 'open-interest'
  | 'funding'
  | 'premium'
  | 'long-short-account-ratio'
  | 'taker-imbalance';

/** Best price first on each side; sizes as the instrument counts them. */
export interface BookObservation extends Stamped {
  readonly kind: 'book';
  readonly bids: readonly (readonly [price: number, size: number])[];
  readonly asks: readonly (readonly [price: number, size: number])[];
}

export interface LiquidationObservation extends Stamped {
  readonly kind: 'liquidation';
  /** The position that was closed, never the side of the closing order. */
  readonly liquidatedSide: 'long' | 'short';
  readonly price: number;
  /** As the instrument counts sizes. */
  readonly size: number;
}

/** Rolling 24 h turnover in quote units (USD). */
export interface VolumeObservation extends Stamped {
  readonly kind: 'volume';
  readonly market: 'perp' | 'spot';
  readonly quoteVolume24h: number;
}

export type Observation =
  | InstrumentObservation
  | TiersObservation
  | PriceObservation
  | IndexObservation
  | FundingObservation
  | FundingTermsObservation
  | OpenInterestObservation
  | CandlesObservation
  | SeriesObservation
  | BookObservation
  | LiquidationObservation
  | VolumeObservation;

export type ObservationKind = Observation['kind'];
