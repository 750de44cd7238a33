import { type MapSide, multiplySide, sideTotal } from './map-side.ts';
import { LIQUIDATION_MAP } from './parameters.ts';

/**
 * How long winners must have been leaving, as a hazard h, so that `winning · e^−h + losing · e^−0.67h = target`.
 * Newton from 0: the function is convex and falling, so every step stays left of the root and none overshoots.
 */
export function exitHazard(winning: number, losing: number, target: number): number {
  const slow = LIQUIDATION_MAP.losingExitRate;
  let hazard = 0;
  for (let round = 0; round < 60; round += 1) {
    const winners = winning * Math.exp(-hazard);
    const losers = losing * Math.exp(-slow * hazard);
    const excess = winners + losers - target;
    if (excess <= 1e-13 * target) break;
    hazard += excess / (winners + slow * losers);
  }
  return hazard;
}

/** Shrinks one side to `target`, winners faster than losers. Positions without an entry leave as winners do. */
export function shrinkSide(side: MapSide, target: number): void {
  const belowWins = side.side === 'long';
  const winning = (belowWins ? side.sumBelow : side.sumAbove) + side.unplaced;
  const losing = belowWins ? side.sumAbove : side.sumBelow;
  const hazard = exitHazard(winning, losing, target);
  const win = Math.exp(-hazard);
  const lose = Math.exp(-LIQUIDATION_MAP.losingExitRate * hazard);
  const below = belowWins ? win : lose;
  const above = belowWins ? lose : win;
  side.below *= below;
  side.sumBelow *= below;
  side.above *= above;
  side.sumAbove *= above;
  side.unplaced *= win;
  const total = sideTotal(side);
  if (total > 0) multiplySide(side, target / total);
}
