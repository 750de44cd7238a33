import { HOUR } from '../domain/time.ts';
import { FITTED } from './fitted-models.ts';
import { type FlushProgress, strayScale } from './flush-progress.ts';
import type { MarketFrames } from './frame-columns.ts';
import type { FrameStatistics } from './frame-statistics.ts';
import { logOdds, probabilityOf } from './logistic.ts';

/** What tells a day that will become a flush from one that stops half-way. */
export interface CompletionFeatures {
  readonly drop: number;
  readonly stray: number;
  /** The smaller of the two: a day is as far as its slower half. */
  readonly progress: number;
  /** |return of 3 h| ÷ the stray a flush needs. */
  readonly speed: number;
  readonly hoursSince: number;
  /** Logs of the daily σ of open interest and of price. */
  readonly openInterestSigma: number;
  readonly dailySigma: number;
  /** log(σ of the last 24 h / σ of 30 days). */
  readonly volatility24h: number;
}

export type CompletionFeature = keyof CompletionFeatures;

/** Null before seven days of history. */
export function completionFeatures(
  frames: MarketFrames,
  row: number,
  progress: FlushProgress,
  { dailySigma, recentSigma, openInterestSigma }: FrameStatistics,
): CompletionFeatures | null {
  if (!(dailySigma !== null && dailySigma > 0)) return null;
  if (!(openInterestSigma !== null && openInterestSigma > 0)) return null;
  if (!(recentSigma !== null && recentSigma > 0)) return null;
  let start = row;
  while (start > 0 && frames.time[row]! - frames.time[start - 1]! <= 3 * HOUR) start -= 1;
  const move = Math.abs(frames.logClose[row]! - frames.logClose[start]!);
  return {
    drop: progress.drop,
    stray: progress.stray,
    progress: progress.progress,
    speed: move / strayScale(dailySigma),
    hoursSince: progress.hoursSince,
    openInterestSigma: Math.log(openInterestSigma),
    dailySigma: Math.log(dailySigma),
    volatility24h: Math.log(recentSigma / dailySigma),
  };
}

/** Odds that a day on its way becomes a flush; null before seven days of history. */
export function completionOdds(
  frames: MarketFrames,
  row: number,
  progress: FlushProgress,
  statistics: FrameStatistics,
): number | null {
  const features = completionFeatures(frames, row, progress, statistics);
  return features && probabilityOf(logOdds(FITTED.completion, features));
}
