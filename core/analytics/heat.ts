import type { PointSeries } from '../domain/series.ts';
import { DAY, HOUR, type Ms } from '../domain/time.ts';
import { HISTORY, RESET } from './parameters.ts';
import { midRank } from './percentile.ts';
import { coveredDays, firstAfter } from './series-slices.ts';

/** A signed rate as it stood at a moment, and how large that is for its own last 30 days. */
export interface Heat {
  readonly value: number;
  readonly time: Ms;
  /** Rank of |value| among the absolute values of 30 days, 0…1. */
  readonly rank: number;
  /** Absolute values of the 30 days, ascending. */
  readonly sizes: Float64Array;
}

/** `heatAt` of one series; the last answer is kept, because several checks ask for the same moment. */
export function heatOf(points: PointSeries | null): (at: Ms) => Heat | null {
  let asked: Ms | null = null;
  let answer: Heat | null = null;
  return (at) => {
    if (asked !== at) [asked, answer] = [at, heatAt(points, at)];
    return answer;
  };
}

/** Null when the newest point before `at` is over ten hours old, or there are fewer than seven days. */
export function heatAt(points: PointSeries | null, at: Ms): Heat | null {
  if (points === null) return null;
  const end = firstAfter(points.time, at);
  const newest = end - 1;
  if (newest < 0 || at - points.time[newest]! > RESET.rateMaxAgeHours * HOUR) return null;
  const start = firstAfter(points.time, at - HISTORY.wantedDays * DAY);
  if (coveredDays(points.time.subarray(start, end), at) < HISTORY.minimumDays) return null;
  const value = points.value[newest]!;
  const sizes = points.value.slice(start, end).map(Math.abs).sort();
  return { value, time: points.time[newest]!, rank: midRank(sizes, Math.abs(value)), sizes };
}

/** The size that `share` of the 30 days stay under. */
export function sizeAtRank(heat: Heat, share: number): number {
  return heat.sizes[Math.min(heat.sizes.length - 1, Math.floor(share * heat.sizes.length))]!;
}
