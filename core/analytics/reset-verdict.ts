import type { FrameStatistics } from './frame-statistics.ts';
import type { EvidenceSeries } from './reset-evidence.ts';
import { rebuiltShare, recoveredShare, type TrackedFlush } from './reset-state.ts';

/** What the odds of a reload are read from, as of one row. */
export interface ReloadFeatures {
  readonly rebuilt: number;
  readonly recovered: number;
}

/** Null while open interest or the price move is unknown: then there is no verdict. */
export function reloadFeatures(
  { frames }: EvidenceSeries,
  row: number,
  flush: TrackedFlush,
  _statistics: FrameStatistics,
): ReloadFeatures | null {
  const openInterest = frames.openInterest[row]! > 0 ? frames.openInterest[row]! : null;
  const rebuilt = rebuiltShare(flush, openInterest);
  const recovered = recoveredShare(flush, frames.close[row]!);
  return rebuilt === null || recovered === null ? null : { rebuilt, recovered };
}

/** Odds that leverage comes back before price does, or that another flush follows. */
export function reloadProbability(features: ReloadFeatures | null): number | null {
  if (features === null) return null;
  const logit = 2 * (features.rebuilt - 0.4);
  return 1 / (1 + Math.exp(-logit));
}
