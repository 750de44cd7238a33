import { HOUR } from '../domain/time.ts';
import { VOLATILITY } from './parameters.ts';

/** Wilder's average true range of whole hours, in log price, kept while bars of any step go by. */
export interface BarRange {
  /** Hour in progress (its number since 1970), its extremes and its last close. */
  hour: number;
  high: number;
  low: number;
  close: number;
  /** Close of the hour before; NaN at the start. */
  closeBefore: number;
  /** Mean true range; NaN before the first whole hour. */
  mean: number;
  hours: number;
}

export function createRange(): BarRange {
  return {
    hour: Number.NEGATIVE_INFINITY,
    high: 0,
    low: 0,
    close: Number.NaN,
    closeBefore: Number.NaN,
    mean: Number.NaN,
    hours: 0,
  };
}

/** Log prices in; the hour is that of the bar's start. */
export function addToRange(
  range: BarRange,
  startTime: number,
  high: number,
  low: number,
  close: number,
): void {
  const hour = Math.floor(startTime / HOUR);
  if (hour !== range.hour) {
    if (!Number.isNaN(range.closeBefore)) finishHour(range);
    range.closeBefore = range.close;
    range.hour = hour;
    range.high = high;
    range.low = low;
  } else {
    if (high > range.high) range.high = high;
    if (low < range.low) range.low = low;
  }
  range.close = close;
}

function finishHour(range: BarRange): void {
  const trueRange = Math.max(range.high, range.closeBefore) - Math.min(range.low, range.closeBefore);
  range.hours += 1;
  const bars = Math.min(range.hours, VOLATILITY.atrBars);
  range.mean = range.hours === 1 ? trueRange : range.mean + (trueRange - range.mean) / bars;
}
