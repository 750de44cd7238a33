import type { BarSeries } from '../../core/domain/series.ts';
import { HOUR } from '../../core/domain/time.ts';

/** Hours made of finer bars. An hour with a missing bar keeps what it has. */
export function hourlyBars(fine: BarSeries): BarSeries {
  const rows: { openTime: number; first: number; last: number }[] = [];
  for (let row = 0; row < fine.openTime.length; row += 1) {
    const openTime = Math.floor(fine.openTime[row]! / HOUR) * HOUR;
    const hour = rows.at(-1);
    if (hour?.openTime === openTime) hour.last = row;
    else rows.push({ openTime, first: row, last: row });
  }
  const over = (column: Float64Array, combine: (values: Float64Array) => number) =>
    Float64Array.from(rows, ({ first, last }) => combine(column.subarray(first, last + 1)));
  const sum = (values: Float64Array) => values.reduce((total, value) => total + value, 0);
  return {
    stepMs: HOUR,
    openTime: Float64Array.from(rows, ({ openTime }) => openTime),
    open: over(fine.open, (values) => values[0]!),
    high: over(fine.high, (values) => values.reduce((most, value) => Math.max(most, value))),
    low: over(fine.low, (values) => values.reduce((least, value) => Math.min(least, value))),
    close: over(fine.close, (values) => values.at(-1)!),
    volume: over(fine.volume, sum),
    takerBuyVolume: over(fine.takerBuyVolume, sum),
  };
}

/** Two files of the same step, the later one after the earlier. */
export function mergedBars(a: BarSeries | null, b: BarSeries): BarSeries {
  if (a === null) return b;
  const join = (x: Float64Array, y: Float64Array) => Float64Array.from([...x, ...y]);
  const [first, second] = a.openTime[0]! <= b.openTime[0]! ? [a, b] : [b, a];
  return {
    stepMs: first.stepMs,
    openTime: join(first.openTime, second.openTime),
    open: join(first.open, second.open),
    high: join(first.high, second.high),
    low: join(first.low, second.low),
    close: join(first.close, second.close),
    volume: join(first.volume, second.volume),
    takerBuyVolume: join(first.takerBuyVolume, second.takerBuyVolume),
  };
}
