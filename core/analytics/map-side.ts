import type { LiquidationDistances } from './leverage-law.ts';
import { LIQUIDATION_MAP } from './parameters.ts';

/**
 * All positions of one side, by (entry bin, distance to liquidation).
 *
 * Cohorts of different bars that share an entry bin need not be told apart: what happens to a cohort after its
 * entry depends only on its entry (who wins, and so how fast it exits) and its distances (what a touch wipes),
 * and a touch wipes everything entered before it. So the sum of cohorts is a state of its own.
 *
 * Two more things make a bar cheap. Quantities are `raw · scale[row] · (below mark ? below : above)`: exits
 * multiply two numbers, and only the rows the mark passes change region. And entries wait in `fresh`, one number a
 * row, until a touch or the next settling makes their distances matter.
 */
export interface MapSide {
  readonly side: 'long' | 'short';
  readonly distances: LiquidationDistances;
  /** Raw quantity by row × distance, row-major, without what is fresh. */
  cells: Float64Array;
  /** The part of `cells` that stems from the assumed starting open interest. */
  seeded: Float64Array;
  /** Raw quantity by row, not yet spread over distances; and its assumed part. */
  fresh: Float64Array;
  freshSeeded: Float64Array;
  /** Raw quantity by row, cells and fresh. */
  rowSum: Float64Array;
  scale: Float64Array;
  /** Factors of the entries below and above the mark, and their quantities in all. */
  below: number;
  above: number;
  sumBelow: number;
  sumAbove: number;
  /** Starting open interest not yet given an entry price. */
  unplaced: number;
  /** For each distance, the occupied entry bin nearest to being touched (long: highest, short: lowest). */
  readonly frontier: Int32Array;
}

const NOTHING = { long: -0x8000_0000, short: 0x7fff_ffff } as const;

export function createSide(side: 'long' | 'short', distances: LiquidationDistances, rows: number): MapSide {
  const levels = distances.weight.length;
  return {
    side,
    distances,
    ...emptyRows(rows, levels),
    below: 1,
    above: 1,
    sumBelow: 0,
    sumAbove: 0,
    unplaced: 0,
    frontier: new Int32Array(levels).fill(NOTHING[side]),
  };
}

function emptyRows(rows: number, levels: number) {
  return {
    cells: new Float64Array(rows * levels),
    seeded: new Float64Array(rows * levels),
    fresh: new Float64Array(rows),
    freshSeeded: new Float64Array(rows),
    rowSum: new Float64Array(rows),
    scale: new Float64Array(rows).fill(1),
  };
}

/** Base units of this side: the open interest it stands for. */
export function sideTotal(side: MapSide): number {
  return side.sumBelow + side.sumAbove + side.unplaced;
}

/** Adds `quantity` entered in `row`, of which `seeded` is assumed. Tell `extendFrontier` of its bin as well. */
export function addEntry(
  side: MapSide,
  row: number,
  isBelow: boolean,
  quantity: number,
  seeded: number,
): void {
  const unit = side.scale[row]! * (isBelow ? side.below : side.above);
  side.fresh[row]! += quantity / unit;
  side.rowSum[row]! += quantity / unit;
  side.freshSeeded[row]! += seeded / unit;
  if (isBelow) side.sumBelow += quantity;
  else side.sumAbove += quantity;
}

/** Entries now lie in the bins lowest…highest. */
export function extendFrontier(side: MapSide, lowest: number, highest: number): void {
  const { frontier } = side;
  if (side.side === 'long') {
    for (let level = 0; level < frontier.length; level += 1) {
      if (frontier[level]! < highest) frontier[level] = highest;
    }
  } else {
    for (let level = 0; level < frontier.length; level += 1) {
      if (frontier[level]! > lowest) frontier[level] = lowest;
    }
  }
}

/** Gives a row's fresh entries their distances. */
export function spreadFresh(side: MapSide, row: number): void {
  const raw = side.fresh[row]!;
  if (raw === 0) return;
  const { weight } = side.distances;
  const start = row * weight.length;
  const rawSeeded = side.freshSeeded[row]!;
  for (let level = 0; level < weight.length; level += 1) {
    side.cells[start + level]! += raw * weight[level]!;
    side.seeded[start + level]! += rawSeeded * weight[level]!;
  }
  side.fresh[row] = 0;
  side.freshSeeded[row] = 0;
}

/** Multiplies everything on this side. */
export function multiplySide(side: MapSide, factor: number): void {
  side.below *= factor;
  side.above *= factor;
  side.sumBelow *= factor;
  side.sumAbove *= factor;
  side.unplaced *= factor;
}

/** Moves rows [from, to) across the mark: their quantities stay, their factor becomes the other region's. */
export function moveRows(side: MapSide, from: number, to: number, nowBelow: boolean): void {
  const before = nowBelow ? side.above : side.below;
  const ratio = before / (nowBelow ? side.below : side.above);
  let moved = 0;
  for (let row = from; row < to; row += 1) {
    moved += side.rowSum[row]! * side.scale[row]! * before;
    side.scale[row]! *= ratio;
  }
  side.sumBelow = Math.max(0, side.sumBelow + (nowBelow ? moved : -moved));
  side.sumAbove = Math.max(0, side.sumAbove + (nowBelow ? -moved : moved));
}

/**
 * Folds factors, scales and fresh entries into the cells, drops dust and adds up anew: keeps numbers in range and
 * rounding out of the sums. Rows below `boundary` lie below the mark.
 */
export function settleSide(side: MapSide, boundary: number): void {
  const levels = side.distances.weight.length;
  const { cells, seeded, scale, rowSum } = side;
  const dust = 1e-12 * sideTotal(side);
  side.sumBelow = 0;
  side.sumAbove = 0;
  for (let row = 0; row < scale.length; row += 1) {
    spreadFresh(side, row);
    const factor = scale[row]! * (row < boundary ? side.below : side.above);
    let sum = 0;
    for (let cell = row * levels, end = cell + levels; cell < end; cell += 1) {
      const quantity = cells[cell]! * factor;
      const kept = quantity > dust ? quantity : 0;
      cells[cell] = kept;
      seeded[cell] = kept > 0 ? seeded[cell]! * factor : 0;
      sum += kept;
    }
    scale[row] = 1;
    rowSum[row] = sum;
    if (row < boundary) side.sumBelow += sum;
    else side.sumAbove += sum;
  }
  side.below = 1;
  side.above = 1;
}

/** Everything gone: no open interest is left. */
export function clearSide(side: MapSide): void {
  Object.assign(side, emptyRows(side.scale.length, side.distances.weight.length));
  side.below = 1;
  side.above = 1;
  side.sumBelow = 0;
  side.sumAbove = 0;
  side.unplaced = 0;
  side.frontier.fill(NOTHING[side.side]);
}

/** Copies a settled side into a grid of `rows` rows whose row 0 is the old row `shift`, and adds up what is left. */
export function regridSide(side: MapSide, rows: number, shift: number, boundary: number): void {
  const levels = side.distances.weight.length;
  const from = Math.max(0, shift);
  const to = Math.max(from, Math.min(side.scale.length, shift + rows));
  const grid = emptyRows(rows, levels);
  if (to > from) {
    grid.cells.set(side.cells.subarray(from * levels, to * levels), (from - shift) * levels);
    grid.seeded.set(side.seeded.subarray(from * levels, to * levels), (from - shift) * levels);
    grid.rowSum.set(side.rowSum.subarray(from, to), from - shift);
  }
  Object.assign(side, grid);
  settleSide(side, boundary);
}

/** Row capacity that holds `needed` rows with room to move, within the limit. */
export function roomFor(needed: number): number {
  return Math.min(LIQUIDATION_MAP.maxBins, Math.max(128, 2 ** Math.ceil(Math.log2(needed + 64))));
}
