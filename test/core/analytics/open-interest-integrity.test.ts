import { describe, expect, it } from 'vitest';
import { openInterestIntegrity, stepVerdict } from '../../../core/analytics/open-interest-integrity.ts';
import { clause, count } from '../../../core/domain/clause.ts';
import { HOUR, MINUTE } from '../../../core/domain/time.ts';
import { barsFromCloses, evenPoints, NOW } from './builders.ts';

describe('stepVerdict', () => {
  it.each([
    // 100 more contracts held need at least 100 traded
    [1_000, 1_100, 100, 'sound'],
    [1_000, 1_101, 100, 'over-volume'],
    [1_000, 899, 100, 'over-volume'],
    // + 60 % is a change of unit, whatever was traded
    [1_000, 1_600, 1e9, 'jump'],
    [1_000, 499, 1e9, 'jump'],
    [0, 10, 1e9, 'jump'],
  ])('from %d to %d with %d traded is %s', (before, after, volume, expected) => {
    expect(stepVerdict(before, after, volume)).toBe(expected);
  });
});

describe('openInterestIntegrity', () => {
  const bars = (volume: number) => barsFromCloses(5 * MINUTE, Array(300).fill(100), { volume });
  const zigzag = (size: number, step = 5 * MINUTE, count = 289) =>
    evenPoints(
      step,
      Array.from({ length: count }, (_, i) => 1_000 + (i % 2) * size),
    );

  it('believes changes that were traded', () => {
    expect(openInterestIntegrity(zigzag(9), bars(10), NOW)).toEqual({ verdict: 'sound', reasons: [] });
  });

  it('doubts changes larger than the volume', () => {
    const { verdict, reasons } = openInterestIntegrity(zigzag(11), bars(10), NOW);
    expect(verdict).toBe('suspect');
    expect(reasons).toEqual([clause('openInterestOverTraded', count(287), count(287))]);
  });

  it('adds up the volume of all bars a longer step spans', () => {
    // an hour holds 12 bars of 10: 119 is possible, 121 is not
    expect(openInterestIntegrity(zigzag(119, HOUR, 25), bars(10), NOW).verdict).toBe('sound');
    expect(openInterestIntegrity(zigzag(121, HOUR, 25), bars(10), NOW).verdict).toBe('suspect');
  });

  it('does not hold another venue’s open interest against these bars', () => {
    expect(openInterestIntegrity(zigzag(11), bars(10), NOW, true).verdict).toBe('sound');
  });

  it('finds a series that stands still while contracts change hands', () => {
    const frozen = evenPoints(5 * MINUTE, Array(289).fill(1_000));
    expect(openInterestIntegrity(frozen, bars(10), NOW).reasons).toEqual([
      clause('openInterestStill', count(24)),
    ]);
    expect(openInterestIntegrity(frozen, bars(0), NOW).verdict).toBe('sound');
  });

  it('finds a change of unit', () => {
    const rescaled = evenPoints(
      5 * MINUTE,
      Array.from({ length: 289 }, (_, i) => (i < 200 ? 1_000 : 1_000_000) + (i % 2)),
    );
    expect(openInterestIntegrity(rescaled, bars(10), NOW).reasons).toContainEqual(
      clause('openInterestJumped', count(1)),
    );
  });

  it('is unknown without a series, and does not guess volume without bars', () => {
    expect(openInterestIntegrity(null, bars(10), NOW).verdict).toBe('unknown');
    expect(openInterestIntegrity(zigzag(11), null, NOW).verdict).toBe('sound');
  });
});
