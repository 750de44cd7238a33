import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { midRank, percentileIn } from '../../../core/analytics/percentile.ts';
import { count } from '../../../core/domain/clause.ts';
import { missing } from '../../../core/domain/measured.ts';
import { DAY, HOUR } from '../../../core/domain/time.ts';
import { evenPoints, known, knownValue, NOW } from './builders.ts';

describe('midRank', () => {
  it.each([
    // (2 below + ½ · 1 equal) / 4 = 0.625
    [[1, 2, 3, 4], 3, 0.625],
    // (0 + ½ · 4) / 4: a constant series is at its middle, not at its top
    [[7, 7, 7, 7], 7, 0.5],
    // (4 + 0) / 4
    [[1, 2, 3, 4], 5, 1],
    // (0 + 0) / 4
    [[1, 2, 3, 4], 0, 0],
    // (1 + ½ · 2) / 5 = 0.4
    [[1, 2, 2, 8, 9], 2, 0.4],
  ])('ranks in %j the value %d at %d', (values, value, expected) => {
    expect(midRank(values, value)).toBe(expected);
  });

  it('mirrors: the rank of −v among −x is one minus the rank of v among x', () => {
    fc.assert(
      fc.property(fc.array(fc.integer(), { minLength: 1 }), fc.integer(), (values, value) => {
        const mirrored = midRank(
          values.map((x) => -x),
          -value,
        );
        expect(mirrored).toBeCloseTo(1 - midRank(values, value), 12);
      }),
    );
  });

  it('rises with the value', () => {
    fc.assert(
      fc.property(fc.array(fc.integer(), { minLength: 1 }), fc.integer(), fc.nat(), (values, value, more) => {
        expect(midRank(values, value + more)).toBeGreaterThanOrEqual(midRank(values, value));
      }),
    );
  });
});

describe('percentileIn', () => {
  const rising = (hours: number) =>
    evenPoints(
      HOUR,
      Array.from({ length: hours }, (_, i) => i),
      NOW - HOUR,
    );

  it('ranks against the last thirty days only', () => {
    // 1000 hourly points 0…999 ending one hour ago: the last 30 days in (now − 720 h, now] are 281…999.
    // Below 640: 281…639 = 359; equal: 1; n = 719 → 359.5 / 719 = 0.5
    expect(knownValue(percentileIn(rising(1000), known(640), NOW))).toBeCloseTo(0.5, 12);
  });

  it.each([
    [3 * 24, 3],
    [7 * 24 - 1, 6],
  ])('warms up with %d hourly points', (hours, days) => {
    expect(percentileIn(rising(hours), known(1), NOW)).toEqual(
      missing('warming-up', 'historyDays', count(days), count(7)),
    );
  });

  it('is known from seven days on', () => {
    expect(percentileIn(rising(7 * 24), known(1), NOW)).not.toHaveProperty('missing');
  });

  it('counts a hole as one day at most', () => {
    const sparse = evenPoints(10 * DAY, [1, 2, 3], NOW);
    expect(percentileIn(sparse, known(1), NOW)).toEqual(
      missing('warming-up', 'historyDays', count(2), count(7)),
    );
  });

  it('hands on why its value is missing', () => {
    const gone = missing('source-down');
    expect(percentileIn(rising(900), gone, NOW)).toBe(gone);
  });

  it('says so when there is no history at all', () => {
    expect(percentileIn(null, known(1), NOW)).toEqual(missing('not-yet', 'noHistory'));
  });
});
