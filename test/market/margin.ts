import type { MaintenanceTier } from '../../core/domain/instrument.ts';

/** The bracket a notional falls into. */
export function tierAt(tiers: readonly MaintenanceTier[], notional: number): MaintenanceTier {
  let found = tiers[0]!;
  for (const tier of tiers) if (notional >= tier.notionalFloor) found = tier;
  return found;
}

/** Maintenance margin of `size` coins at a mark: the requirement below which a venue liquidates. */
export function maintenanceMargin(tiers: readonly MaintenanceTier[], size: number, mark: number): number {
  const notional = size * mark;
  const tier = tierAt(tiers, notional);
  return notional * tier.maintenanceRate - tier.deduction;
}

/**
 * Mark at which collateral + unrealised profit equals the maintenance margin, for a linear contract:
 * margin + s·Q·(P − E) = m·Q·P − c, with the bracket that holds at Q·P itself.
 * 0 when a long can never be liquidated.
 */
export function liquidationPrice(
  tiers: readonly MaintenanceTier[],
  side: 1 | -1,
  size: number,
  entry: number,
  collateral: number,
): number {
  let price = entry;
  // The bracket depends on the answer; brackets are few and continuous, so this settles within a few rounds.
  for (let round = 0; round < 12; round++) {
    const { maintenanceRate, deduction } = tierAt(tiers, size * price);
    const next = (side * entry - (collateral + deduction) / size) / (side - maintenanceRate);
    if (next <= 0) return 0;
    if (Math.abs(next - price) <= 1e-15 * price) return next;
    price = next;
  }
  return price;
}

/** Price at which the collateral is gone. */
export function bankruptcyPrice(side: 1 | -1, size: number, entry: number, collateral: number): number {
  return Math.max(0, entry - (side * collateral) / size);
}
