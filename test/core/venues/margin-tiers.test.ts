import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { toMaintenanceTiers } from '../../../core/venues/margin-tiers.ts';

describe('toMaintenanceTiers', () => {
  it('puts brackets in order and fills in the deduction that keeps them continuous', () => {
    const tiers = toMaintenanceTiers([
      { notionalCap: null, maintenanceRate: 0.05, maxLeverage: 10 },
      { notionalCap: 50_000, maintenanceRate: 0.004, maxLeverage: 125 },
      { notionalCap: 600_000, maintenanceRate: 0.005, maxLeverage: 100 },
    ]);
    expect(tiers.map((tier) => tier.notionalFloor)).toEqual([0, 50_000, 600_000]);
    // 50 000 × (0.005 − 0.004) = 50; 50 + 600 000 × (0.05 − 0.005) = 27 050
    expect(tiers.map((tier) => Math.round(tier.deduction * 1e6) / 1e6)).toEqual([0, 50, 27_050]);
    expect(tiers.at(-1)?.notionalCap).toBeNull();
  });

  it('keeps a stated deduction', () => {
    const [tier] = toMaintenanceTiers([
      { notionalCap: 1, maintenanceRate: 0.01, maxLeverage: 50, deduction: 7 },
    ]);
    expect(tier?.deduction).toBe(7);
  });

  it('makes the requirement continuous at every floor', () => {
    const row = fc.record({
      notionalCap: fc.integer({ min: 1, max: 1e9 }),
      maintenanceRate: fc.double({ min: 0.001, max: 0.5, noNaN: true }),
      maxLeverage: fc.constant(10),
    });
    fc.assert(
      fc.property(
        fc.uniqueArray(row, { selector: (one) => one.notionalCap, minLength: 2, maxLength: 8 }),
        (rows) => {
          const tiers = toMaintenanceTiers(rows);
          for (const [i, tier] of tiers.entries()) {
            const before = tiers[i - 1];
            if (before === undefined) continue;
            const required = (of: typeof tier) => tier.notionalFloor * of.maintenanceRate - of.deduction;
            expect(required(tier)).toBeCloseTo(required(before), 0);
          }
        },
      ),
    );
  });
});
