import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { findBands } from '../../../core/analytics/clusters.ts';

describe('cluster bands', () => {
  it.each([
    // One hump: half-way between peak 9 and saddle 0 / 1 is 4.5 / 5: bins 2…4.
    ['a hump', [1, 1, 6, 9, 5, 1, 1], [{ from: 2, to: 4, peak: 3 }]],
    // Between the two: saddle 2, so the first ends above (8 + 2) / 2 = 5, the second above (6 + 2) / 2 = 4.
    [
      'two humps',
      [1, 8, 4, 2, 4, 6, 1, 1],
      [
        { from: 1, to: 1, peak: 1 },
        { from: 4, to: 5, peak: 5 },
      ],
    ],
    // Median 8, a quarter of it 2: the dip to 8 between 9 and 9.5 makes no second peak. Half of 9.5 is 4.75.
    ['a shallow dip', [4, 9, 8, 9.5, 8, 3], [{ from: 1, to: 4, peak: 3 }]],
    ['a plateau', [1, 1, 7, 7, 1, 1], [{ from: 2, to: 3, peak: 2 }]],
    ['the bin at the mark', [9, 4, 1, 1, 1], [{ from: 0, to: 0, peak: 0 }]],
    ['a slope to the horizon', [1, 2, 3, 4, 5], []],
    ['a flat map', [3, 3, 3, 3], []],
    ['an empty map', [0, 0, 0], []],
    ['no bins', [], []],
  ])('are right for %s', (_name, mass, bands) => {
    expect(findBands(mass)).toEqual(bands);
  });

  it('merge when a single bin separates them, and keep the higher peak', () => {
    // Saddle 2: the first reaches down to (10 + 2) / 2 = 6, the second to (12 + 2) / 2 = 7.
    expect(findBands([0, 10, 2, 12, 0, 0])).toEqual([{ from: 1, to: 3, peak: 3 }]);
    expect(findBands([0, 10, 2, 2, 12, 0, 0])).toHaveLength(2);
  });

  // Halves of the smallest numbers a computer has are no halves.
  const mass = fc.double({ min: 0, max: 1e9, noNaN: true }).map((value) => (value < 1e-200 ? 0 : value));
  const masses = fc.array(mass, { maxLength: 120 });

  it('are ordered, apart, inside the map, and hold their peak', () => {
    fc.assert(
      fc.property(masses, (bins) => {
        let last = -2;
        for (const { from, to, peak } of findBands(bins)) {
          expect(from).toBeGreaterThan(last + 1);
          expect(from <= peak && peak <= to && to < bins.length).toBe(true);
          expect(Math.max(...bins.slice(from, to + 1))).toBe(bins[peak]);
          last = to;
        }
      }),
    );
  });

  it('do not depend on the unit of mass', () => {
    fc.assert(
      fc.property(masses, (bins) => {
        expect(findBands(bins.map((each) => each * 1024))).toEqual(findBands(bins));
      }),
    );
  });
});
