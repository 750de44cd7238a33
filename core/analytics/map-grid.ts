import type { LiquidationMap } from './liquidation-map.ts';
import { moveRows, regridSide, roomFor, settleSide } from './map-side.ts';
import { LIQUIDATION_MAP } from './parameters.ts';

/** The first bin whose middle is not below `x` (log price relative to the anchor). */
export function boundaryOf(x: number, binWidth: number): number {
  return Math.ceil(x / binWidth - 0.5);
}

/** Lets the regions of both sides meet at the new boundary: entries the mark has passed change from winning to losing. */
export function moveBoundary(map: LiquidationMap, boundary: number): void {
  const rows = map.long.scale.length;
  const before = Math.min(rows, Math.max(0, map.boundary - map.firstBin));
  const after = Math.min(rows, Math.max(0, boundary - map.firstBin));
  map.boundary = boundary;
  if (before === after) return;
  const nowBelow = after > before;
  moveRows(map.long, Math.min(before, after), Math.max(before, after), nowBelow);
  moveRows(map.short, Math.min(before, after), Math.max(before, after), nowBelow);
}

/**
 * Makes the grid hold the log prices low…high. It grows by doubling up to its limit; after that it is cut to the
 * rows around these prices, and what lay beyond counts as closed.
 */
export function holdPrices(map: LiquidationMap, low: number, high: number): void {
  const first = Math.floor(low / map.binWidth);
  const last = Math.floor(high / map.binWidth);
  const rows = map.long.scale.length;
  if (first >= map.firstBin && last < map.firstBin + rows) return;

  const limit = LIQUIDATION_MAP.maxBins;
  let start = Math.min(first, map.firstBin);
  let end = Math.max(last, map.firstBin + rows - 1);
  if (end - start >= limit) {
    start = Math.floor((first + last - limit) / 2);
    end = start + limit - 1;
  }
  const capacity = roomFor(end - start + 1);
  const firstBin = start - Math.floor((capacity - (end - start + 1)) / 2);
  const boundaryRow = map.boundary - map.firstBin;
  for (const side of [map.long, map.short]) {
    settleSide(side, boundaryRow);
    regridSide(side, capacity, firstBin - map.firstBin, map.boundary - firstBin);
  }
  map.firstBin = firstBin;
}

/**
 * By how many powers of ten a contract's price unit changed between two bars: price by about that much, open
 * interest by about its inverse (`ratio` = new / old). 0 for an ordinary move.
 */
export function redenomination(closeBefore: number, close: number, ratio: number): number {
  const decades = Math.log10(close / closeBefore);
  const power = Math.round(decades);
  const tolerance = 0.2;
  const isChange =
    power !== 0 && Math.abs(decades - power) < tolerance && Math.abs(Math.log10(ratio) + power) < tolerance;
  return isChange ? power : 0;
}
