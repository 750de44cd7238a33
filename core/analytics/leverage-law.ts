import type { Instrument, MaintenanceTier } from '../domain/instrument.ts';
import { liquidationPrice } from './liquidation-price.ts';
import { tierAt } from './maintenance.ts';
import { LIQUIDATION_MAP } from './parameters.ts';

export interface LeverageShare {
  readonly leverage: number;
  /** Share of notional; the shares of one side add up to 1. */
  readonly weight: number;
}

/** The prior of one side, with what lies above `maxLeverage` gathered at it. */
export function leverageLaw(side: 'long' | 'short', maxLeverage: number): LeverageShare[] {
  const { levels, longWeights, shortWeights } = LIQUIDATION_MAP.leverage;
  const weights = side === 'long' ? longWeights : shortWeights;
  const law: { leverage: number; weight: number }[] = [];
  levels.forEach((level, index) => {
    const leverage = Math.min(level, Math.max(1, maxLeverage));
    const last = law.at(-1);
    if (last !== undefined && last.leverage === leverage) last.weight += weights[index]!;
    else law.push({ leverage, weight: weights[index]! });
  });
  return law;
}

/** Where the liquidations of one side lie, as distances from entry in log price (all above 0). */
export interface LiquidationDistances {
  readonly near: Float64Array;
  readonly far: Float64Array;
  /** Share of an entry's quantity at each distance; adds up to 1. */
  readonly weight: Float64Array;
}

/** A distance so far that it is never met: a position without effective leverage. */
const NEVER = 3;

/**
 * The law of one side turned into distances: each leverage by the exact maintenance formula, smeared evenly over
 * ± 15 % of its distance and cut into steps. Distances do not depend on the entry price, because the
 * representative position is fixed in USD.
 */
export function liquidationDistances(
  side: 'long' | 'short',
  kind: Instrument['kind'],
  tiers: readonly MaintenanceTier[],
  maxLeverage: number,
): LiquidationDistances {
  const near: number[] = [];
  const far: number[] = [];
  const weight: number[] = [];
  for (const share of leverageLaw(side, maxLeverage)) {
    const distance = distanceOf(side, kind, tiers, share.leverage);
    const spread = 2 * LIQUIDATION_MAP.smear * distance;
    const steps = Math.max(1, Math.ceil(spread / LIQUIDATION_MAP.smearStep));
    const start = distance - spread / 2;
    for (let step = 0; step < steps; step += 1) {
      near.push(start + (spread * step) / steps);
      far.push(start + (spread * (step + 1)) / steps);
      weight.push(share.weight / steps);
    }
  }
  return { near: Float64Array.from(near), far: Float64Array.from(far), weight: Float64Array.from(weight) };
}

function distanceOf(
  side: 'long' | 'short',
  kind: Instrument['kind'],
  tiers: readonly MaintenanceTier[],
  leverage: number,
): number {
  const quantity = Math.min(LIQUIDATION_MAP.representativeNotional, largestNotionalAt(tiers, leverage));
  const allowed = Math.min(leverage, tierAt(tiers, quantity).maxLeverage);
  const price = liquidationPrice({ kind, side, entryPrice: 1, leverage: allowed, quantity, tiers });
  const distance = Math.abs(Math.log(price));
  // A tier whose requirement eats the whole margin would liquidate at entry: keep a tenth of the margin.
  return Math.min(NEVER, Math.max(distance, 0.1 / allowed));
}

/** The largest position the table allows at this leverage; just below the bracket's end. */
function largestNotionalAt(tiers: readonly MaintenanceTier[], leverage: number): number {
  let largest = tiers[0]!.notionalCap ?? Number.POSITIVE_INFINITY;
  for (const tier of tiers) {
    if (tier.maxLeverage >= leverage) largest = tier.notionalCap ?? Number.POSITIVE_INFINITY;
  }
  return largest * 0.999;
}
