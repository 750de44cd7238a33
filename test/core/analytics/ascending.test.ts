import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ascendingBars, ascendingPoints } from '../../../core/analytics/ascending.ts';
import type { Candle } from '../../../core/domain/observation.ts';
import { HOUR } from '../../../core/domain/time.ts';
import { seriesOfBars, seriesOfPoints } from './builders.ts';

const rowsOf = (points: { time: Float64Array; value: Float64Array } | null) =>
  points && Array.from(points.time, (time, row) => [time, points.value[row]]);

describe('ascendingPoints', () => {
  it('hands clean points on without a copy', () => {
    const points = seriesOfPoints([
      [1, 10],
      [2, 20],
    ]);
    expect(ascendingPoints(points, 2)).toBe(points);
  });

  it('sorts, drops what is no number and lets the last of equal times win', () => {
    const points = seriesOfPoints([
      [3, 30],
      [1, 10],
      [2, Number.NaN],
      [3, 31],
      [4, Number.POSITIVE_INFINITY],
    ]);
    expect(rowsOf(ascendingPoints(points, 9))).toEqual([
      [1, 10],
      [3, 31],
    ]);
  });

  it('knows nothing of the future', () => {
    const points = seriesOfPoints([
      [1, 10],
      [2, 20],
    ]);
    expect(rowsOf(ascendingPoints(points, 1))).toEqual([[1, 10]]);
  });

  it('drops values that a quantity cannot have', () => {
    const points = seriesOfPoints([
      [1, 0],
      [2, 20],
      [3, -1],
    ]);
    expect(rowsOf(ascendingPoints(points, 9, 0))).toEqual([[2, 20]]);
  });

  it('is null, never empty', () => {
    expect(ascendingPoints(seriesOfPoints([]), 9)).toBeNull();
    expect(ascendingPoints(seriesOfPoints([[10, 1]]), 9)).toBeNull();
    expect(ascendingPoints(null, 9)).toBeNull();
  });

  it('always ascends, whatever comes', () => {
    const row = fc.tuple(fc.integer({ min: 0, max: 20 }), fc.double());
    fc.assert(
      fc.property(fc.array(row), (rows) => {
        const clean = ascendingPoints(seriesOfPoints(rows), 15);
        if (clean === null) return;
        for (let i = 0; i < clean.time.length; i += 1) {
          expect(Number.isFinite(clean.value[i])).toBe(true);
          expect(clean.time[i]!).toBeLessThanOrEqual(15);
          if (i > 0) expect(clean.time[i]!).toBeGreaterThan(clean.time[i - 1]!);
        }
      }),
    );
  });
});

describe('ascendingBars', () => {
  const candle = (overrides: Partial<Candle>): Candle => ({
    openTime: HOUR,
    open: 100,
    high: 102,
    low: 99,
    close: 101,
    volume: 5,
    takerBuyVolume: null,
    ...overrides,
  });

  it('hands clean bars on without a copy, unknown taker volume included', () => {
    const bars = seriesOfBars(HOUR, [candle({}), candle({ openTime: 2 * HOUR, volume: 0 })]);
    expect(ascendingBars(bars, 3 * HOUR)).toBe(bars);
  });

  it.each([
    ['a high below the open', { high: 99.5 }],
    ['a low above the close', { low: 101.5 }],
    ['a price of zero', { low: 0 }],
    ['no number', { close: Number.NaN }],
    ['negative volume', { volume: -1 }],
    ['an endless high', { high: Number.POSITIVE_INFINITY }],
    ['no time', { openTime: Number.NaN }],
    ['a time to come', { openTime: 9 * HOUR }],
  ])('drops a bar with %s', (_, fault) => {
    const bars = seriesOfBars(HOUR, [candle({}), candle({ openTime: 2 * HOUR, ...fault })]);
    expect(ascendingBars(bars, 3 * HOUR)?.openTime).toEqual(Float64Array.of(HOUR));
  });

  it('keeps the columns together when it sorts', () => {
    const bars = seriesOfBars(HOUR, [
      candle({ openTime: 2 * HOUR, volume: 2, takerBuyVolume: 1 }),
      candle({ openTime: HOUR, volume: 7, takerBuyVolume: 3 }),
      candle({ openTime: 2 * HOUR, volume: 4, takerBuyVolume: 2 }),
    ]);
    const clean = ascendingBars(bars, 3 * HOUR);
    expect(clean?.volume).toEqual(Float64Array.of(7, 4));
    expect(clean?.takerBuyVolume).toEqual(Float64Array.of(3, 2));
  });
});
