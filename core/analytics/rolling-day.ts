import type { BarSeries, PointSeries } from '../domain/series.ts';
import { DAY, HOUR, type Ms } from '../domain/time.ts';
import { CROWDING } from './parameters.ts';

/**
 * `of` over the 24 h before each bar's close, as points at the closing times. `of` gets rows first…last
 * (inclusive) and may answer NaN for «cannot say»; days with too few bars and NaN leave the point out.
 */
export function rollingDay(bars: BarSeries, of: (first: number, last: number) => number): PointSeries {
  const minimum = (CROWDING.minimumBarsOfDay * HOUR) / bars.stepMs;
  const time: number[] = [];
  const value: number[] = [];
  let first = 0;
  for (let last = 0; last < bars.openTime.length; last += 1) {
    const closeTime = bars.openTime[last]! + bars.stepMs;
    while (bars.openTime[first]! < closeTime - DAY) first += 1;
    if (last - first + 1 < minimum) continue;
    const result = of(first, last);
    if (!Number.isFinite(result)) continue;
    time.push(closeTime);
    value.push(result);
  }
  return { time: Float64Array.from(time), value: Float64Array.from(value) };
}

/** `combine(a, b)` at the times both series have. */
export function joined(a: PointSeries, b: PointSeries, to: (a: number, b: number) => number): PointSeries {
  const time: Ms[] = [];
  const value: number[] = [];
  let other = 0;
  for (let row = 0; row < a.time.length; row += 1) {
    while (other < b.time.length && b.time[other]! < a.time[row]!) other += 1;
    if (b.time[other] !== a.time[row]) continue;
    const result = to(a.value[row]!, b.value[other]!);
    if (!Number.isFinite(result)) continue;
    time.push(a.time[row]!);
    value.push(result);
  }
  return { time: Float64Array.from(time), value: Float64Array.from(value) };
}
