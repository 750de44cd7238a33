import type { BarSeries, PointSeries } from '../domain/series.ts';
import { DAY, type Ms } from '../domain/time.ts';

/** Index of the first time after `time`; `times` ascends. */
export function firstAfter(times: Float64Array, time: Ms): number {
  let low = 0;
  let high = times.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (times[middle]! <= time) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** The points in (from, to], as views on the same memory. */
export function pointsBetween(points: PointSeries, from: Ms, to: Ms): PointSeries {
  const start = firstAfter(points.time, from);
  const end = Math.max(start, firstAfter(points.time, to));
  return { time: points.time.subarray(start, end), value: points.value.subarray(start, end) };
}

/** The bars that closed in (from, to], as views on the same memory. */
export function barsClosedBetween(bars: BarSeries, from: Ms, to: Ms): BarSeries {
  const start = firstAfter(bars.openTime, from - bars.stepMs);
  const end = Math.max(start, firstAfter(bars.openTime, to - bars.stepMs));
  const cut = (column: Float64Array) => column.subarray(start, end);
  return {
    stepMs: bars.stepMs,
    openTime: cut(bars.openTime),
    open: cut(bars.open),
    high: cut(bars.high),
    low: cut(bars.low),
    close: cut(bars.close),
    volume: cut(bars.volume),
    takerBuyVolume: cut(bars.takerBuyVolume),
  };
}

/**
 * The level of a state (open interest, price) at `time`: linear between its neighbours when they are at most
 * `maxGap` apart; past the last point that point, for at most `maxGap`. Null where the series has a hole.
 */
export function levelAt(points: PointSeries, time: Ms, maxGap: Ms): number | null {
  const next = firstAfter(points.time, time);
  const previous = next - 1;
  if (previous < 0) return null;
  const since = time - points.time[previous]!;
  if (since === 0) return points.value[previous]!;
  if (next === points.time.length) return since <= maxGap ? points.value[previous]! : null;
  const gap = points.time[next]! - points.time[previous]!;
  if (gap > maxGap) return null;
  const share = since / gap;
  return points.value[previous]! * (1 - share) + points.value[next]! * share;
}

/** Closes as points at their closing time. */
export function closes(bars: BarSeries): PointSeries {
  return { time: bars.openTime.map((time) => time + bars.stepMs), value: bars.close };
}

/** Days of data from the first point to `now`; a hole counts as one day at most. */
export function coveredDays(times: Float64Array, now: Ms): number {
  let covered = 0;
  for (let row = 0; row < times.length; row += 1) {
    const until = row + 1 < times.length ? times[row + 1]! : now;
    covered += Math.min(Math.max(0, until - times[row]!), DAY);
  }
  return covered / DAY;
}
