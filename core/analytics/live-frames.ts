import type { MarketInputs } from '../domain/market-inputs.ts';
import { isKnown } from '../domain/measured.ts';
import type { BarSeries } from '../domain/series.ts';
import type { Ms } from '../domain/time.ts';
import { emptyFrames, type MarketFrames, withLogs } from './frame-columns.ts';
import { comparableOpenInterest } from './open-interest.ts';
import { FLUSH } from './parameters.ts';

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
  return withLogs(frames, new Int32Array(0));
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

function isOpen(bars: BarSeries, row: number, now: Ms): boolean {
  return bars.openTime[row]! <= now && bars.openTime[row]! + bars.stepMs > now;
}
