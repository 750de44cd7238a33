import { describe, expect, it } from 'vitest';
import {
  annualRate,
  excessHistory,
  excessHourly,
  hourlyRate,
  isAtAnchor,
  isAtCap,
  readFunding,
} from '../../../core/analytics/funding.ts';
import { missing } from '../../../core/domain/measured.ts';
import { HOUR } from '../../../core/domain/time.ts';
import {
  emptyInputs,
  evenPoints,
  fundingOf,
  instrumentOf,
  knownValue,
  NOW,
  seriesOfPoints,
} from './builders.ts';

describe('normal forms', () => {
  it.each([
    // 0.0001 / 4 = 0.000025 an hour; · 8760 = 0.219
    [0.0001, 4, 0.219],
    // 0.0001 / 8 · 8760 = 0.1095: the familiar 10.95 %
    [0.0001, 8, 0.1095],
    // −0.00005 / 1 · 8760 = −0.438
    [-0.00005, 1, -0.438],
  ])('%d each %d h is %d a year', (rate, hours, apr) => {
    expect(annualRate(hourlyRate(rate, hours))).toBeCloseTo(apr, 12);
  });

  it.each([
    // (0.0001 − 0.00005) / 4 · 8760 = 0.1095
    [0.0001, 0.00005, 4, 0.1095],
    // at the anchor nothing is left: (0.0001 − 0.0001) / 8 = 0
    [0.0001, 0.0001, 8, 0],
    // (0.0000125 · 3 − 0.0000125) / 1 · 8760 = 0.000025 · 8760 = 0.219 (hourly venue)
    [0.0000375, 0.0000125, 1, 0.219],
    // (−0.0003 − 0.0001) / 8 · 8760 = −0.438
    [-0.0003, 0.0001, 8, -0.438],
  ])('%d with anchor %d each %d h is %d a year in excess', (rate, anchor, hours, apr) => {
    expect(annualRate(excessHourly(rate, anchor, hours))).toBeCloseTo(apr, 12);
  });
});

describe('the flags', () => {
  it.each([
    [0.0001, 0.0001, true],
    [0.000100005, 0.0001, true],
    [0.000101, 0.0001, false],
    [-0.0001, 0.0001, false],
    [0, 0, true],
    [1e-9, 0, false],
    [0.0000125, 0.0000125, true],
  ])('rate %d at anchor %d: %s', (rate, anchor, expected) => {
    expect(isAtAnchor(rate, anchor)).toBe(expected);
  });

  it.each([
    [0.02, 0.02, true],
    [-0.02, 0.02, true],
    [0.0199, 0.02, false],
    [0, 0, false],
  ])('rate %d at cap %d: %s', (rate, cap, expected) => {
    expect(isAtCap(rate, cap)).toBe(expected);
  });
});

describe('excessHistory', () => {
  it('reads each interval from the settlement times, as venues change them', () => {
    const settled = seriesOfPoints([
      [0 * HOUR, 0.0002], // first: the gap after it, 8 h → (0.0002 − 0.0001) / 8 = 0.0000125
      [8 * HOUR, 0.0001], // 8 h → 0
      [12 * HOUR, 0.0001], // 4 h, anchor 0.00005 → 0.00005 / 4 = 0.0000125
      [36 * HOUR, 0.00005], // 24 h is a hole; the gap after it, 4 h → 0
      [40 * HOUR, 0.00025], // 4 h → 0.0002 / 4 = 0.00005
    ]);
    // today: anchor 0.00005 each 4 h, 0.0000125 an hour
    const { value } = excessHistory(settled, 0.00005, 4);
    [0.0000125, 0, 0.0000125, 0, 0.00005].forEach((expected, row) => {
      expect(value[row]).toBeCloseTo(expected, 15);
    });
  });

  it('takes a lone settlement at today’s interval', () => {
    expect(excessHistory(seriesOfPoints([[0, 0.0003]]), 0.0001, 8).value[0]).toBeCloseTo(0.000025, 15);
  });
});

describe('readFunding', () => {
  const history = evenPoints(
    8 * HOUR,
    Array.from({ length: 90 }, (_, i) => i * 1e-6),
    NOW - HOUR,
  );

  it('ranks the excess in the settled rates', () => {
    const reading = readFunding(
      emptyInputs({ funding: fundingOf(80 * 1e-6), anchorRate: 0.0001, fundingHistory: history }),
    );
    // rates 0…89 · 1e-6: 80 lie below 80e-6, 1 equals it: 80.5 / 90 = 0.8944
    expect(knownValue(reading.excessPercentile)).toBeCloseTo(80.5 / 90, 12);
    expect(knownValue(reading.apr)).toBeCloseTo(0.0876, 12);
    expect(reading.atAnchor).toBe(false);
  });

  it('lets the observation’s interval win over the listed one, and falls back on the latter', () => {
    const instrument = instrumentOf({ fundingIntervalHours: 8 });
    const interval = (hours: number | null) =>
      readFunding(emptyInputs({ instrument, funding: fundingOf(0.0001, { fundingIntervalHours: hours }) }))
        .fundingIntervalHours;
    expect(knownValue(interval(1))).toBe(1);
    expect(knownValue(interval(null))).toBe(8);
  });

  it('does not assume eight hours', () => {
    const instrument = instrumentOf({ fundingIntervalHours: null });
    const funding = fundingOf(0.0001, { fundingIntervalHours: null });
    const reading = readFunding(emptyInputs({ instrument, funding, anchorRate: 0.0001 }));
    expect(reading.apr).toEqual(missing('not-published', 'fundingIntervalUnknown'));
    expect(reading.excessHourly).toEqual(missing('not-published', 'fundingIntervalUnknown'));
    expect(knownValue(reading.fundingRate)).toBe(0.0001);
  });

  it('knows no excess and no flag without the interest part', () => {
    const reading = readFunding(emptyInputs({ funding: fundingOf(0.0001), anchorRate: null, capRate: null }));
    expect(reading.excessHourly).toEqual(missing('not-published', 'fundingInterestUnknown'));
    expect(reading.atAnchor).toBeNull();
    expect(reading.atCap).toBeNull();
  });

  it('hands on why funding is missing', () => {
    const gone = missing('source-down');
    const reading = readFunding(emptyInputs({ funding: gone, anchorRate: 0.0001 }));
    expect([reading.fundingRate, reading.apr, reading.excessHourly, reading.excessPercentile]).toEqual([
      gone,
      gone,
      gone,
      gone,
    ]);
    expect(reading.atAnchor).toBeNull();
  });
});
