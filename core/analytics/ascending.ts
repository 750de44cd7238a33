import type { BarSeries, PointSeries } from '../domain/series.ts';
import type { Ms } from '../domain/time.ts';

/** Prices and sizes at or below this are no levels: nothing is quoted there, and what is divided by it overflows. */
export const NEXT_TO_NOTHING = 1e-18;

/**
 * The rows of `points` every formula may rely on: strictly ascending, finite, not after `now`.
 * Of rows with one time the last one wins (venues revise the newest row). Clean input is not copied.
 * Values at or below `above` are dropped too: quantities such as open interest are never zero.
 */
export function ascendingPoints(
  points: PointSeries | null,
  now: Ms,
  above = Number.NEGATIVE_INFINITY,
): PointSeries | null {
  if (points === null) return null;
  const usable = (row: number) => Number.isFinite(points.value[row]) && points.value[row]! > above;
  const rows = ascendingRows(points.time, now, usable);
  if (rows === 'all') return points;
  if (rows.length === 0) return null;
  return { time: pick(points.time, rows), value: pick(points.value, rows) };
}

/** As `ascendingPoints`, for bars that opened by `now`: prices above zero, low ≤ high, volume not negative. */
export function ascendingBars(bars: BarSeries | null, now: Ms): BarSeries | null {
  if (bars === null) return null;
  const usable = (row: number) =>
    bars.low[row]! > NEXT_TO_NOTHING &&
    bars.low[row]! <= bars.open[row]! &&
    bars.low[row]! <= bars.close[row]! &&
    bars.high[row]! >= bars.open[row]! &&
    bars.high[row]! >= bars.close[row]! &&
    Number.isFinite(bars.high[row]!) &&
    bars.volume[row]! >= 0 &&
    Number.isFinite(bars.volume[row]!);
  const rows = ascendingRows(bars.openTime, now, usable);
  if (rows === 'all') return bars;
  if (rows.length === 0) return null;
  return {
    stepMs: bars.stepMs,
    openTime: pick(bars.openTime, rows),
    open: pick(bars.open, rows),
    high: pick(bars.high, rows),
    low: pick(bars.low, rows),
    close: pick(bars.close, rows),
    volume: pick(bars.volume, rows),
    takerBuyVolume: pick(bars.takerBuyVolume, rows),
  };
}

function ascendingRows(times: Float64Array, now: Ms, usable: (row: number) => boolean): 'all' | number[] {
  const isClean = (row: number) =>
    times[row]! <= now && usable(row) && (row === 0 || times[row]! > times[row - 1]!);
  let clean = 0;
  while (clean < times.length && isClean(clean)) clean += 1;
  if (clean === times.length && clean > 0) return 'all';

  const rows = Array.from(times.keys()).filter((row) => times[row]! <= now && usable(row));
  rows.sort((a, b) => times[a]! - times[b]! || a - b);
  return rows.filter((row, index) => index + 1 === rows.length || times[rows[index + 1]!] !== times[row]);
}

function pick(column: Float64Array, rows: readonly number[]): Float64Array {
  return Float64Array.from(rows, (row) => column[row]!);
}
