import { ascendingBars } from '../../core/analytics/ascending.ts';
import type { BarSeries } from '../../core/domain/series.ts';
import { HOUR, type Ms } from '../../core/domain/time.ts';

/** Longer bars made of finer ones. One with a missing part keeps what it has. */
export function longerBars(fine: BarSeries, stepMs: Ms = HOUR): BarSeries {
  const rows: { openTime: number; first: number; last: number }[] = [];
  for (let row = 0; row < fine.openTime.length; row += 1) {
    const openTime = Math.floor(fine.openTime[row]! / stepMs) * stepMs;
    const longer = rows.at(-1);
    if (longer?.openTime === openTime) longer.last = row;
    else rows.push({ openTime, first: row, last: row });
  }
  const over = (column: Float64Array, combine: (values: Float64Array) => number) =>
    Float64Array.from(rows, ({ first, last }) => combine(column.subarray(first, last + 1)));
  const sum = (values: Float64Array) => values.reduce((total, value) => total + value, 0);
  return {
    stepMs,
    openTime: Float64Array.from(rows, ({ openTime }) => openTime),
    open: over(fine.open, (values) => values[0]!),
    high: over(fine.high, (values) => values.reduce((most, value) => Math.max(most, value))),
    low: over(fine.low, (values) => values.reduce((least, value) => Math.min(least, value))),
    close: over(fine.close, (values) => values.at(-1)!),
    volume: over(fine.volume, sum),
    takerBuyVolume: over(fine.takerBuyVolume, sum),
  };
}

/** Files of the same step as one series; where they overlap, the later file wins. */
export function mergedBars(a: BarSeries | null, b: BarSeries): BarSeries {
  if (a === null) return b;
  const join = (x: Float64Array, y: Float64Array) => Float64Array.from([...x, ...y]);
  const all = {
    stepMs: b.stepMs,
    openTime: join(a.openTime, b.openTime),
    open: join(a.open, b.open),
    high: join(a.high, b.high),
    low: join(a.low, b.low),
    close: join(a.close, b.close),
    volume: join(a.volume, b.volume),
    takerBuyVolume: join(a.takerBuyVolume, b.takerBuyVolume),
  };
  return ascendingBars(all, Number.POSITIVE_INFINITY) ?? b;
}
