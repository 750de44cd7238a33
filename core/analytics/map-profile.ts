import type { LiquidationMap } from './liquidation-map.ts';
import type { MapSide } from './map-side.ts';

/**
 * Quantity by grid bin of liquidation price, from bin `first` to bin `last`; `seeded` counts only what stems from
 * the assumed starting open interest.
 *
 * Entries at distances from…to (in bins, signed) liquidate at y with density (C(y − from) − C(y − to)) / (to − from),
 * C being the cumulative entries. Taken at bins' middles with C linear within bins: every entry lands somewhere,
 * nothing is lost, and a bin costs four reads however wide the smear is.
 */
export function liquidationProfile(
  map: LiquidationMap,
  side: MapSide,
  first: number,
  last: number,
  what: 'all' | 'seeded',
): Float64Array {
  const { near, far, weight } = side.distances;
  const isLong = side.side === 'long';
  const cells = what === 'all' ? side.cells : side.seeded;
  const fresh = what === 'all' ? side.fresh : side.freshSeeded;
  const levels = weight.length;
  const width = last - first + 1;
  const profile = new Float64Array(width);
  const unit = unitsOf(map, side);
  const rows = unit.length;
  let widest = 0;
  for (let level = 0; level < levels; level += 1) widest = Math.max(widest, far[level]! - near[level]!);
  const cumulative = new Float64Array(width + Math.ceil(widest / map.binWidth) + 3);
  const middle = first - map.firstBin + 0.5;

  for (let level = 0; level < levels; level += 1) {
    const from = (isLong ? -far[level]! : near[level]!) / map.binWidth;
    const to = (isLong ? -near[level]! : far[level]!) / map.binWidth;
    const share = weight[level]!;
    // Row the farthest entry is read at: the window starts there and takes in every row these bins can meet.
    const base = Math.floor(middle - to);
    const span = Math.floor(middle - from) - base;
    const end = span + width + 1;
    let total = 0;
    for (let index = 0; index < end; index += 1) {
      cumulative[index] = total;
      const row = base + index;
      if (row >= 0 && row < rows) total += (cells[row * levels + level]! + fresh[row]! * share) * unit[row]!;
    }
    if (total === 0) continue;
    const upper = middle - from - Math.floor(middle - from);
    const lower = middle - to - base;
    const density = 1 / (to - from);
    for (let index = 0; index < width; index += 1) {
      const near = cumulative[index + span]! * (1 - upper) + cumulative[index + span + 1]! * upper;
      const far = cumulative[index]! * (1 - lower) + cumulative[index + 1]! * lower;
      profile[index]! += (near - far) * density;
    }
  }
  return profile;
}

/** What one raw unit of each row stands for. */
function unitsOf(map: LiquidationMap, side: MapSide): Float64Array {
  const boundary = map.boundary - map.firstBin;
  const unit = new Float64Array(side.scale.length);
  for (let row = 0; row < unit.length; row += 1) {
    unit[row] = side.scale[row]! * (row < boundary ? side.below : side.above);
  }
  return unit;
}
