import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { touchProbability } from '../../../core/analytics/touch-probability.ts';

describe('touch probability', () => {
  it.each([
    // d = ln(102 / 100) = 0.019803; σ√T = 0.01 · √4 = 0.02; z = 0.990131; 2Φ(−z) = 0.322110
    [102, 0.01, 4, 0.32211],
    // d = ln(100 / 97) = 0.030459; σ√T = 0.01 · √1; z = 3.0459; 2Φ(−z) = 0.00232
    [97, 0.01, 1, 0.00232],
    // d = ln(100 / 90) = 0.105361; σ√T = 0.01 · √24 = 0.048990; z = 2.150665; 2Φ(−z) = 0.031503
    [90, 0.01, 24, 0.031503],
    [100, 0.01, 24, 1],
    [101, 0, 24, 0],
    // z = 1.96 exactly: 5 %
    [100 * Math.exp(0.0195996398454), 0.01, 1, 0.05],
  ])('of %f from 100 at σ = %f within %i h is %f', (price, sigma, hours, expected) => {
    expect(touchProbability(100, price, sigma, hours)).toBeCloseTo(expected, 5);
  });

  it('is a probability that grows with time, and is the same for mirrored prices', () => {
    const positive = fc.double({ min: 1e-4, max: 3, noNaN: true });
    fc.assert(
      fc.property(positive, positive, (distance, sigma) => {
        const price = 100 * Math.exp(distance);
        const day = touchProbability(100, price, sigma, 24);
        expect(day).toBeGreaterThanOrEqual(touchProbability(100, price, sigma, 1));
        expect(day).toBeLessThanOrEqual(1);
        expect(touchProbability(100, 100 / Math.exp(distance), sigma, 24)).toBeCloseTo(day, 12);
      }),
    );
  });
});
