import { count } from '../domain/clause.ts';
import { isKnown, type Measured, missing } from '../domain/measured.ts';
import type { PointSeries } from '../domain/series.ts';
import { DAY, type Ms } from '../domain/time.ts';
import { HISTORY } from './parameters.ts';
import { coveredDays, pointsBetween } from './series-slices.ts';

/** Mid-rank of `value` among `values`: (#{x < v} + ½ #{x = v}) / n, in 0…1; NaN when there are none. */
export function midRank(values: ArrayLike<number>, value: number): number {
  let below = 0;
  let equal = 0;
  for (let i = 0; i < values.length; i += 1) {
    if (values[i]! < value) below += 1;
    else if (values[i] === value) equal += 1;
  }
  return (below + equal / 2) / values.length;
}

/**
 * Percentile (0…1) of `of` in the last 30 days of `history`, which must be the same quantity.
 * Missing while there are fewer than 7 days of it.
 */
export function percentileIn(history: PointSeries | null, of: Measured, now: Ms): Measured {
  if (!isKnown(of)) return of;
  if (history === null) return missing('not-yet', 'noHistory');
  const recent = pointsBetween(history, now - HISTORY.wantedDays * DAY, now);
  const days = coveredDays(recent.time, now);
  if (days < HISTORY.minimumDays) {
    return missing('warming-up', 'historyDays', count(Math.floor(days)), count(HISTORY.minimumDays));
  }
  return { ...of, value: midRank(recent.value, of.value) };
}
