import type { MarketInputs } from '../domain/market-inputs.ts';
import type { BarSeries, PointSeries } from '../domain/series.ts';
import { HOUR, MINUTE, type Ms } from '../domain/time.ts';
import { ascendingBars, ascendingPoints } from './ascending.ts';
import type { MapBar } from './liquidation-map.ts';
import { OPEN_INTEREST } from './parameters.ts';

/** A bar of the merged timeline. The object is used again for the next bar. */
export interface TimelineBar extends MapBar {
  /** Too near the start of a stored series to compare with an earlier visit: retention is eating it. */
  isEdge: boolean;
}

/**
 * Visits one timeline out of five-minute and hourly series, in order and without overlap: an hour is taken in
 * five-minute bars where they and five-minute open interest are there, else as its hourly bar, else in whatever
 * five-minute bars it has.
 *
 * Only bars that are closed and not newer than the newest open interest are visited: what a bar did to positions
 * is not known before. Before the first open interest, it is taken to have stood at its first figure.
 */
export function visitTimeline(inputs: MarketInputs, visit: (bar: TimelineBar) => void): void {
  const now = inputs.marketTime;
  const fineBars = ascendingBars(inputs.bars5m, now);
  const hourBars = ascendingBars(inputs.bars1h, now);
  const finePoints = ascendingPoints(inputs.openInterest5m, now);
  const hourPoints = ascendingPoints(inputs.openInterest1h, now);
  const firstFine = finePoints?.time[0] ?? Number.POSITIVE_INFINITY;
  const firstHour = hourPoints?.time[0] ?? Number.POSITIVE_INFINITY;
  const start = Math.min(firstFine, firstHour);
  if (start === Number.POSITIVE_INFINITY) return;
  const startValue = firstFine < firstHour ? finePoints!.value[0]! : hourPoints!.value[0]!;
  const newest = Math.min(now, Math.max(finePoints?.time.at(-1) ?? 0, hourPoints?.time.at(-1) ?? 0));

  const fineLevel = levelReader(finePoints);
  const hourLevel = levelReader(hourPoints);
  const fineLevelFirst = (time: Ms) => orElse(fineLevel(time), hourLevel, time);
  const hourLevelFirst = (time: Ms) => orElse(hourLevel(time), fineLevel, time);
  // Volume of another venue says nothing about what this open interest could do.
  const isOwn = inputs.openInterestSource === null || inputs.openInterestSource === inputs.instrument.venue;
  const bar: TimelineBar = { ...EMPTY };
  let assumed = Number.NaN;

  const emit = (series: BarSeries, row: number, level: (time: Ms) => number) => {
    const startTime = series.openTime[row]!;
    const endTime = startTime + series.stepMs;
    if (endTime > newest) return;
    const close = series.close[row]!;
    bar.startTime = startTime;
    bar.endTime = endTime;
    bar.high = series.high[row]!;
    bar.low = series.low[row]!;
    bar.close = close;
    bar.volume = isOwn ? series.volume[row]! : Number.NaN;
    bar.isAssumed = endTime <= start;
    bar.isEdge = startTime < series.openTime[0]! + EDGE || (!bar.isAssumed && startTime < start + EDGE);
    if (series === fineBars) bar.isEdge ||= startTime < firstFine + EDGE;
    if (Number.isNaN(assumed)) assumed = startValue;
    bar.openInterestBefore = bar.isAssumed ? assumed : level(startTime);
    bar.openInterestAfter = bar.isAssumed ? assumed : level(endTime);
    visit(bar);
  };

  let fine = 0;
  let coarse = 0;
  const fineCount = fineBars?.openTime.length ?? 0;
  const coarseCount = hourBars?.openTime.length ?? 0;
  while (fine < fineCount || coarse < coarseCount) {
    const fineTime = fine < fineCount ? fineBars!.openTime[fine]! : Number.POSITIVE_INFINITY;
    const coarseTime = coarse < coarseCount ? hourBars!.openTime[coarse]! : Number.POSITIVE_INFINITY;
    const hourEnd = (Math.floor(Math.min(fineTime, coarseTime) / HOUR) + 1) * HOUR;
    const hasFineBars = fineTime < hourEnd;
    const hasHourBar = coarseTime < hourEnd;
    const takesFine = hasFineBars && (!hasHourBar || firstFine <= hourEnd - 5 * MINUTE);
    if (!takesFine) emit(hourBars!, coarse, hourLevelFirst);
    for (; fine < fineCount && fineBars!.openTime[fine]! < hourEnd; fine += 1) {
      if (takesFine) emit(fineBars!, fine, fineLevelFirst);
    }
    while (coarse < coarseCount && hourBars!.openTime[coarse]! < hourEnd) coarse += 1;
  }
}

const EDGE: Ms = OPEN_INTEREST.longestGapHours * HOUR;

/** Filled with NaN, not 0: engines then keep the fields as plain doubles and allocate nothing when they change. */
const EMPTY: TimelineBar = {
  startTime: Number.NaN,
  endTime: Number.NaN,
  high: Number.NaN,
  low: Number.NaN,
  close: Number.NaN,
  volume: Number.NaN,
  openInterestBefore: Number.NaN,
  openInterestAfter: Number.NaN,
  isAssumed: false,
  isEdge: false,
};

function orElse(value: number, other: (time: Ms) => number, time: Ms): number {
  return Number.isNaN(value) ? other(time) : value;
}

/**
 * Reads a series at ascending times (a step back starts over): linear between neighbours at most two hours
 * apart, NaN elsewhere. Never beyond the last point: later points must not change what was read before.
 */
function levelReader(points: PointSeries | null): (time: Ms) => number {
  if (points === null) return () => Number.NaN;
  const { time: times, value: values } = points;
  const count = times.length;
  let next = 0;
  let readTime = Number.NEGATIVE_INFINITY;
  return (time) => {
    if (time < readTime) next = 0;
    readTime = time;
    while (next < count && times[next]! < time) next += 1;
    if (next === count) return Number.NaN;
    if (times[next] === time) return values[next]!;
    if (next === 0 || times[next]! - times[next - 1]! > EDGE) return Number.NaN;
    const share = (time - times[next - 1]!) / (times[next]! - times[next - 1]!);
    return values[next - 1]! * (1 - share) + values[next]! * share;
  };
}
