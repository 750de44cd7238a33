import { describe, expect, it } from 'vitest';
import {
  coverage,
  depth,
  gradeOf,
  healthyVenues,
  integrity,
  readGrade,
  smallVenues,
  turnover,
} from '../../../core/analytics/grade.ts';
import { clause, count, fraction } from '../../../core/domain/clause.ts';
import type { VenueSnapshot } from '../../../core/domain/market-inputs.ts';
import { missing } from '../../../core/domain/measured.ts';
import { emptyInputs, known } from './builders.ts';

const unknown = missing('not-yet');
const stoodStill = clause('openInterestStill', count(5));
const venueOf = (venue: string, healthy = true, openInterest = 100, volume = 100): VenueSnapshot => ({
  venue,
  healthy,
  kind: 'linear',
  openInterestValue: known(openInterest),
  excessHourly: unknown,
  premium: unknown,
  quoteVolume24h: known(volume),
});

it.each([
  [0, 'A'],
  [1, 'B'],
  [2, 'B'],
  [3, 'C'],
  [4, 'C'],
  [5, 'D'],
])('%d deductions are a %s', (points, grade) => {
  expect(gradeOf(points)).toBe(grade);
});

describe('deductions', () => {
  it.each([
    [[], known(100), 2],
    [[venueOf('binance-usdm')], known(100), 2],
    [[venueOf('okx')], known(100), 1],
    [[venueOf('okx'), venueOf('bybit-linear')], known(100), 0],
    [[venueOf('okx', false), venueOf('bybit-linear', false)], known(100), 2],
    [[venueOf('binance-usdm', false)], known(100), 3],
    [[], unknown, 3],
  ])('for venues, case %#', (venues, markPrice, points) => {
    expect(healthyVenues(emptyInputs({ venues, markPrice })).points).toBe(points);
  });

  it.each([
    // 300 / 100 = 3 times a day
    [known(300), known(100), 0],
    [known(4_000), known(100), 1],
    [known(11_000), known(100), 2],
    [known(4), known(100), 1],
    [unknown, known(100), 1],
    [known(300), known(0), 1],
  ])('for turnover, case %#', (volume, openInterest, points) => {
    expect(turnover(volume, openInterest).points).toBe(points);
  });

  it('for turnover, with no figure where open interest is next to nothing', () => {
    expect(turnover(known(1e19), known(1e-300))).toMatchObject({
      points: 2,
      reasons: [{ code: 'turnoverUnknown' }],
    });
  });

  it.each([
    ['sound', 0],
    ['unknown', 1],
    ['suspect', 2],
  ] as const)('for %s open interest: %d', (verdict, points) => {
    expect(integrity({ verdict, reasons: [stoodStill] })).toEqual({ points, reasons: [stoodStill] });
  });

  it.each([
    [known(5_000_000), 0],
    [known(900_000), 1],
    [known(100_000), 2],
    [unknown, 1],
  ])('for depth, case %#', (within, points) => {
    expect(depth(within).points).toBe(points);
  });

  it.each([
    [1, 0],
    [0.79, 1],
    [0.5, 1],
    [0.49, 2],
  ])('for %d of the parts: %d', (share, points) => {
    expect(coverage(share).points).toBe(points);
  });

  it('for volume on venues that hold hardly any open interest', () => {
    // small: 4 of 104 open interest (3.8 %), 300 of 400 volume (75 %)
    expect(smallVenues([venueOf('a', true, 100, 100), venueOf('b', true, 4, 300)])).toEqual({
      points: 1,
      reasons: [clause('smallVenues', fraction(0.75))],
    });
    expect(smallVenues([venueOf('a', true, 100, 100), venueOf('b', true, 90, 300)]).points).toBe(0);
    expect(smallVenues([]).points).toBe(0);
  });
});

describe('readGrade', () => {
  const best = {
    openInterestValue: known(100_000_000),
    integrity: { verdict: 'sound', reasons: [] },
    depth: known(8_000_000),
    coverage: 1,
  } as const;
  const venues = [venueOf('okx'), venueOf('bybit-linear')];

  it('is A without reasons when nothing is wrong', () => {
    const inputs = emptyInputs({
      venues,
      markPrice: known(150),
      perpQuoteVolume24h: known(300_000_000),
    });
    expect(readGrade(inputs, best)).toEqual({ grade: 'A', reasons: [] });
  });

  it('names the worst reason first', () => {
    const inputs = emptyInputs({
      venues,
      markPrice: known(150),
      perpQuoteVolume24h: known(300_000_000),
    });
    const reading = readGrade(inputs, {
      ...best,
      depth: known(900_000),
      integrity: { verdict: 'suspect', reasons: [stoodStill] },
    });
    expect(reading).toEqual({
      grade: 'C',
      reasons: [stoodStill, clause('thinBook', { unit: 'usd', value: 900_000 })],
    });
  });

  it('is D, never a pass, when nothing is known', () => {
    const reading = readGrade(emptyInputs(), {
      openInterestValue: unknown,
      integrity: { verdict: 'unknown', reasons: [clause('openInterestUnchecked')] },
      depth: unknown,
      coverage: 0,
    });
    expect(reading.grade).toBe('D');
    expect(reading.reasons).toHaveLength(5);
  });
});
