import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  axisMean,
  crowdingPoints,
  crowdingScore,
  type WeightedSignal,
} from '../../../core/analytics/crowding-score.ts';

const direction = (weight: number, signal: number | null): WeightedSignal => ({
  axis: 'direction',
  weight,
  signal,
});
const leverage = (weight: number, signal: number | null): WeightedSignal => ({
  axis: 'leverage',
  weight,
  signal,
});

describe('crowdingScore', () => {
  it.each([
    // D = 0.64, I = 0.81: 100 · √(0.5184) = 72
    [[direction(1, 0.64), leverage(1, 0.81)], 72],
    // D = −(0.4 · 0.5 + 0.1 · 0) / 0.5 = −0.4, I = 0.9: −100 · √0.36 = −60
    [[direction(0.4, -0.5), direction(0.1, 0), leverage(1, 0.9)], -60],
    // one-sided without leverage is not crowded: 100 · √(1 · 0) = 0
    [[direction(1, 1), leverage(1, 0)], 0],
    // leveraged without a side is not crowded either
    [[direction(0.5, 0.7), direction(0.5, -0.7), leverage(1, 1)], 0],
    // unknown parts do not count: D = 0.25, I = (0.5 · 1) / 0.5 = 1: 100 · √0.25 = 50
    [[direction(0.4, 0.25), direction(0.6, null), leverage(0.5, 1), leverage(0.5, null)], 50],
  ])('of %j is %d', (parts, expected) => {
    expect(crowdingScore(parts)).toBeCloseTo(expected, 10);
  });

  it('is unknown while an axis is', () => {
    expect(crowdingScore([direction(1, 0.5), leverage(1, null)])).toBeNull();
    expect(crowdingScore([leverage(1, 0.5)])).toBeNull();
    expect(axisMean([], 'direction')).toBeNull();
  });
});

describe('crowdingPoints', () => {
  it('halves the score between the axes and shares each half by weight times signal', () => {
    // D = 0.5 · 0.8 + 0.5 · 0.48 = 0.64, I = 0.81 → 72, 36 for each axis.
    // 36 · 0.4 / 0.64 = 22.5; 36 · 0.24 / 0.64 = 13.5; leverage 36 · 0.5 · 1 / 0.81 = 22.22; 36 · 0.31 / 0.81 = 13.78
    const points = crowdingPoints([
      direction(0.5, 0.8),
      direction(0.5, 0.48),
      leverage(0.5, 1),
      leverage(0.5, 0.62),
    ]);
    expect(points.map((each) => Number(each?.toFixed(2)))).toEqual([22.5, 13.5, 22.22, 13.78]);
  });

  it('shows a disagreeing part as what it costs', () => {
    // A = 0.5 · 0.98 = 0.49, B = 0.5 · 0.48 = 0.24, D = 0.25, I = 1: S = 50, S(A) = 100 · √0.49 = 70.
    // agreeing: 70 / 2 = 35; opposing: (50 − 70) / 2 = −10; leverage: 25
    expect(crowdingPoints([direction(0.5, 0.98), direction(0.5, -0.48), leverage(1, 1)])).toEqual([
      expect.closeTo(35, 10),
      expect.closeTo(-10, 10),
      expect.closeTo(25, 10),
    ]);
  });

  it('lets equal opposites cancel without blowing up', () => {
    // D = 0: S = 0, S(A) = 100 · √(0.5 · 0.9 · 1) = 67.08: + 33.54 − 33.54 + 0
    const [up, down, leveraged] = crowdingPoints([direction(0.5, 0.9), direction(0.5, -0.9), leverage(1, 1)]);
    expect(up).toBeCloseTo(33.541, 3);
    expect(down).toBeCloseTo(-33.541, 3);
    expect(leveraged).toBe(0);
  });

  it('gives unknown parts none, and nobody any while there is no score', () => {
    expect(crowdingPoints([direction(1, 0.64), direction(1, null), leverage(1, 0.81)])).toEqual([
      expect.closeTo(36, 10),
      null,
      expect.closeTo(36, 10),
    ]);
    expect(crowdingPoints([direction(1, 0.64), leverage(1, null)])).toEqual([null, null]);
  });

  const weight = fc.double({ min: 0.01, max: 1, noNaN: true });
  const signalled = (axis: WeightedSignal['axis'], min: number) =>
    fc.record({
      axis: fc.constant(axis),
      weight,
      signal: fc.option(fc.double({ min, max: 1, noNaN: true }), { nil: null }),
    });
  const market = fc
    .tuple(
      fc.array(signalled('direction', -1), { minLength: 1, maxLength: 5 }),
      fc.array(signalled('leverage', 0), { minLength: 1, maxLength: 6 }),
    )
    .map(([lean, load]) => [...lean, ...load]);

  it('adds up to the score, and no part carries more than half of it all', () => {
    fc.assert(
      fc.property(market, (parts) => {
        const score = crowdingScore(parts);
        const points = crowdingPoints(parts);
        if (score === null) {
          expect(points.every((each) => each === null)).toBe(true);
          return;
        }
        expect(Math.abs(score)).toBeLessThanOrEqual(100 + 1e-9);
        const sum = points.reduce<number>((total, each) => total + (each ?? 0), 0);
        expect(sum).toBeCloseTo(score, 9);
        for (const each of points) expect(Math.abs(each ?? 0)).toBeLessThanOrEqual(50 + 1e-9);
      }),
    );
  });

  it('mirrors: opposite directions give the opposite score and opposite points', () => {
    fc.assert(
      fc.property(market, (parts) => {
        const mirrored = parts.map((part) =>
          part.axis === 'direction' && part.signal !== null ? { ...part, signal: -part.signal } : part,
        );
        const score = crowdingScore(parts);
        if (score === null) return;
        expect(crowdingScore(mirrored)).toBeCloseTo(-score, 9);
        const points = crowdingPoints(parts);
        crowdingPoints(mirrored).forEach((each, index) => {
          if (each === null) expect(points[index]).toBeNull();
          else expect(each).toBeCloseTo(-points[index]!, 9);
        });
      }),
    );
  });
});
