import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { fitDepth } from '../../../core/analytics/depth-fit.ts';

/** Levels of a book whose cumulative USD is exactly B · u^κ at each of `percents` from a mid of 100. */
function powerLaw(depth: number, kappa: number, percents: readonly number[], sign = -1) {
  let before = 0;
  return percents.map((percent) => {
    const price = 100 * (1 + (sign * percent) / 100);
    const size = (depth * percent ** kappa - before) / price;
    before = depth * percent ** kappa;
    return [price, size] as const;
  });
}
const steps = (count: number, step: number) => Array.from({ length: count }, (_, i) => (i + 1) * step);

const LINEAR = { kind: 'linear' } as const;

describe('depth fit', () => {
  it('finds B and κ of an exact power law, on either side, and says how far it saw', () => {
    for (const sign of [-1, 1]) {
      const fit = fitDepth(powerLaw(10e6, 1.16, steps(200, 0.01), sign), 100, LINEAR)!;
      expect(fit.depthAtOnePercent / 10e6).toBeCloseTo(1, 9);
      expect(fit.kappa).toBeCloseTo(1.16, 9);
      expect(fit.seenPercent).toBeCloseTo(2, 9);
    }
  });

  it('finds any power law within its range', () => {
    const depth = fc.double({ min: 1e3, max: 1e10, noNaN: true });
    const kappa = fc.double({ min: 0.6, max: 2.4, noNaN: true });
    fc.assert(
      fc.property(depth, kappa, (b, k) => {
        const fit = fitDepth(powerLaw(b, k, steps(50, 0.02)), 100, LINEAR)!;
        expect(fit.kappa).toBeCloseTo(k, 6);
        expect(fit.depthAtOnePercent / b).toBeCloseTo(1, 6);
      }),
    );
  });

  it('takes the sizes of an inverse contract for dollars', () => {
    const levels = powerLaw(1e6, 1.2, steps(60, 0.02));
    const dollars = levels.map(([price, size]) => [price, size * price] as const);
    const linear = fitDepth(levels, 100, LINEAR)!;
    expect(fitDepth(dollars, 100, { kind: 'inverse' })).toEqual(linear);
  });

  it('extrapolates from a book seen to 0.19 %, and says 0.19', () => {
    const fit = fitDepth(powerLaw(5e6, 1.1, steps(19, 0.01)), 100, LINEAR)!;
    expect(fit.seenPercent).toBeCloseTo(0.19, 9);
    expect(fit.depthAtOnePercent / 5e6).toBeCloseTo(1, 6);
  });

  it('takes κ = 1.16 where the levels span too little to tell', () => {
    // 0.20 … 0.24 %: far / near = 1.2 < 3
    const fit = fitDepth(powerLaw(5e6, 2, [0.2, 0.21, 0.22, 0.23, 0.24]), 100, LINEAR)!;
    expect(fit.kappa).toBe(1.16);
  });

  it.each([
    ['four levels', powerLaw(1e6, 1, steps(4, 0.1))],
    ['no levels', []],
    ['sizes that are no sizes', steps(9, 0.1).map((p) => [100 - p, Number.NaN] as const)],
    ['levels at mid', steps(9, 0.1).map(() => [100, 1] as const)],
  ])('says nothing of %s', (_name, levels) => {
    expect(fitDepth(levels, 100, LINEAR)).toBeNull();
  });

  it('keeps κ in range and every figure finite, whatever the book', () => {
    const level = fc.tuple(fc.double({ min: 0, max: 200 }), fc.double({ min: -1, max: 1e12 }));
    fc.assert(
      fc.property(fc.array(level, { maxLength: 60 }), (levels) => {
        const fit = fitDepth(levels, 100, LINEAR);
        if (fit === null) return;
        expect(fit.kappa).toBeGreaterThanOrEqual(0.5);
        expect(fit.kappa).toBeLessThanOrEqual(2.5);
        expect(Number.isFinite(fit.depthAtOnePercent)).toBe(true);
      }),
    );
  });
});
