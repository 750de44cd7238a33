import type { MaintenanceTier } from '../domain/instrument.ts';

/** A bracket as venues list them: up to which notional, at which rate. */
export interface TierRow {
  /** Upper end in quote notional; null for an open last bracket. */
  readonly notionalCap: number | null;
  readonly maintenanceRate: number;
  readonly maxLeverage: number;
  /** In quote units, where the venue states it. */
  readonly deduction?: number | null;
}

/**
 * Brackets in ascending order with their floors. A deduction the venue leaves out is the one that keeps the
 * requirement continuous at the floor: dᵢ = dᵢ₋₁ + floorᵢ · (rateᵢ − rateᵢ₋₁).
 */
export function toMaintenanceTiers(rows: readonly TierRow[]): MaintenanceTier[] {
  const end = (row: TierRow) => row.notionalCap ?? Number.POSITIVE_INFINITY;
  const tiers: MaintenanceTier[] = [];
  for (const row of [...rows].sort((a, b) => end(a) - end(b))) {
    const before = tiers.at(-1);
    const notionalFloor = before?.notionalCap ?? 0;
    const step = before === undefined ? 0 : notionalFloor * (row.maintenanceRate - before.maintenanceRate);
    tiers.push({
      notionalFloor,
      notionalCap: row.notionalCap,
      maintenanceRate: row.maintenanceRate,
      deduction: row.deduction ?? (before?.deduction ?? 0) + step,
      maxLeverage: row.maxLeverage,
    });
  }
  return tiers;
}
