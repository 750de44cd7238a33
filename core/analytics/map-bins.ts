import type { LiquidationMap } from './liquidation-map.ts';
import { liquidationProfile } from './map-profile.ts';
import type { MapSide } from './map-side.ts';
import { LIQUIDATION_MAP } from './parameters.ts';

/** Bins of one side in ascending price; columns of equal length. */
export interface SideBins {
  readonly low: Float64Array;
  readonly high: Float64Array;
  /** Quantity that would be liquidated there: base units (inverse: USD of contracts). */
  readonly mass: Float64Array;
  /** The part of it that stems from the assumed starting open interest. */
  readonly seeded: Float64Array;
}

export interface MapBins {
  readonly long: SideBins;
  readonly short: SideBins;
  /** Mass of all bins. */
  readonly total: number;
}

export interface BinsView {
  readonly markPrice: number;
  /** Bins of the map's grid in one reported bin; 1 unless told. */
  readonly group?: number;
  /** Fraction either side of the mark; ± 10 % unless told. */
  readonly reach?: number;
  /** Extremes since the last bar taken in: what they touched is not shown. */
  readonly touchedLow?: number;
  readonly touchedHigh?: number;
  /** Leaves `seeded` at 0, at half the cost. */
  readonly skipSeeded?: boolean;
}

/** Liquidations still ahead: longs' below the mark, shorts' above it. */
export function bins(map: LiquidationMap, view: BinsView): MapBins {
  const { markPrice, reach = LIQUIDATION_MAP.reach } = view;
  const log = (price: number) => Math.log(price) - map.anchor;
  const mark = log(markPrice);
  const floor = Math.min(mark, log(view.touchedLow ?? markPrice));
  const ceiling = Math.max(mark, log(view.touchedHigh ?? markPrice));
  const long = sideBins(map, map.long, log(markPrice * (1 - reach)), floor, view);
  const short = sideBins(map, map.short, ceiling, log(markPrice * (1 + reach)), view);
  return { long, short, total: sum(long.mass) + sum(short.mass) };
}

/** Grid bins in one reported bin for an hourly range given as a fraction of price; 1 while unknown. */
export function groupFor(rangeFraction: number | null): number {
  if (rangeFraction === null || !(rangeFraction > 0)) return 1;
  const wanted = (LIQUIDATION_MAP.binAtr * rangeFraction) / LIQUIDATION_MAP.binWidth;
  return Math.max(1, Math.min(100, Math.round(wanted)));
}

function sideBins(map: LiquidationMap, side: MapSide, from: number, to: number, view: BinsView): SideBins {
  const { binWidth } = map;
  const { group = 1, skipSeeded = false } = view;
  const first = Math.floor(from / binWidth);
  const last = Math.ceil(to / binWidth) - 1;
  if (map.bars === 0 || !(to > from) || !Number.isFinite(first + last)) return binsOf(0);
  const mass = liquidationProfile(map, side, first, last, 'all');
  const seeded = skipSeeded ? null : liquidationProfile(map, side, first, last, 'seeded');
  const firstGroup = Math.floor(first / group);
  const result = binsOf(Math.floor(last / group) - firstGroup + 1);
  for (let bin = first; bin <= last; bin += 1) {
    const low = Math.max(from, bin * binWidth);
    const high = Math.min(to, (bin + 1) * binWidth);
    const inside = (high - low) / binWidth;
    const index = Math.floor(bin / group) - firstGroup;
    if (result.low[index] === 0) result.low[index] = Math.exp(low + map.anchor);
    result.high[index] = Math.exp(high + map.anchor);
    result.mass[index]! += inside * mass[bin - first]!;
    if (seeded !== null) result.seeded[index]! += inside * seeded[bin - first]!;
  }
  // Differences of cumulative sums leave rounding where there is nothing.
  const dust = 1e-12 * map.openInterest;
  for (let index = 0; index < result.mass.length; index += 1) {
    if (result.mass[index]! <= dust) result.mass[index] = 0;
    result.seeded[index] = Math.min(result.mass[index]!, Math.max(0, result.seeded[index]!));
  }
  return result;
}

function binsOf(count: number): SideBins {
  const column = () => new Float64Array(count);
  return { low: column(), high: column(), mass: column(), seeded: column() };
}

function sum(values: Float64Array): number {
  let total = 0;
  for (let i = 0; i < values.length; i += 1) total += values[i]!;
  return total;
}
