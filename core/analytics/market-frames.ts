import type { MarketInputs } from '../domain/market-inputs.ts';
import type { BarSeries, PointSeries } from '../domain/series.ts';
import { HOUR, type Ms } from '../domain/time.ts';
import { ascendingBars, ascendingPoints } from './ascending.ts';
import { emptyFrames, type FrameColumns, type MarketFrames, withLogs } from './frame-columns.ts';
import { OPEN_INTEREST } from './parameters.ts';

type FrameInputs = Pick<
  MarketInputs,
  'bars5m' | 'bars1h' | 'openInterest5m' | 'openInterest1h' | 'marketTime'
>;

/** The closed bars of `inputs` that closed after `from`. */
export function marketFrames(inputs: FrameInputs, from: Ms = Number.NEGATIVE_INFINITY): MarketFrames {
  const now = inputs.marketTime;
  const fine = ascendingBars(inputs.bars5m, now);
  const coarse = ascendingBars(inputs.bars1h, now);
  const rows = mergedRows(fine, coarse, from, now);
  const frames = emptyFrames(rows.length);
  rows.forEach(({ bars, row }, index) => {
    frames.time[index] = bars.openTime[row]! + bars.stepMs;
    frames.span[index] = bars.stepMs;
    frames.high[index] = bars.high[row]!;
    frames.low[index] = bars.low[row]!;
    frames.close[index] = bars.close[row]!;
  });
  fillOpenInterest(frames, [
    ascendingPoints(inputs.openInterest5m, now),
    ascendingPoints(inputs.openInterest1h, now),
  ]);
  return withLogs(frames, rowsOnTheHour(frames));
}

function mergedRows(fine: BarSeries | null, coarse: BarSeries | null, from: Ms, now: Ms) {
  const rows: { bars: BarSeries; row: number }[] = [];
  const push = (bars: BarSeries, row: number) => {
    const closeTime = bars.openTime[row]! + bars.stepMs;
    if (closeTime > from && closeTime <= now) rows.push({ bars, row });
  };
  let next = 0;
  for (let row = 0; coarse !== null && row < coarse.openTime.length; row += 1) {
    const start = coarse.openTime[row]!;
    while (fine !== null && next < fine.openTime.length && fine.openTime[next]! < start) push(fine, next++);
    const isCovered = fine !== null && fine.openTime[next]! < start + coarse.stepMs;
    if (!isCovered) push(coarse, row);
  }
  while (fine !== null && next < fine.openTime.length) push(fine, next++);
  return rows;
}

/** Each row gets the newest point of either series at or before its time. */
function fillOpenInterest(frames: FrameColumns, series: readonly (PointSeries | null)[]): void {
  const present = series.filter((points) => points !== null);
  const cursors = present.map(() => -1);
  let previous = Number.NaN;
  let epoch = 0;
  for (let row = 0; row < frames.count; row += 1) {
    const now = frames.time[row]!;
    let newestTime = Number.NEGATIVE_INFINITY;
    let value = Number.NaN;
    let span = 0;
    present.forEach((points, index) => {
      while (points.time[cursors[index]! + 1]! <= now) cursors[index]! += 1;
      const time = points.time[cursors[index]!];
      if (time === undefined || time <= newestTime) return;
      newestTime = time;
      value = points.value[cursors[index]!]!;
      span = time - (points.time[cursors[index]! - 1] ?? time);
    });
    const isFresh = now - newestTime <= OPEN_INTEREST.longestGapHours * HOUR && value > 0;
    frames.openInterest[row] = isFresh ? value : Number.NaN;
    frames.openInterestSpan[row] = Math.min(span, HOUR);
    if (isFresh) {
      const ratio = value / previous;
      if (ratio > 1 + OPEN_INTEREST.jump || ratio < 1 - OPEN_INTEREST.jump) epoch += 1;
      previous = value;
    }
    frames.epoch[row] = epoch;
  }
}

function rowsOnTheHour({ time, span }: Pick<MarketFrames, 'time' | 'span'>): Int32Array {
  const rows: number[] = [];
  time.forEach((each, row) => {
    if (each % HOUR === 0 || span[row]! >= HOUR) rows.push(row);
  });
  return Int32Array.from(rows);
}
