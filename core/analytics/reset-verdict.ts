import type { FlushRecord } from '../domain/reset.ts';
import { FITTED } from './fitted-models.ts';
import { fittingModel, logOdds, probabilityOf } from './logistic.ts';
import { rebuiltShare, recoveredShare } from './reset-state.ts';

/** What the odds of a reload are read from, as of one row. */
export interface ReloadFeatures {
  /** Share of the open interest drop that is back. */
  readonly rebuilt: number;
  /** Share of the price move that is back. */
  readonly recovered: number;
  /** log(OI before / OI low). */
  readonly drop: number;
  /** log of open interest's own daily σ; null before seven days of it. */
  readonly openInterestSigma: number | null;
  /** log of how far open interest usually goes within a week; null before 14 days of it. */
  readonly weeklySwing: number | null;
}

export type ReloadFeature = keyof ReloadFeatures;

/** Null while open interest or the price move is unknown: then there is no verdict. */
export function reloadFeatures(
  flush: FlushRecord,
  close: number,
  openInterest: number | null,
  openInterestSigma: number | null,
  weeklySwing: number,
): ReloadFeatures | null {
  const rebuilt = rebuiltShare(flush, openInterest);
  const recovered = recoveredShare(flush, close);
  if (rebuilt === null || recovered === null) return null;
  return {
    rebuilt,
    recovered,
    drop: Math.log(flush.openInterestBefore / flush.openInterestLow),
    openInterestSigma: logOrNull(openInterestSigma ?? Number.NaN),
    weeklySwing: logOrNull(weeklySwing),
  };
}

/**
 * Odds that within seven days leverage comes back before price does, or that another flush follows within three;
 * null while its inputs are.
 */
export function reloadProbability(features: ReloadFeatures | null): number | null {
  if (features === null) return null;
  const model = fittingModel(FITTED.reload, features);
  return model && probabilityOf(logOdds(model, features));
}

function logOrNull(value: number): number | null {
  return value > 0 && Number.isFinite(value) ? Math.log(value) : null;
}
