import { describe, expect, it } from 'vitest';
import { leverageLaw, liquidationDistances } from '../../../core/analytics/leverage-law.ts';
import { liquidationPrice } from '../../../core/analytics/liquidation-price.ts';
import { LIQUIDATION_MAP } from '../../../core/analytics/parameters.ts';
import type { MaintenanceTier } from '../../../core/domain/instrument.ts';

const flat = (maintenanceRate: number, maxLeverage = 100): MaintenanceTier[] => [
  { notionalFloor: 0, notionalCap: null, maintenanceRate, deduction: 0, maxLeverage },
];

/** Cell bounds of the law: geometric midpoints between levels, from 1×. */
const { levels } = LIQUIDATION_MAP.leverage;
const bounds = [
  1,
  ...levels.slice(1).map((level, index) => Math.sqrt(level * levels[index]!)),
  100 ** 2 / Math.sqrt(75 * 100),
];

/** The leverage below which a share `p` of notional lies, log-uniform within a cell. */
function quantile(weights: readonly number[], p: number): number {
  let below = 0;
  for (const [cell, weight] of weights.entries()) {
    if (below + weight >= p) {
      return bounds[cell]! * (bounds[cell + 1]! / bounds[cell]!) ** ((p - below) / weight);
    }
    below += weight;
  }
  return bounds.at(-1)!;
}

const weightsOf = (side: 'long' | 'short') => leverageLaw(side, 125).map(({ weight }) => weight);
const both = weightsOf('long').map((weight, cell) => (weight + weightsOf('short')[cell]!) / 2);

describe('leverage law', () => {
  it.each([
    [0.5, 8.3],
    [0.75, 18.5],
    [0.9, 48],
  ])('both sides together have quantile %f at %f×', (p, leverage) => {
    expect(quantile(both, p) / leverage).toBeCloseTo(1, 1.5);
  });

  it.each([
    ['long', -0.22],
    ['short', 0.08],
  ] as const)('the median %s is liquidated %f from entry', (side, distance) => {
    const leverage = quantile(weightsOf(side), 0.5);
    const price = liquidationPrice({
      kind: 'linear',
      side,
      entryPrice: 1,
      leverage,
      quantity: 1,
      tiers: flat(0.01),
    });
    expect(price - 1).toBeCloseTo(distance, 2.3);
  });

  it.each([125, 100, 60, 20, 3, 2])('adds up to one at a maximum of %i×, and stays below it', (most) => {
    for (const side of ['long', 'short'] as const) {
      const law = leverageLaw(side, most);
      expect(law.reduce((sum, { weight }) => sum + weight, 0)).toBeCloseTo(1, 12);
      expect(Math.max(...law.map(({ leverage }) => leverage))).toBe(Math.min(most, 100));
    }
  });

  it('gathers what lies above the maximum at the maximum', () => {
    // Longs above 25×: 0.047 + 0.028 + 0.065 = 0.14, at 40× together.
    const law = leverageLaw('long', 40);
    expect(law.at(-1)).toEqual({ leverage: 40, weight: expect.closeTo(0.14, 12) });
  });
});

describe('liquidation distances', () => {
  const long = liquidationDistances('long', 'linear', flat(0.005), 100);

  it('smear each level by 15 % around its exact distance', () => {
    // The last level is 100×: ln[(1 − 0.01) / (1 − 0.005)] = ln(0.99 / 0.995) = −0.005038
    const exact = Math.log(0.995 / 0.99);
    expect(long.near.at(-1)).toBeCloseTo(exact * 0.85, 9);
    expect(long.far.at(-1)).toBeCloseTo(exact * 1.15, 9);
  });

  it('cut wide smears into steps of at most 1 % that leave no gap', () => {
    const steps = Array.from(long.near, (near, i) => long.far[i]! - near);
    expect(Math.max(...steps)).toBeLessThanOrEqual(0.01 + 1e-12);
    // 3×: D = ln(0.995 / (2/3)) = 0.4005, smear 0.3 · D = 0.1201 → 13 steps
    const first = Math.log(0.995 / (2 / 3));
    expect(long.near[0]).toBeCloseTo(0.85 * first, 9);
    expect(long.far[12]).toBeCloseTo(1.15 * first, 9);
    for (let i = 0; i < 12; i += 1) expect(long.far[i]).toBeCloseTo(long.near[i + 1]!, 12);
  });

  it.each(['long', 'short'] as const)('share the whole of an entry among them (%s)', (side) => {
    const { weight, near } = liquidationDistances(side, 'inverse', flat(0.01, 50), 50);
    expect(weight.reduce((a, b) => a + b)).toBeCloseTo(1, 12);
    expect(Math.min(...near)).toBeGreaterThan(0);
  });

  it('take the tier a position of that leverage may have', () => {
    const tiers: MaintenanceTier[] = [
      { notionalFloor: 0, notionalCap: 5_000, maintenanceRate: 0.01, deduction: 0, maxLeverage: 50 },
      { notionalFloor: 5_000, notionalCap: null, maintenanceRate: 0.05, deduction: 200, maxLeverage: 10 },
    ];
    const { far, near } = liquidationDistances('long', 'linear', tiers, 50);
    // 50× fits the first tier only: 0.98 / 0.99
    const middle = (near.at(-1)! + far.at(-1)!) / 2;
    expect(middle).toBeCloseTo(Math.log(0.99 / 0.98), 9);
    // 3× is held at 100 000 USD, in the second: [2/3 − 200 / 100 000] / 0.95
    const first = -Math.log((2 / 3 - 0.002) / 0.95);
    expect(near[0]).toBeCloseTo(0.85 * first, 9);
  });

  it('keep a position alive at entry even where a tier’s requirement eats its whole margin', () => {
    const { near } = liquidationDistances('long', 'linear', flat(0.02), 100);
    expect(Math.min(...near)).toBeGreaterThan(0);
  });
});
