import type { BarSeries } from '../domain/series.ts';
import { HOUR, type Ms } from '../domain/time.ts';
import { VOLATILITY } from './parameters.ts';
import { barsClosedBetween } from './series-slices.ts';

/** A statistic of closed bars, and when the last of them closed (venue clock). */
export interface BarStatistic {
  readonly value: number;
  readonly venueTime: Ms;
}

/**
 * Wilder's average true range in quote units: the mean of the first 14 true ranges, then
 * `atr = (13 · atr + tr) / 14` for each closed bar. Null with fewer than 15 bars.
 */
export function averageTrueRange(bars: BarSeries, now: Ms): BarStatistic | null {
  const n = VOLATILITY.atrBars;
  const closed = barsClosedBetween(bars, Number.NEGATIVE_INFINITY, now);
  const count = closed.close.length;
  if (count <= n) return null;
  let atr = 0;
  for (let row = 1; row < count; row += 1) {
    const before = closed.close[row - 1]!;
    const range = Math.max(closed.high[row]!, before) - Math.min(closed.low[row]!, before);
    atr = row <= n ? atr + range / n : (atr * (n - 1) + range) / n;
  }
  return { value: atr, venueTime: closed.openTime[count - 1]! + bars.stepMs };
}

/**
 * σ per √hour: root mean square of the log returns of the last 24 h, scaled by √(bars per hour).
 * Only neighbouring bars make a return. Null with less than half of the window.
 */
export function sigmaPerRootHour(bars: BarSeries, now: Ms): BarStatistic | null {
  const closed = barsClosedBetween(bars, now - (VOLATILITY.sigmaHours + 1) * HOUR, now);
  const barsPerHour = HOUR / bars.stepMs;
  let squares = 0;
  let returns = 0;
  let venueTime = 0;
  for (let row = 1; row < closed.close.length; row += 1) {
    if (closed.openTime[row]! - closed.openTime[row - 1]! !== bars.stepMs) continue;
    if (closed.openTime[row]! + bars.stepMs <= now - VOLATILITY.sigmaHours * HOUR) continue;
    squares += Math.log(closed.close[row]! / closed.close[row - 1]!) ** 2;
    returns += 1;
    venueTime = closed.openTime[row]! + bars.stepMs;
  }
  if (returns < VOLATILITY.minimumShare * VOLATILITY.sigmaHours * barsPerHour) return null;
  return { value: Math.sqrt((squares / returns) * barsPerHour), venueTime };
}
