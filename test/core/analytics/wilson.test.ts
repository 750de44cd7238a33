import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { wilsonLower } from '../../../core/analytics/wilson.ts';

describe('Wilson’s lower bound', () => {
  // Newcombe (1998), table I, method 3: 81/263 and 15/148.
  it.each([
    [81 / 263, 263, 0.2553],
    [15 / 148, 148, 0.0624],
    [0, 20, 0],
    [1, 29, 0.883],
  ])('of %f in %i trials is %f', (share, n, bound) => {
    expect(wilsonLower(share, n)).toBeCloseTo(bound, 3);
  });

  it('lies between 0 and the share, and nearer to it with more trials', () => {
    fc.assert(
      fc.property(
        fc.double({ min: 0, max: 1, noNaN: true }),
        fc.integer({ min: 1, max: 10_000 }),
        (share, n) => {
          const bound = wilsonLower(share, n);
          expect(bound).toBeGreaterThanOrEqual(0);
          expect(bound).toBeLessThanOrEqual(share + 1e-12);
          expect(wilsonLower(share, 2 * n)).toBeGreaterThanOrEqual(bound - 1e-12);
        },
      ),
    );
  });

  it('claims nothing without a trial', () => {
    expect(wilsonLower(0.5, 0)).toBe(0);
  });
});
