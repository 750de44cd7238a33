import type { KeyLevelKind } from './key-level.ts';
import type { Measured } from './measured.ts';

/** One bin of the map. `long` mass liquidates longs (below mark), `short` mass liquidates shorts (above). */
export interface MapBin {
  readonly low: number;
  readonly high: number;
  readonly side: 'long' | 'short';
  /** Share of all mass within ± 10 % of mark. */
  readonly share: number;
  /** Share of what open interest is likely to lose within ± 10 %, if price gets there: what a chart of the map draws. */
  readonly likelihood: number;
}

export interface Cluster {
  readonly side: 'long' | 'short';
  readonly low: number;
  readonly high: number;
  /** Price of the densest bin. */
  readonly price: number;
  /** Signed fraction from mark. */
  readonly distance: number;
  /** Absolute distance in ATR(14, 1 h); null while ATR is unknown. */
  readonly distanceAtr: number | null;
  /** Share of mass within ± 10 %. */
  readonly share: number;
  /** Against this map's own 30 days of cluster shares; null while warming up. */
  readonly percentile: number | null;
  /** Estimated USD, as a range: never a single figure. */
  readonly valueRange: readonly [low: number, high: number];
  /** Probability of being touched within 1, 4 and 24 hours; null while volatility is unknown. */
  readonly touch: { readonly hours1: number; readonly hours4: number; readonly hours24: number } | null;
  readonly tags: readonly KeyLevelKind[];
  /** Share of its mass that stems from the assumed starting OI. */
  readonly seededShare: number;
}

export interface ClustersReading {
  /** `value` is the mark the distances refer to. */
  readonly state: Measured;
  readonly bins: readonly MapBin[];
  /** Nearest first, both sides. */
  readonly clusters: readonly Cluster[];
  readonly nearestLong: Cluster | null;
  readonly nearestShort: Cluster | null;
  readonly seededShare: number | null;
  /** Whose maintenance tiers were used, e.g. `bybit-linear`, or `assumed`. */
  readonly tierSource: string;
  /** Whose open interest built the map. */
  readonly openInterestSource: string | null;
  /** Share of recent time whose open interest was refused (moved more than was traded, jumped, stood still). */
  readonly refusedShare?: number | null;
  /** Too much of it was refused to trust the map. */
  readonly degraded?: boolean;
}
