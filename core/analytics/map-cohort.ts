import type { LiquidationMap } from './liquidation-map.ts';
import { addEntry, extendFrontier, type MapSide } from './map-side.ts';

/** Log prices, relative to the anchor, a bar's entries are spread over: a triangle with its top at `typical`. */
export interface EntrySpread {
  readonly low: number;
  readonly typical: number;
  readonly high: number;
}

/**
 * Enters `quantity` across a bar. `seeded` of it stems from the assumed starting open interest.
 */
export function addCohort(
  map: LiquidationMap,
  side: MapSide,
  quantity: number,
  seeded: number,
  spread: EntrySpread,
): void {
  const { binWidth, firstBin, boundary } = map;
  const { low, typical, high } = spread;
  const rows = side.scale.length;
  const first = Math.max(0, Math.floor(low / binWidth) - firstBin);
  const last = Math.min(rows - 1, Math.floor(high / binWidth) - firstBin);
  const start = first === 0 ? triangleShare(firstBin * binWidth, low, typical, high) : 0;
  const end = last === rows - 1 ? triangleShare((firstBin + rows) * binWidth, low, typical, high) : 1;
  // A bar wider than the whole grid: what it holds stands for all of it.
  const whole = end - start;
  if (!(whole > 0) || first === last) {
    const row = Math.min(rows - 1, Math.max(0, first));
    addEntry(side, row, firstBin + row < boundary, quantity, seeded);
    extendFrontier(side, firstBin + row, firstBin + row);
    return;
  }
  let before = start;
  for (let row = first; row <= last; row += 1) {
    const bin = firstBin + row;
    const until = row === last ? end : triangleShare((bin + 1) * binWidth, low, typical, high);
    const share = (until - before) / whole;
    before = until;
    if (share > 0) addEntry(side, row, bin < boundary, quantity * share, seeded * share);
  }
  extendFrontier(side, firstBin + first, firstBin + last);
}

/** Share of a triangle over low…high, with its top at `mode`, that lies below `x`. */
export function triangleShare(x: number, low: number, mode: number, high: number): number {
  if (x <= low) return 0;
  if (x >= high) return 1;
  return x < mode
    ? (x - low) ** 2 / ((high - low) * (mode - low))
    : 1 - (high - x) ** 2 / ((high - low) * (high - mode));
}
