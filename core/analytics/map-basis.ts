import { DAY } from '../domain/time.ts';
import type { LiquidationMap, MapBar } from './liquidation-map.ts';
import { redenomination } from './map-grid.ts';
import { multiplySide } from './map-side.ts';
import { LIQUIDATION_MAP } from './parameters.ts';

/** Starts the map at its first bar with open interest: all of it is there, and none of it has an entry yet. */
export function startMap(map: LiquidationMap, bar: MapBar): boolean {
  const openInterest = bar.openInterestBefore;
  if (!(openInterest > 0 && openInterest < Number.POSITIVE_INFINITY)) return false;
  map.anchor = (Math.log(bar.high) + Math.log(bar.low) + Math.log(bar.close)) / 3;
  map.firstBin = -map.long.scale.length / 2;
  map.lastClose = bar.close;
  map.startTime = bar.startTime;
  map.openInterest = openInterest;
  map.long.unplaced = openInterest;
  map.short.unplaced = openInterest;
  map.seeding.endTime = bar.startTime + LIQUIDATION_MAP.seedDays * DAY;
  return true;
}

/** Follows a change of the contract's unit, so that entries keep their place relative to price. */
export function redenominate(map: LiquidationMap, bar: MapBar): boolean {
  const power = redenomination(map.lastClose, bar.close, bar.openInterestAfter / map.openInterest);
  if (power === 0) return false;
  map.anchor += power * Math.LN10;
  scaleQuantities(map, 10 ** -power);
  map.seeding.volume *= 10 ** -power;
  return true;
}

/**
 * Makes the map hold the open interest the bar starts from. It differs from the last one after a hole, after a
 * refused bar and at the seam of two series: whose positions changed is unknown then, so all of them scale.
 */
export function rebase(map: LiquidationMap, before: number): void {
  if (before === map.openInterest || map.openInterest <= 0 || !(before > 0)) return;
  scaleQuantities(map, before / map.openInterest);
  map.openInterest = before;
}

function scaleQuantities(map: LiquidationMap, factor: number): void {
  multiplySide(map.long, factor);
  multiplySide(map.short, factor);
  map.wiped *= factor;
  map.confirmed *= factor;
  map.openInterest *= factor;
}
