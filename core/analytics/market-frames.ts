import type { MarketInputs } from '../domain/market-inputs.ts';
import { isKnown } from '../domain/measured.ts';
import type { BarSeries, PointSeries } from '../domain/series.ts';
import { HOUR, type Ms } from '../domain/time.ts';
import { ascendingBars, ascendingPoints } from './ascending.ts';
import { comparableOpenInterest } from './open-interest.ts';
import { FLUSH, OPEN_INTEREST } from './parameters.ts';

/**
 * Price and open interest as they were known at the close of each bar, oldest first: five-minute bars where
 * there are any, hourly bars elsewhere. Rows never look past their own `time`.
 */
export interface MarketFrames {
  readonly count: number;
  /** Closing time of the bar, venue clock; of the moment, for a row that is still open. */
  readonly time: Float64Array;
  /** Length of the bar. */
  readonly span: Float64Array;
  readonly high: Float64Array;
  readonly low: Float64Array;
  readonly close: Float64Array;
  /** Natural logarithms of the three, because every move is measured in them. */
  readonly logHigh: Float64Array;
  readonly logLow: Float64Array;
  readonly logClose: Float64Array;
  /** Base units; NaN where the newest point is older than two hours. */
  readonly openInterest: Float64Array;
  readonly logOpenInterest: Float64Array;
  /** How far apart open interest's own points are: hourly figures under five-minute bars stay hourly. */
  readonly openInterestSpan: Float64Array;
  /** Rises where open interest jumped by more than half: rows of different epochs are not comparable. */
  readonly epoch: Int32Array;
  /** Rows that close a full hour, ascending. */
  readonly hourRows: Int32Array;
}

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
  return { ...withLogs(frames), hourRows: rowsOnTheHour(frames) };
}

/**
 * The moment itself as a row: mark, the extremes of the bar that is still open, and live open interest.
 * Null while mark or a comparable open interest is missing.
 */
export function liveFrames(inputs: MarketInputs): MarketFrames | null {
  const openInterest = comparableOpenInterest(inputs);
  const { markPrice, marketTime } = inputs;
  if (!isKnown(markPrice) || !isKnown(openInterest)) return null;
  if (!(markPrice.value > 0) || !(openInterest.value > 0)) return null;
  if (marketTime - Math.min(markPrice.venueTime, openInterest.venueTime) > FLUSH.liveMaxAgeMs) return null;
  const frames = emptyFrames(1);
  frames.time[0] = marketTime;
  frames.close[0] = markPrice.value;
  frames.high[0] = markPrice.value;
  frames.low[0] = markPrice.value;
  frames.openInterest[0] = openInterest.value;
  const bars = inputs.bars5m;
  const last = (bars?.openTime.length ?? 0) - 1;
  if (bars !== null && last >= 0 && isOpen(bars, last, marketTime)) {
    frames.span[0] = marketTime - bars.openTime[last]!;
    frames.high[0] = Math.max(frames.high[0]!, bars.high[last]!);
    if (bars.low[last]! > 0) frames.low[0] = Math.min(frames.low[0]!, bars.low[last]!);
  }
  return withLogs(frames);
}

/** `tail` after `frames`, with epochs and hours carried on. */
export function joinFrames(frames: MarketFrames, tail: MarketFrames): MarketFrames {
  const join = (a: Float64Array, b: Float64Array) => {
    const joined = new Float64Array(a.length + b.length);
    joined.set(a);
    joined.set(b, a.length);
    return joined;
  };
  const count = frames.count + tail.count;
  const epoch = new Int32Array(count);
  epoch.set(frames.epoch);
  epoch.fill(frames.epoch[frames.count - 1] ?? 0, frames.count);
  return {
    count,
    time: join(frames.time, tail.time),
    span: join(frames.span, tail.span),
    high: join(frames.high, tail.high),
    low: join(frames.low, tail.low),
    close: join(frames.close, tail.close),
    logHigh: join(frames.logHigh, tail.logHigh),
    logLow: join(frames.logLow, tail.logLow),
    logClose: join(frames.logClose, tail.logClose),
    openInterest: join(frames.openInterest, tail.openInterest),
    logOpenInterest: join(frames.logOpenInterest, tail.logOpenInterest),
    openInterestSpan: join(frames.openInterestSpan, tail.openInterestSpan),
    epoch,
    hourRows: frames.hourRows,
  };
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
function fillOpenInterest(frames: ReturnType<typeof emptyFrames>, series: readonly (PointSeries | null)[]) {
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

function isOpen(bars: BarSeries, row: number, now: Ms): boolean {
  return bars.openTime[row]! <= now && bars.openTime[row]! + bars.stepMs > now;
}

/** The last of ascending `rows` that is not after `row`, as an index into `rows`; −1 when there is none. */
export function indexAtOrBefore(rows: Int32Array, row: number): number {
  let low = 0;
  let high = rows.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (rows[middle]! <= row) low = middle + 1;
    else high = middle;
  }
  return low - 1;
}

function withLogs(frames: ReturnType<typeof emptyFrames>) {
  return {
    ...frames,
    logHigh: frames.high.map(Math.log),
    logLow: frames.low.map(Math.log),
    logClose: frames.close.map(Math.log),
    logOpenInterest: frames.openInterest.map(Math.log),
  };
}

function emptyFrames(count: number) {
  const column = () => new Float64Array(count);
  return {
    count,
    time: column(),
    span: column(),
    high: column(),
    low: column(),
    close: column(),
    openInterest: column(),
    openInterestSpan: column(),
    epoch: new Int32Array(count),
    hourRows: new Int32Array(0),
  };
}
