import { type MapSide, settleSide, spreadFresh } from './map-side.ts';

/**
 * Removes what a bar's extreme has touched: longs whose liquidation lies at or above `extreme` (the low), shorts
 * whose liquidation lies at or below it (the high). A cell counts as touched when its middle is.
 * Call it before the bar's own entries are added: a level is gone once touched *since its entry*.
 *
 * @param extreme log price relative to the grid's anchor
 * @param boundary bins below it lie below the mark
 * @returns the quantity removed
 */
export function wipe(
  side: MapSide,
  extreme: number,
  binWidth: number,
  firstBin: number,
  boundary: number,
): number {
  const { near, far } = side.distances;
  const { frontier } = side;
  const isLong = side.side === 'long';
  const lastBin = firstBin + side.scale.length - 1;
  let removed = 0;
  for (let level = 0; level < near.length; level += 1) {
    const middle = (near[level]! + far[level]!) / 2;
    const reached = (isLong ? extreme + middle : extreme - middle) / binWidth - 0.5;
    if (isLong ? frontier[level]! < reached : frontier[level]! > reached) continue;
    const start = Math.max(firstBin, isLong ? Math.ceil(reached) : frontier[level]!);
    const end = Math.min(lastBin, isLong ? frontier[level]! : Math.floor(reached));
    for (let bin = start; bin <= end; bin += 1) {
      removed += wipeCell(side, bin - firstBin, level, bin < boundary);
    }
    frontier[level] = isLong ? start - 1 : end + 1;
  }
  // What a subtraction leaves of almost everything is rounding: add up what is really there.
  if (side.sumBelow + side.sumAbove < 1e-9 * removed) settleSide(side, boundary - firstBin);
  return removed;
}

function wipeCell(side: MapSide, row: number, level: number, isBelow: boolean): number {
  if (side.rowSum[row] === 0) return 0;
  spreadFresh(side, row);
  const cell = row * side.distances.weight.length + level;
  const raw = side.cells[cell]!;
  side.cells[cell] = 0;
  side.seeded[cell] = 0;
  side.rowSum[row] = Math.max(0, side.rowSum[row]! - raw);
  const quantity = raw * side.scale[row]! * (isBelow ? side.below : side.above);
  if (isBelow) side.sumBelow = Math.max(0, side.sumBelow - quantity);
  else side.sumAbove = Math.max(0, side.sumAbove - quantity);
  return quantity;
}
