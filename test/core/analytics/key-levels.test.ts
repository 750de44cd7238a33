import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { keyLevels, stopBand } from '../../../core/analytics/key-levels.ts';
import { priorExtremes, priorPeriods } from '../../../core/analytics/prior-extremes.ts';
import { roundNumbers, roundStep } from '../../../core/analytics/round-numbers.ts';
import { swingLevels } from '../../../core/analytics/swing-levels.ts';
import { DAY, HOUR } from '../../../core/domain/time.ts';
import { barsFromCloses, NOW, wander } from './builders.ts';

describe('roundStep', () => {
  it.each([
    // 5 · ATR 400 = 2000
    [2_000, 2_000],
    // 3 lies nearer to 2 by ratio (1.5) than to 5 (1.67)
    [3, 2],
    // 3.2: 1.6 to 2, 1.5625 to 5
    [3.2, 5],
    // 7.5: 1.5 to 5, 1.33 to 10
    [7.5, 10],
    [0.00023, 0.0002],
  ])('of %d is %d', (size, expected) => {
    expect(roundStep(size)).toBe(expected);
  });
});

describe('roundNumbers', () => {
  it.each([
    // 5 · 380 = 1900 → 2000: three on each side of 61 300
    [61_300, 380, [56_000, 58_000, 60_000, 62_000, 64_000, 66_000]],
    // 5 · 0.021 = 0.105 → 0.1, written as people write it
    [0.72, 0.021, [0.5, 0.6, 0.7, 0.8, 0.9, 1]],
    // 5 · 1 = 5; a price on the grid is a level itself
    [150, 1, [135, 140, 145, 150, 155, 160]],
    // 5 · 4 = 20: no level at or below zero
    [30, 4, [20, 40, 60, 80]],
  ])('around %d at ATR %d are %j', (mark, atr, expected) => {
    expect(roundNumbers(mark, atr)).toEqual(expected);
  });

  it('has none without a range to measure by', () => {
    expect(roundNumbers(100, 0)).toEqual([]);
  });
});

describe('priorPeriods', () => {
  const utc = (text: string) => Date.parse(`${text}T00:00:00Z`);

  it.each([
    // a Wednesday
    ['2026-07-15', '2026-07-14', '2026-07-06', '2026-07-13', '2026-06-01', '2026-07-01'],
    // a Monday: the prior week ended yesterday
    ['2026-07-13', '2026-07-12', '2026-07-06', '2026-07-13', '2026-06-01', '2026-07-01'],
    // a Sunday, in January
    ['2027-01-03', '2027-01-02', '2026-12-21', '2026-12-28', '2026-12-01', '2027-01-01'],
  ])('on %s', (today, day, monday, nextMonday, month, nextMonth) => {
    expect(priorPeriods(utc(today) + 9 * HOUR).map(({ from, to }) => [from, to])).toEqual([
      [utc(day), utc(today)],
      [utc(monday), utc(nextMonday)],
      [utc(month), utc(nextMonth)],
    ]);
  });
});

describe('priorExtremes', () => {
  /** 1000 + hours since `first`, one bar an hour up to now. */
  const rising = (days: number) => {
    const count = days * 24;
    return barsFromCloses(
      HOUR,
      Array.from({ length: count }, (_, i) => 1_000 + i + 1),
    );
  };

  it('takes the calendar day and week before', () => {
    // NOW is Wednesday 12:00. Ten days of bars start Sunday 5th 12:00 at 1000 and rise 1 an hour.
    // Tuesday 14th 00:00 is hour 204: low 1204, high 1228. Monday 6th is hour 12, Monday 13th hour 180.
    const found = Object.fromEntries(priorExtremes(rising(10), NOW).map(({ kind, price }) => [kind, price]));
    expect(found).toEqual({ 'day-low': 1_204, 'day-high': 1_228, 'week-low': 1_012, 'week-high': 1_180 });
  });

  it('claims no month it has not seen whole', () => {
    const kinds = (days: number) => priorExtremes(rising(days), NOW).map(({ kind }) => kind);
    expect(kinds(30)).not.toContain('month-high');
    expect(kinds(45)).toContain('month-high');
  });

  it('claims no day that is mostly missing', () => {
    const bars = rising(10);
    const yesterday = Math.floor(NOW / DAY) * DAY - DAY;
    const keep = Array.from(bars.openTime.keys()).filter((row) => {
      const time = bars.openTime[row]!;
      return time < yesterday + 2 * HOUR || time >= yesterday + DAY;
    });
    const pick = (column: Float64Array) => Float64Array.from(keep, (row) => column[row]!);
    const holed = {
      stepMs: HOUR,
      openTime: pick(bars.openTime),
      open: pick(bars.open),
      high: pick(bars.high),
      low: pick(bars.low),
      close: pick(bars.close),
      volume: pick(bars.volume),
      takerBuyVolume: pick(bars.takerBuyVolume),
    };
    const kinds = priorExtremes(holed, NOW).map(({ kind }) => kind);
    expect(kinds).not.toContain('day-high');
  });
});

describe('swingLevels', () => {
  const peak = (at: number, count: number) =>
    barsFromCloses(
      HOUR,
      Array.from({ length: count }, (_, i) => 100 - Math.abs(i - at) * 0.1),
    );

  it('finds the bar that tops the day before and after it', () => {
    // closes rise to 100 at row 50 and fall after; the bar after it opens at that high and loses the tie
    expect(swingLevels(peak(50, 100), NOW)).toEqual([{ kind: 'swing-high', price: 100 }]);
  });

  it('waits for a day of bars after the extreme', () => {
    expect(swingLevels(peak(50, 70), NOW)).toEqual([]);
  });

  it('mirrors', () => {
    const closes = wander(720, 100, 0.1, 60);
    const found = swingLevels(barsFromCloses(HOUR, closes), NOW);
    const mirrored = swingLevels(
      barsFromCloses(
        HOUR,
        closes.map((price) => 200 - price),
      ),
      NOW,
    );
    expect(found.length).toBeGreaterThan(4);
    expect(mirrored.map(({ kind, price }) => [kind, price.toFixed(6)]).sort()).toEqual(
      found
        .map(({ kind, price }) => [
          kind === 'swing-high' ? 'swing-low' : 'swing-high',
          (200 - price).toFixed(6),
        ])
        .sort(),
    );
  });
});

describe('stopBand', () => {
  it.each([
    // above mark: 110 + 0.05 · 2 … 110 + 0.3 · 2
    [110, 100, 2, [110.1, 110.6]],
    // below mark: 90 − 0.3 · 2 … 90 − 0.05 · 2
    [90, 100, 2, [89.4, 89.9]],
    // at mark: beyond is above
    [100, 100, 10, [100.5, 103]],
  ])('of %d from %d at ATR %d is %j', (price, mark, atr, expected) => {
    expect(stopBand(price, mark, atr)).toEqual(expected.map((edge) => expect.closeTo(edge, 10)));
  });
});

describe('keyLevels', () => {
  const bars = barsFromCloses(HOUR, wander(720, 150, 0.05, 97), { wick: 0.001 });

  it('lists the nearest first, each with its signed distance', () => {
    const levels = keyLevels(150.4, 1, null, NOW);
    // 5 · 1 = 5: 150 is 0.4 away, 155 4.6, 145 5.4, …
    expect(levels.map(({ price }) => price)).toEqual([150, 155, 145, 160, 140, 165]);
    expect(levels[0]!.distance).toBeCloseTo(-0.4 / 150.4, 12);
  });

  it('keeps the stronger of two near-equal levels', () => {
    // yesterday's high is 155.05, 0.05 from the round 155 at ATR 1 (tolerance 0.1)
    const closes = Array.from({ length: 10 * 24 }, () => 150.4);
    closes[10 * 24 - 20] = 155.05;
    const prices = keyLevels(150.4, 1, barsFromCloses(HOUR, closes), NOW);
    const near = prices.filter(({ price }) => Math.abs(price - 155) < 0.5);
    expect(near.map(({ kind, price }) => [kind, price])).toEqual([['day-high', 155.05]]);
  });

  it('never lists two levels within a tenth of an ATR', () => {
    const levels = keyLevels(150, 1.3, bars, NOW).sort((a, b) => a.price - b.price);
    expect(levels.length).toBeGreaterThan(8);
    for (let i = 1; i < levels.length; i += 1) {
      expect(levels[i]!.price - levels[i - 1]!.price).toBeGreaterThanOrEqual(0.13);
    }
  });

  it('has no levels without mark or range', () => {
    expect(keyLevels(0, 1, bars, NOW)).toEqual([]);
    expect(keyLevels(150, 0, bars, NOW)).toEqual([]);
    expect(keyLevels(Number.NaN, 1, bars, NOW)).toEqual([]);
  });

  it('scales: a thousand times the price gives a thousand times the levels', () => {
    fc.assert(
      fc.property(fc.double({ min: 0.05, max: 9, noNaN: true }), (atr) => {
        const closes = wander(720, 150, 0.05, 97);
        const plain = keyLevels(150.317, atr, barsFromCloses(HOUR, closes), NOW);
        const large = barsFromCloses(
          HOUR,
          closes.map((price) => price * 1_000),
        );
        const scaled = keyLevels(150_317, atr * 1_000, large, NOW);
        expect(scaled.map(({ kind }) => kind)).toEqual(plain.map(({ kind }) => kind));
        scaled.forEach(({ price }, index) => {
          expect(price / 1_000).toBeCloseTo(plain[index]!.price, 6);
        });
      }),
      { numRuns: 50 },
    );
  });
});
