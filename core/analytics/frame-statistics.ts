import { DAY, HOUR } from '../domain/time.ts';
import { indexAtOrBefore, type MarketFrames } from './frame-columns.ts';
import { FLUSH, HISTORY } from './parameters.ts';

/** Statistics of the 30 days before a row, by what was known at that row. */
export interface FrameStatistics {
  /** σ of a day's log return; null with fewer than seven days of hourly returns. */
  readonly dailySigma: number | null;
  /** The same over the last 24 h alone; null with fewer than twelve hourly returns. */
  readonly recentSigma: number | null;
  /** Open interest's own, over 30 days. */
  readonly openInterestSigma: number | null;
}

const UNKNOWN: FrameStatistics = { dailySigma: null, recentSigma: null, openInterestSigma: null };

/**
 * Both statistics from neighbouring full hours: √(mean r² · 24). The answer of an hour is remembered, because
 * all five-minute rows within it share it.
 */
export function frameStatistics(frames: MarketFrames): (row: number) => FrameStatistics {
  const known = new Map<number, FrameStatistics>();
  const squares = hourlySquares(frames);
  return (row) => {
    const newest = indexAtOrBefore(frames.hourRows, row);
    if (newest < 0) return UNKNOWN;
    let statistics = known.get(newest);
    if (statistics === undefined) {
      const { time, hourRows } = frames;
      const now = time[hourRows[newest]!]!;
      const month = countSince(frames, newest, now - HISTORY.wantedDays * DAY);
      const day = countSince(frames, newest, now - DAY);
      const week = (HISTORY.minimumDays * DAY) / HOUR;
      statistics = {
        dailySigma: dailySigma(squares.price, newest, month, week),
        recentSigma: dailySigma(squares.price, newest, day, 12),
        openInterestSigma: dailySigma(squares.openInterest, newest, month, week),
      };
      known.set(newest, statistics);
    }
    return statistics;
  };
}

/** Squared log change of each full hour (by index into `hourRows`) over the hour before it; NaN where one of the two is missing. */
export function hourlySquares({ time, logClose, logOpenInterest, epoch, hourRows }: MarketFrames) {
  const price = new Float64Array(hourRows.length).fill(Number.NaN);
  const interest = new Float64Array(hourRows.length).fill(Number.NaN);
  for (let index = 1; index < hourRows.length; index += 1) {
    const row = hourRows[index]!;
    const before = hourRows[index - 1]!;
    if (time[row]! - time[before]! !== HOUR) continue;
    price[index] = (logClose[row]! - logClose[before]!) ** 2;
    if (epoch[row] !== epoch[before]) continue;
    const change = Math.abs(logOpenInterest[row]! - logOpenInterest[before]!);
    interest[index] = Math.min(change, FLUSH.hourlyChangeCap) ** 2;
  }
  return { price, openInterest: interest };
}

/** How many full hours up to `newest` have their predecessor after `from`. */
function countSince({ time, hourRows }: MarketFrames, newest: number, from: number): number {
  let count = 0;
  while (newest - count > 0 && time[hourRows[newest - count - 1]!]! >= from) count += 1;
  return count;
}

function dailySigma(squares: Float64Array, newest: number, count: number, least: number): number | null {
  let sum = 0;
  let known = 0;
  for (let index = newest - count + 1; index <= newest; index += 1) {
    if (Number.isNaN(squares[index])) continue;
    sum += squares[index]!;
    known += 1;
  }
  if (known < least) return null;
  return Math.sqrt((sum / known) * 24);
}
