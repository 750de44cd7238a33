import type { KeyLevelKind } from './key-level.ts';
import type { Measured } from './measured.ts';

export type DirectionPart = 'funding' | 'premium' | 'accounts' | 'takers';
export type LeveragePart = 'openInterest' | 'growth72h' | 'growth7d' | 'thinness' | 'perpSpotVolume';
export type CrowdingBand = 'balanced' | 'leaning' | 'crowded' | 'extreme';

/** One part of the score. `signal` is −1…1 for direction parts, 0…1 for leverage parts. */
export interface CrowdingPart {
  readonly part: DirectionPart | LeveragePart;
  readonly axis: 'direction' | 'leverage';
  readonly weight: number;
  /**
   * With its clocks. `funding`: excess per hour; `premium`, `growth…`: fractions; `accounts`: longs / shorts;
   * `takers`: perp minus spot imbalance, −2…2; `openInterest`: log(OI / 30-day mean); `thinness`: OI / depth
   * within 1 %; `perpSpotVolume`: perp / spot.
   */
  readonly raw: Measured;
  /** 0…1 against 30 days. */
  readonly percentile: Measured;
  readonly signal: number | null;
  /** Signed points of the score; all contributions add up to the score. */
  readonly points: number | null;
}

export interface CrowdingReading {
  /** −100 short-crowded … +100 long-crowded. */
  readonly score: Measured;
  readonly band: CrowdingBand | null;
  readonly side: 'long' | 'short' | null;
  /** Known weight / all weight; no score under one half. */
  readonly coverage: number;
  readonly parts: readonly CrowdingPart[];
  /** |score| ≥ 60 within 1 ATR of a level on the side the crowd would be squeezed through. */
  readonly intoLevel: { readonly price: number; readonly kind: KeyLevelKind } | null;
}

export interface FlushRiskReading {
  /** Probability of a flush within 24 h. */
  readonly probability: Measured;
  /** The same probability for this kind of asset on an average day. */
  readonly usual: Measured;
  /** Given a 1.5 σ shock against the crowd. */
  readonly ifShocked: Measured;
  /** Largest drivers first: log-odds each adds against the average day. */
  readonly drivers: readonly { readonly feature: string; readonly logOdds: number }[];
}
