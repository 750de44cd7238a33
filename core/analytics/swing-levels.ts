import type { BarSeries } from '../domain/series.ts';
import { DAY, HOUR, type Ms } from '../domain/time.ts';
import { KEY_LEVELS } from './parameters.ts';
import type { NamedPrice } from './prior-extremes.ts';
import { barsClosedBetween } from './series-slices.ts';

/**
 * 30-day swing highs and lows: a closed bar that is the extreme of the 24 h before and after it. Of equal
 * extremes the first counts. A bar without 24 h of bars on each side is no swing yet.
 */
export function swingLevels(bars: BarSeries, now: Ms): NamedPrice[] {
  const reach = KEY_LEVELS.swingHours * HOUR;
  const recent = barsClosedBetween(bars, now - KEY_LEVELS.swingDays * DAY - reach, now);
  const { openTime, high, low } = recent;
  const minimum = KEY_LEVELS.minimumShare * (reach / bars.stepMs);
  const prices: NamedPrice[] = [];
  let from = 0;
  let to = 0;
  for (let row = 0; row < openTime.length; row += 1) {
    while (openTime[from]! < openTime[row]! - reach) from += 1;
    while (to < openTime.length && openTime[to]! <= openTime[row]! + reach) to += 1;
    if (row - from < minimum || to - 1 - row < minimum) continue;
    let isHigh = true;
    let isLow = true;
    for (let other = from; other < to && (isHigh || isLow); other += 1) {
      if (other === row) continue;
      const tieLost = other < row;
      if (high[other]! > high[row]! || (tieLost && high[other] === high[row])) isHigh = false;
      if (low[other]! < low[row]! || (tieLost && low[other] === low[row])) isLow = false;
    }
    if (isHigh) prices.push({ kind: 'swing-high', price: high[row]! });
    if (isLow) prices.push({ kind: 'swing-low', price: low[row]! });
  }
  return prices;
}
