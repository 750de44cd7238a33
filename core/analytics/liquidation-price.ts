import type { Instrument, MaintenanceTier } from '../domain/instrument.ts';

/** An isolated position whose margin is its notional at entry divided by its leverage. */
export interface Position {
  readonly kind: Instrument['kind'];
  readonly side: 'long' | 'short';
  readonly entryPrice: number;
  readonly leverage: number;
  /** Linear: base units. Inverse: USD of contracts. */
  readonly quantity: number;
  readonly tiers: readonly MaintenanceTier[];
}

/**
 * Mark price at which equity equals maintenance margin, with the tier that holds at that price.
 * 0 for a long and `Infinity` for a short that can never be liquidated.
 *
 * Linear (https://www.binance.com/en/support/faq/b3c689c1f50a44cabb3a84e663b81d93), E entry, Q quantity,
 * m rate, c deduction: long [E(1 − 1/L) − c/Q] / (1 − m), short [E(1 + 1/L) + c/Q] / (1 + m).
 * Inverse: long E(1 + m − c/Q) / (1 + 1/L), short E(1 − m + c/Q) / (1 − 1/L).
 */
export function liquidationPrice(position: Position): number {
  return position.kind === 'linear' ? linearPrice(position) : inversePrice(position);
}

/**
 * Follows the price from entry through the tiers it meets. Where a table has no deductions the requirement jumps
 * at a bound: a position under water on the far side of the bound is liquidated at the bound.
 */
function linearPrice({ side, entryPrice, leverage, quantity, tiers }: Position): number {
  const sign = side === 'long' ? 1 : -1;
  const count = tiers.length;
  let index = 0;
  while (index + 1 < count && quantity * entryPrice >= tiers[index + 1]!.notionalFloor) index += 1;
  for (; index >= 0 && index < count; index -= sign) {
    const { maintenanceRate, deduction, notionalFloor } = tiers[index]!;
    const price =
      (entryPrice * (1 - sign / leverage) - (sign * deduction) / quantity) / (1 - sign * maintenanceRate);
    const low = index === 0 ? 0 : notionalFloor / quantity;
    const high = index + 1 < count ? tiers[index + 1]!.notionalFloor / quantity : Number.POSITIVE_INFINITY;
    if (sign > 0 && price >= low) return Math.min(price, Math.min(high, entryPrice));
    if (sign < 0 && price <= high) return Math.max(price, Math.max(low, entryPrice));
  }
  return side === 'long' ? 0 : Number.POSITIVE_INFINITY;
}

/** An inverse contract's notional is fixed in USD, and so is its tier. */
function inversePrice({ side, entryPrice, leverage, quantity, tiers }: Position): number {
  const sign = side === 'long' ? 1 : -1;
  let tier = tiers[0]!;
  for (const candidate of tiers) if (quantity >= candidate.notionalFloor) tier = candidate;
  const rate = tier.maintenanceRate - tier.deduction / quantity;
  const denominator = 1 + sign / leverage;
  if (denominator <= 0) return Number.POSITIVE_INFINITY;
  const price = (entryPrice * (1 + sign * rate)) / denominator;
  return sign > 0 ? Math.min(price, entryPrice) : Math.max(price, entryPrice);
}

/**
 * Hyperliquid's own form, from any price P of the position's life: P − s · available / Q / (1 − s · l), with
 * available = isolated margin (or account value) − maintenance margin at P, l the maintenance rate.
 * https://hyperliquid.gitbook.io/hyperliquid-docs/trading/liquidations
 */
export function hyperliquidLiquidationPrice(
  side: 'long' | 'short',
  price: number,
  marginAvailable: number,
  quantity: number,
  maintenanceRate: number,
): number {
  const sign = side === 'long' ? 1 : -1;
  return Math.max(0, price - (sign * marginAvailable) / quantity / (1 - sign * maintenanceRate));
}
