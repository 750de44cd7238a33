import type { Ms } from './time.ts';

/** Columnar bars, ascending, equal lengths, gaps allowed (consecutive open times may differ by more than `stepMs`). */
export interface BarSeries {
  readonly stepMs: Ms;
  readonly openTime: Float64Array;
  readonly open: Float64Array;
  readonly high: Float64Array;
  readonly low: Float64Array;
  readonly close: Float64Array;
  /** Base units. */
  readonly volume: Float64Array;
  /** Base units bought by takers; NaN where unknown. */
  readonly takerBuyVolume: Float64Array;
}

/** Columnar points, ascending in time. */
export interface PointSeries {
  readonly time: Float64Array;
  readonly value: Float64Array;
}
