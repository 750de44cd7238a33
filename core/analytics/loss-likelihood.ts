import type { BarSeries } from '../domain/series.ts';
import { DAY, type Ms } from '../domain/time.ts';
import type { SideBins } from './map-bins.ts';
import { HISTORY, LIQUIDATION_MAP } from './parameters.ts';
import { barsClosedBetween } from './series-slices.ts';

/**
 * Where this side's open interest is likely to go once price gets there: shares of its bins, adding up to 1 (all 0
 * where nothing is known).
 *
 * The modelled liquidations, a part of which is laid anew within a few percent around it by how long price has stayed
 * in each bin in the last 30 days. On history open interest is also lost where price stayed long, whoever's positions
 * those are: stops and exits sit near entries. How much lies how far away remains the model's word, because time spent
 * gathers at the mark and says nothing of it.
 */
export function lossLikelihood(side: SideBins, bars: BarSeries | null, now: Ms): Float64Array {
  const modelled = normalised(side.mass);
  const stayed = bars === null ? null : dwell(side, bars, now);
  if (stayed === null || modelled === null) return modelled ?? stayed ?? new Float64Array(side.mass.length);
  const { dwellWeight: weight } = LIQUIDATION_MAP;
  const around = neighbourhoods(side);
  const massAround = around(modelled);
  const timeAround = around(stayed);
  const likely = modelled.map((share, bin) => {
    const relaid = timeAround[bin]! > 0 ? (massAround[bin]! * stayed[bin]!) / timeAround[bin]! : share;
    return (1 - weight) * share + weight * relaid;
  });
  return normalised(likely) ?? modelled;
}

/** Sums over the bins whose middles lie within `dwellReach` (log price) of each bin's. */
function neighbourhoods({ low, high }: SideBins): (values: Float64Array) => Float64Array {
  const middle = low.map((price, bin) => Math.log(price * high[bin]!) / 2);
  return (values) => {
    const sums = new Float64Array(values.length);
    let from = 0;
    let to = 0;
    let sum = 0;
    for (let bin = 0; bin < values.length; bin += 1) {
      while (to < values.length && middle[to]! - middle[bin]! <= LIQUIDATION_MAP.dwellReach)
        sum += values[to++]!;
      while (middle[bin]! - middle[from]! > LIQUIDATION_MAP.dwellReach) sum -= values[from++]!;
      sums[bin] = Math.max(0, sum);
    }
    return sums;
  };
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
