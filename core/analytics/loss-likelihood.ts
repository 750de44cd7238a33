import type { BarSeries } from '../domain/series.ts';
import { DAY, type Ms } from '../domain/time.ts';
import type { SideBins } from './map-bins.ts';
import { HISTORY, LIQUIDATION_MAP } from './parameters.ts';
import { barsClosedBetween } from './series-slices.ts';

/**
 * Where this side's open interest is likely to go once price gets there: shares of its bins, adding up to 1 (all 0
 * where nothing is known).
 *
 * Mostly the modelled liquidations, and partly how long price has stayed in each bin in the last 30 days. On history
 * open interest is also lost where price stayed long, whoever's positions those are: stops and exits sit near
 * entries. The mixture locates losses better than either alone, in the tuning and the checking years (report).
 */
export function lossLikelihood(side: SideBins, bars: BarSeries | null, now: Ms): Float64Array {
  const modelled = normalised(side.mass);
  const stayed = bars === null ? null : dwell(side, bars, now);
  if (stayed === null || modelled === null) return modelled ?? stayed ?? new Float64Array(side.mass.length);
  const weight = LIQUIDATION_MAP.dwellWeight;
  return modelled.map((share, bin) => (1 - weight) * share + weight * stayed[bin]!);
}

/** Time price spent in each bin, a bar's time spread evenly over its range; null where it was in none of them. */
function dwell({ low, high }: SideBins, bars: BarSeries, now: Ms): Float64Array | null {
  const count = low.length;
  const time = new Float64Array(count);
  const month = barsClosedBetween(bars, now - HISTORY.wantedDays * DAY, now);
  for (let row = 0; row < month.openTime.length; row += 1) {
    const bottom = month.low[row]!;
    const top = month.high[row]!;
    if (count === 0 || top < low[0]! || bottom >= high[count - 1]!) continue;
    const length = top - bottom;
    for (let bin = firstEndingAbove(high, bottom); bin < count && low[bin]! <= top; bin += 1) {
      const overlap = Math.min(top, high[bin]!) - Math.max(bottom, low[bin]!);
      time[bin]! += length > 0 ? Math.max(0, overlap) / length : 1;
    }
  }
  return normalised(time);
}

function firstEndingAbove(high: Float64Array, price: number): number {
  let from = 0;
  let to = high.length;
  while (from < to) {
    const middle = (from + to) >>> 1;
    if (high[middle]! <= price) from = middle + 1;
    else to = middle;
  }
  return from;
}

function normalised(values: Float64Array): Float64Array | null {
  let sum = 0;
  for (let row = 0; row < values.length; row += 1) sum += values[row]!;
  return sum > 0 ? values.map((value) => value / sum) : null;
}
