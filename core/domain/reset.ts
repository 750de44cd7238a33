import type { Clause } from './clause.ts';
import type { Ms } from './time.ts';

export const RESET_STATES = [
  'quiet',
  'building',
  'flushing',
  'cooling',
  'clean',
  'reloading',
  'invalidated',
  'trend',
] as const;

export type ResetState = (typeof RESET_STATES)[number];

export type ChecklistId =
  | 'slow-rebuild'
  | 'funding'
  | 'basis'
  | 'spot-leads'
  | 'depth'
  | 'key-level'
  | 'btc-regime';

/** One line of evidence; `value` and `threshold` share `unit`. */
export interface ChecklistItem {
  readonly id: ChecklistId;
  readonly verdict: 'pass' | 'fail' | 'unknown';
  readonly value: number | null;
  readonly threshold: number | null;
  readonly unit: 'fraction' | 'rate-per-hour' | 'ratio' | 'price' | 'none';
  /** How it came out, such as `fundingFlipped` or `fundingCooled`, or why it is unknown. */
  readonly note: Clause;
  /** Venue clock. */
  readonly venueTime: Ms | null;
}

/** What would end the present verdict. Prices in quote, OI in the instrument's sizes, rates per hour. */
export interface Invalidation {
  readonly id: 'oi-above-pre-flush' | 'funding-without-spot' | 'btc-support-lost' | 'key-level-lost';
  readonly openInterest: number | null;
  readonly price: number | null;
  readonly fundingHourly: number | null;
  /** True when it has happened. */
  readonly met: boolean;
}

export interface FlushRecord {
  /** `long`: longs were flushed (price fell). */
  readonly side: 'long' | 'short';
  readonly startTime: Ms;
  readonly detectedTime: Ms;
  readonly endTime: Ms | null;
  /** Base-unit open interest before and at its lowest. */
  readonly openInterestBefore: number;
  readonly openInterestLow: number;
  /** (before − low) / before. */
  readonly openInterestDrop: number;
  readonly priceBefore: number;
  readonly priceExtreme: number;
  /** Signed fraction. */
  readonly priceMove: number;
}

export interface ResetReading {
  readonly state: ResetState | null;
  /** Why there is no state, when there is none. */
  readonly missing: Clause | null;
  readonly since: Ms | null;
  readonly flush: FlushRecord | null;
  /** Share of the OI drop regained, 0…1+. */
  readonly rebuilt: number | null;
  readonly checklist: readonly ChecklistItem[];
  readonly invalidations: readonly Invalidation[];
  readonly pastFlushes: readonly FlushRecord[];
  /** The evidence that led here, newest last. */
  readonly transitions: readonly {
    readonly from: ResetState;
    readonly to: ResetState;
    readonly time: Ms;
    readonly because: readonly Clause[];
  }[];
}
