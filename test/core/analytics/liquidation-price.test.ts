import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  hyperliquidLiquidationPrice,
  liquidationPrice,
  type Position,
} from '../../../core/analytics/liquidation-price.ts';
import { assumedTiers, maintenanceMargin, tierAt, tiersOf } from '../../../core/analytics/maintenance.ts';
import type { MaintenanceTier } from '../../../core/domain/instrument.ts';
import { instrumentOf } from './builders.ts';

const flat = (maintenanceRate: number): MaintenanceTier[] => [
  { notionalFloor: 0, notionalCap: null, maintenanceRate, deduction: 0, maxLeverage: 125 },
];

/** Floors in USD and rates; deductions keep the requirement continuous: c₂ = c₁ + floor₂ · (m₂ − m₁). */
function continuous(rows: readonly (readonly [floor: number, rate: number])[]): MaintenanceTier[] {
  let deduction = 0;
  return rows.map(([notionalFloor, maintenanceRate], index) => {
    if (index > 0) deduction += notionalFloor * (maintenanceRate - rows[index - 1]![1]);
    return {
      notionalFloor,
      notionalCap: rows[index + 1]?.[0] ?? null,
      maintenanceRate,
      deduction,
      maxLeverage: 125 / (index + 1),
    };
  });
}

const position = (over: Partial<Position>): Position => ({
  kind: 'linear',
  side: 'long',
  entryPrice: 100,
  leverage: 10,
  quantity: 1,
  tiers: flat(0.005),
  ...over,
});

/** Isolated equity and the requirement, in quote for linear and in coin for inverse contracts. */
function balance({ kind, side, entryPrice, leverage, quantity, tiers }: Position, price: number) {
  const sign = side === 'long' ? 1 : -1;
  if (kind === 'linear') {
    const equity = (quantity * entryPrice) / leverage + sign * quantity * (price - entryPrice);
    return { equity, requirement: maintenanceMargin(tiers, quantity * price) };
  }
  const equity = quantity / entryPrice / leverage + sign * quantity * (1 / entryPrice - 1 / price);
  return { equity, requirement: maintenanceMargin(tiers, quantity) / price };
}

describe('liquidation price', () => {
  it.each([
    // [100 · (1 − 1/25)] / (1 − 0.025) = 96 / 0.975 = 98.4615: naive 1/L would say −4 %
    ['linear', 'long', 25, 0.025, -0.0154],
    // [100 · (1 − 1/50)] / (1 − 0.01) = 98 / 0.99 = 98.9899
    ['linear', 'long', 50, 0.01, -0.0101],
    // [100 · (1 + 1/10)] / (1 + 0.005) = 110 / 1.005 = 109.4527
    ['linear', 'short', 10, 0.005, 0.0945],
    // 100 · 1.005 / (1 + 1/5) = 100.5 / 1.2 = 83.75
    ['inverse', 'long', 5, 0.005, -0.1625],
    // 100 · 0.995 / (1 − 1/5) = 99.5 / 0.8 = 124.375
    ['inverse', 'short', 5, 0.005, 0.24375],
  ] as const)('%s %s at %i× and m = %f lies %f from entry', (kind, side, leverage, rate, expected) => {
    const price = liquidationPrice(position({ kind, side, leverage, tiers: flat(rate) }));
    expect(price / 100 - 1).toBeCloseTo(expected, 4);
  });

  it('uses the tier at the liquidation notional, with its deduction', () => {
    // Entry notional 10 × 110 = 1100 lies in tier 2, the liquidation of a 5× long below 1000 in tier 1:
    // [110 · 0.8] / (1 − 0.01) = 88 / 0.99 = 88.89, 10 × 88.89 < 1000. Tier 2 would say (88 − 1) / 0.98 = 88.78.
    const tiers = continuous([
      [0, 0.01],
      [1000, 0.02],
    ]);
    expect(tiers[1]!.deduction).toBeCloseTo(10, 12);
    const price = liquidationPrice(position({ entryPrice: 110, leverage: 5, quantity: 10, tiers }));
    expect(price).toBeCloseTo(88 / 0.99, 10);
  });

  it('liquidates at the bound where a table without deductions jumps there', () => {
    const tiers = [
      { notionalFloor: 0, notionalCap: 1000, maintenanceRate: 0.01, deduction: 0, maxLeverage: 50 },
      { notionalFloor: 1000, notionalCap: null, maintenanceRate: 0.2, deduction: 0, maxLeverage: 5 },
    ];
    // Short 10 @ 95, margin 190: in tier 1 it would last to (95 · 1.2) / 1.01 = 112.9, but at 100 the requirement
    // becomes 200 while equity is 190 − 50 = 140.
    const short = position({ side: 'short', entryPrice: 95, leverage: 5, quantity: 10, tiers });
    expect(liquidationPrice(short)).toBe(100);
  });

  it('says never for positions whose margin covers the whole notional', () => {
    expect(liquidationPrice(position({ leverage: 1 }))).toBe(0);
    expect(liquidationPrice(position({ kind: 'inverse', side: 'short', leverage: 1 }))).toBe(
      Number.POSITIVE_INFINITY,
    );
  });

  const anyPosition = fc.record({
    kind: fc.constantFrom('linear' as const, 'inverse' as const),
    side: fc.constantFrom('long' as const, 'short' as const),
    entryPrice: fc.double({ min: 1e-6, max: 1e6, noNaN: true }),
    leverage: fc.double({ min: 1.5, max: 40, noNaN: true }),
    notional: fc.double({ min: 10, max: 1e8, noNaN: true }),
  });
  const tiers = continuous([
    [0, 0.004],
    [50_000, 0.005],
    [500_000, 0.01],
    [5_000_000, 0.012],
  ]);

  it('is where equity equals maintenance margin, to 1e-9 of the margin', () => {
    fc.assert(
      fc.property(anyPosition, ({ notional, ...terms }) => {
        const quantity = terms.kind === 'linear' ? notional / terms.entryPrice : notional;
        const any: Position = { ...terms, quantity, tiers };
        const price = liquidationPrice(any);
        const { equity, requirement } = balance(any, price);
        const margin = balance(any, terms.entryPrice).equity;
        expect(Math.abs(equity - requirement) / margin).toBeLessThan(1e-9);
        expect(Math.sign(price - terms.entryPrice)).toBe(terms.side === 'long' ? -1 : 1);
      }),
    );
  });

  it('agrees with Hyperliquid’s own form from any price in between', () => {
    fc.assert(
      fc.property(anyPosition, fc.double({ min: 0, max: 1, noNaN: true }), ({ notional, ...terms }, way) => {
        const rate = 0.01;
        const quantity = notional / terms.entryPrice;
        const linear: Position = { ...terms, kind: 'linear', quantity, tiers: flat(rate) };
        const expected = liquidationPrice(linear);
        const price = terms.entryPrice + way * (expected - terms.entryPrice);
        const { equity, requirement } = balance(linear, price);
        const theirs = hyperliquidLiquidationPrice(terms.side, price, equity - requirement, quantity, rate);
        expect(theirs / expected).toBeCloseTo(1, 9);
      }),
    );
  });

  it('mirrors: an inverse long is a linear short in 1 / price', () => {
    fc.assert(
      fc.property(anyPosition, ({ entryPrice, leverage, notional }) => {
        const inverse = position({ kind: 'inverse', entryPrice, leverage, quantity: notional });
        const linear = position({ side: 'short', entryPrice: 1 / entryPrice, leverage, quantity: 1 });
        expect(liquidationPrice(inverse) * liquidationPrice(linear)).toBeCloseTo(1, 9);
      }),
    );
  });
});

describe('maintenance tiers', () => {
  const tiers = continuous([
    [0, 0.004],
    [50_000, 0.005],
  ]);

  it.each([
    [10_000, 40], // 0.004 · 10 000
    [50_000, 200], // 0.005 · 50 000 − 50 = 200 = 0.004 · 50 000
    [100_000, 450], // 0.005 · 100 000 − 50
  ])('asks %i USD for %f', (notional, margin) => {
    expect(maintenanceMargin(tiers, notional)).toBeCloseTo(margin, 9);
  });

  it('puts a bound into the upper tier', () => {
    expect(tierAt(tiers, 49_999.99).maintenanceRate).toBe(0.004);
    expect(tierAt(tiers, 50_000).maintenanceRate).toBe(0.005);
  });

  it.each([
    [125, 0.004],
    [100, 0.005],
    [20, 0.025],
  ])('assumes half of the initial margin at %i×: %f', (leverage, rate) => {
    expect(assumedTiers(leverage)[0]!.maintenanceRate).toBeCloseTo(rate, 12);
  });

  it.each([
    ['none', null],
    ['an empty table', []],
    ['a rate of 100 %', flat(1)],
    ['a rate that is no number', flat(Number.NaN)],
  ])('assumes its own with %s', (_name, maintenanceTiers) => {
    expect(tiersOf(instrumentOf({ maintenanceTiers })).assumed).toBe(true);
    expect(tiersOf(instrumentOf()).assumed).toBe(false);
  });
});
