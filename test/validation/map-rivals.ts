import type { SideBins } from '../../core/analytics/map-bins.ts';
import type { TimelineBar } from '../../core/analytics/map-timeline.ts';
import { roundNumbers } from '../../core/analytics/round-numbers.ts';
import { barsClosedBetween } from '../../core/analytics/series-slices.ts';
import { swingLevels } from '../../core/analytics/swing-levels.ts';
import { averageTrueRange } from '../../core/analytics/volatility.ts';
import type { BarSeries } from '../../core/domain/series.ts';
import { DAY, type Ms } from '../../core/domain/time.ts';

/** What a liquidation map must beat to be worth its name. */
export const MAP_BASELINES = [
  'uniform',
  'inverseDistance',
  'volumeProfile',
  'swingLevels',
  'roundNumbers',
  'naiveLeverage',
] as const;
export type MapBaseline = (typeof MAP_BASELINES)[number];

/** A level counts this many times an ordinary bin. */
const LEVEL_WEIGHT = 5;
const NAIVE_LEVERAGES = [5, 10, 25, 50, 100];

export interface KnownLevels {
  readonly swings: readonly number[];
  readonly round: readonly number[];
}

/** Levels as they stood at `now`. */
export function knownLevels(bars1h: BarSeries | null, price: number, now: Ms): KnownLevels {
  if (bars1h === null) return { swings: [], round: [] };
  const past = barsClosedBetween(bars1h, now - 32 * DAY, now);
  const atr = averageTrueRange(past, now)?.value ?? 0;
  return {
    swings: swingLevels(past, now).map((level) => level.price),
    round: atr > 0 ? roundNumbers(price, atr) : [],
  };
}

/** Weight of each bin by each rival, from the month of bars before. */
export function rivalWeights(
  grid: SideBins,
  side: 'long' | 'short',
  price: number,
  past: readonly TimelineBar[],
  levels: KnownLevels,
): Record<MapBaseline, number[]> {
  const rows = Array.from(grid.mass.keys());
  const middle = rows.map((bin) => (grid.low[bin]! + grid.high[bin]!) / 2);
  return {
    uniform: rows.map(() => 1),
    inverseDistance: middle.map((at) => 1 / (Math.abs(Math.log(at / price)) + 0.002)),
    volumeProfile: volumeIn(grid, past),
    swingLevels: atLevels(grid, levels.swings),
    roundNumbers: atLevels(grid, levels.round),
    naiveLeverage: naiveMap(grid, side, past),
  };
}

function volumeIn(grid: SideBins, past: readonly TimelineBar[]): number[] {
  const total = new Array<number>(grid.mass.length).fill(0);
  for (const bar of past) {
    const volume = Number.isNaN(bar.volume) ? 1 : bar.volume;
    spread(grid, bar.low, bar.high, (bin, share) => {
      total[bin]! += volume * share;
    });
  }
  return total;
}

/** Every growth of open interest entered at the bar's middle, liquidated at exactly 1/L, never wiped. */
function naiveMap(grid: SideBins, side: 'long' | 'short', past: readonly TimelineBar[]): number[] {
  const total = new Array<number>(grid.mass.length).fill(0);
  for (const bar of past) {
    const opened = bar.openInterestAfter - bar.openInterestBefore;
    if (!(opened > 0)) continue;
    const entry = (bar.high + bar.low + bar.close) / 3;
    for (const leverage of NAIVE_LEVERAGES) {
      const at = entry * (side === 'long' ? 1 - 1 / leverage : 1 + 1 / leverage);
      const bin = binAt(grid, at);
      if (bin >= 0) total[bin]! += opened;
    }
  }
  return total;
}

function atLevels(grid: SideBins, levels: readonly number[]): number[] {
  const weights = new Array<number>(grid.mass.length).fill(1);
  for (const level of levels) {
    const bin = binAt(grid, level);
    if (bin >= 0) weights[bin] = LEVEL_WEIGHT;
  }
  return weights;
}

function spread(grid: SideBins, low: number, high: number, take: (bin: number, share: number) => void): void {
  const count = grid.mass.length;
  if (count === 0 || high < grid.low[0]! || low > grid.high[count - 1]!) return;
  const length = Math.max(high - low, Number.MIN_VALUE);
  for (let bin = Math.max(0, firstAbove(grid, low)); bin < count && grid.low[bin]! < high; bin += 1) {
    const overlap = Math.min(high, grid.high[bin]!) - Math.max(low, grid.low[bin]!);
    if (overlap > 0) take(bin, overlap / length);
  }
}

/** The first bin that ends above `price`. */
function firstAbove(grid: SideBins, price: number): number {
  let low = 0;
  let high = grid.high.length;
  while (low < high) {
    const mid = (low + high) >>> 1;
    if (grid.high[mid]! <= price) low = mid + 1;
    else high = mid;
  }
  return low;
}

function binAt(grid: SideBins, price: number): number {
  const bin = firstAbove(grid, price);
  return bin < grid.low.length && grid.low[bin]! <= price ? bin : -1;
}
