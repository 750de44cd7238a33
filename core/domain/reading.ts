import type { CascadeReading } from './cascade.ts';
import type { CrowdingReading, FlushRiskReading } from './crowding.ts';
import type { Instrument } from './instrument.ts';
import type { KeyLevel } from './key-level.ts';
import type { ClustersReading } from './liquidation-map.ts';
import type { Known, Measured } from './measured.ts';
import type { ResetReading } from './reset.ts';
import type { GradeReading, SourceHealth } from './source-health.ts';
import type { Ms } from './time.ts';

export interface PriceReading {
  readonly markPrice: Measured;
  readonly indexPrice: Measured;
  /** (mark − index) / index. */
  readonly premium: Measured;
  /** ATR(14) on 1 h bars, in quote units. */
  readonly atr: Measured;
  /** σ per √hour of log returns over 24 h. */
  readonly sigmaHour: Measured;
}

export interface FundingReading {
  /** Fraction per interval. */
  readonly fundingRate: Measured;
  readonly fundingIntervalHours: Measured;
  /** Venue clock. */
  readonly nextFundingTime: Measured;
  /** hourly · 8760. */
  readonly apr: Measured;
  /** (rate − anchor) / interval, per hour; the viewed venue alone. */
  readonly excessHourly: Measured;
  /** 0…1 against 30 days of the same series. */
  readonly excessPercentile: Measured;
  readonly atAnchor: boolean | null;
  readonly atCap: boolean | null;
}

export interface OpenInterestReading {
  /** Sizes of the instrument (venue base units, USD of an inverse contract), one side. */
  readonly openInterest: Measured;
  /** USD at mark. */
  readonly openInterestValue: Measured;
  /** Fractions of the series of sizes: price alone changes neither. */
  readonly change1h: Measured;
  readonly change24h: Measured;
  readonly percentile: Measured;
}

/** Equal-length 24 h traces for the sparkline, oldest first; gaps are null. */
export interface SparklineReading {
  readonly stepMs: Ms;
  readonly endTime: Ms;
  readonly openInterest: readonly (number | null)[];
  readonly price: readonly (number | null)[];
}

/** What analytics says of one instrument; plain JSON. */
export interface Assessment {
  readonly price: PriceReading;
  readonly funding: FundingReading;
  readonly openInterest: OpenInterestReading;
  readonly crowding: CrowdingReading;
  readonly flushRisk: FlushRiskReading;
  readonly keyLevels: readonly KeyLevel[];
  readonly clusters: ClustersReading;
  readonly cascade: CascadeReading;
  readonly reset: ResetReading;
  readonly sparkline: SparklineReading;
  readonly grade: GradeReading;
  /** Days of history behind the percentiles, and how many are wanted. */
  readonly history: { readonly days: number; readonly wantedDays: number };
}

/** Everything a surface needs for one pair; plain JSON. Surfaces only draw it. */
export interface Reading extends Assessment {
  readonly instrument: Instrument;
  /** Rises with each Reading of this instrument. */
  readonly sequence: number;
  /** This machine's clock when it was assembled. */
  readonly builtTime: Ms;
  /** The viewed venue's clock at the same moment. */
  readonly marketTime: Ms;
  readonly sources: readonly SourceHealth[];
}

/** When the value was true, told on this machine's clock: reception less how old it was at its venue then. */
export function trueTime(known: Known<unknown>, reading: Reading): Ms {
  const venueClockAtReception = reading.marketTime - (reading.builtTime - known.receivedTime);
  return known.receivedTime - Math.max(0, venueClockAtReception - known.venueTime);
}
