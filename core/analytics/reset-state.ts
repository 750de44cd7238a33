import type { KeyLevelKind } from '../domain/key-level.ts';
import type { FlushRecord, ResetReading, ResetState } from '../domain/reset.ts';
import type { Ms } from '../domain/time.ts';
import type { FedPast, Reach } from './reset-coverage.ts';

/** A flush while the machine follows it. */
export interface TrackedFlush extends FlushRecord {
  /** When open interest stood lowest. */
  readonly lowTime: Ms;
  /** The last bar that still flushed, and open interest then. */
  readonly lastBarTime: Ms;
  readonly lastBarOpenInterest: number;
  /** Excess funding per hour before the flush; null when unknown. */
  readonly excessBefore: number | null;
  /** The nearest prior-period or swing extreme that the flush ran towards or through; null when none is known. */
  readonly keyLevel: { readonly kind: KeyLevelKind; readonly price: number } | null;
  /** True once the lowest open interest is settled, because a verdict was given. */
  readonly settled: boolean;
}

export type ResetTransition = ResetReading['transitions'][number];

/** Everything the machine remembers between bars: plain JSON, bounded. */
export interface ResetMachineState {
  readonly version: 2;
  readonly state: ResetState;
  readonly since: Ms;
  /** Bars up to here were fed; corrections of them are ignored. */
  readonly lastBarTime: Ms | null;
  /** Null before the first bar with open interest. */
  readonly past: FedPast | null;
  /** How far back the evidence went that the bars were fed with. */
  readonly reach: Reach;
  /** When leverage was last seen being built. */
  readonly lastBuiltTime: Ms | null;
  readonly flush: TrackedFlush | null;
  /** Newest last. */
  readonly pastFlushes: readonly FlushRecord[];
  /** Newest last. */
  readonly transitions: readonly ResetTransition[];
}

export const INITIAL_RESET_STATE: ResetMachineState = {
  version: 2,
  state: 'quiet',
  since: 0,
  lastBarTime: null,
  past: null,
  reach: [],
  lastBuiltTime: null,
  flush: null,
  pastFlushes: [],
  transitions: [],
};

/** The public part of a followed flush. */
export function toRecord(flush: TrackedFlush): FlushRecord {
  const { side, startTime, detectedTime, endTime } = flush;
  const { openInterestBefore, openInterestLow, openInterestDrop } = flush;
  const { priceBefore, priceExtreme, priceMove } = flush;
  return {
    side,
    startTime,
    detectedTime,
    endTime,
    openInterestBefore,
    openInterestLow,
    openInterestDrop,
    priceBefore,
    priceExtreme,
    priceMove,
  };
}

/** Share of the open interest drop that has come back, 0…1+; null without open interest. */
export function rebuiltShare(flush: FlushRecord, openInterest: number | null): number | null {
  const drop = flush.openInterestBefore - flush.openInterestLow;
  if (openInterest === null || !(drop > 0)) return null;
  return Math.max(0, (openInterest - flush.openInterestLow) / drop);
}

/** Share of the price move that has come back; below 0 beyond the extreme. Null when price did not move. */
export function recoveredShare(flush: FlushRecord, price: number): number | null {
  const move = Math.log(flush.priceBefore / flush.priceExtreme);
  return move === 0 ? null : Math.log(price / flush.priceExtreme) / move;
}
