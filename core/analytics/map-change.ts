import type { LiquidationMap } from './liquidation-map.ts';
import { addCohort, type EntrySpread } from './map-cohort.ts';
import { shrinkSide } from './map-decay.ts';
import { clearSide, type MapSide, multiplySide, sideTotal } from './map-side.ts';

/** What one bar does to either side. */
export interface SideChange {
  readonly target: number;
  /** Share of positions that the bar's duration leaves in place… */
  readonly keep: number;
  /** …though no more can be replaced than was traded beyond the change itself. */
  readonly replaceable: number;
  /** Share of the unplaced starting open interest that gets its entry here. */
  readonly placed: number;
  readonly isAssumed: boolean;
  readonly spread: EntrySpread;
}

/** Brings one side to the bar's open interest: exits, replacement, seeding, entries. */
export function applyChange(map: LiquidationMap, side: MapSide, change: SideChange): void {
  const { target } = change;
  if (target <= 0) {
    clearSide(side);
    return;
  }
  if (sideTotal(side) > target) shrinkSide(side, target);
  const total = sideTotal(side);
  const replaced = Math.min(total * (1 - change.keep), change.replaceable);
  if (replaced > 0) multiplySide(side, 1 - replaced / total);
  const seeded = side.unplaced * change.placed;
  side.unplaced -= seeded;
  const quantity = target - side.sumBelow - side.sumAbove - side.unplaced;
  if (quantity > 0) {
    addCohort(map, side, quantity, change.isAssumed ? quantity : Math.min(seeded, quantity), change.spread);
  }
}
