import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { averageTrueRange, sigmaPerRootHour } from '../../../core/analytics/volatility.ts';
import type { Candle } from '../../../core/domain/observation.ts';
import { HOUR, MINUTE } from '../../../core/domain/time.ts';
import { barsFromCloses, NOW, seriesOfBars } from './builders.ts';

const hourlyRow = (index: number, count: number, row: Partial<Candle>): Candle => ({
  openTime: NOW - (count - index) * HOUR,
  open: 100,
  high: 101,
  low: 99,
  close: 100,
  volume: 1,
  takerBuyVolume: null,
  ...row,
});

describe('averageTrueRange', () => {
  const flat = (count: number, last: Partial<Candle> = {}) =>
    seriesOfBars(
      HOUR,
      Array.from({ length: count }, (_, i) => hourlyRow(i, count, i === count - 1 ? last : {})),
    );

  it('is the plain mean of the first fourteen true ranges', () => {
    // every range is 101 − 99 = 2
    expect(averageTrueRange(flat(15), NOW)?.value).toBeCloseTo(2, 12);
  });

  it('then moves a fourteenth of the way to each new range', () => {
    // (13 · 2 + 16) / 14 = 42 / 14 = 3
    expect(averageTrueRange(flat(16, { high: 110, low: 94 }), NOW)?.value).toBeCloseTo(3, 12);
  });

  it('counts the gap from the close before', () => {
    // opens at 120 after a close of 100: range 121 − 100 = 21, not 121 − 119; (13 · 2 + 21) / 14 = 47 / 14
    const gapped = flat(16, { open: 120, high: 121, low: 119, close: 120 });
    expect(averageTrueRange(gapped, NOW)?.value).toBeCloseTo(47 / 14, 12);
  });

  it('leaves the open bar out', () => {
    const bars = flat(16, { high: 1_000 });
    expect(averageTrueRange(bars, NOW - 1)).toEqual({ value: expect.closeTo(2, 12), venueTime: NOW - HOUR });
  });

  it('is unknown with fourteen bars', () => {
    expect(averageTrueRange(flat(14), NOW)).toBeNull();
  });

  it('scales with price', () => {
    fc.assert(
      fc.property(fc.array(fc.double({ min: 10, max: 1_000, noNaN: true }), { minLength: 15 }), (path) => {
        const plain = averageTrueRange(barsFromCloses(HOUR, path), NOW)!.value;
        const scaled = averageTrueRange(
          barsFromCloses(
            HOUR,
            path.map((p) => p * 1_000),
          ),
          NOW,
        )!.value;
        expect(scaled / 1_000).toBeCloseTo(plain, 6);
      }),
    );
  });
});

describe('sigmaPerRootHour', () => {
  const zigzag = (count: number, step: number) =>
    Array.from({ length: count }, (_, i) => (i % 2 === 0 ? 100 : 100 * Math.exp(step)));

  it.each([
    // every 5-min return is ± 0.001: √(12 · 1e-6) = 0.003464
    [5 * MINUTE, 289, 0.001, Math.sqrt(12) * 0.001],
    // every hourly return is ± 0.01: σ = 0.01
    [HOUR, 25, 0.01, 0.01],
    // nothing moves: σ = 0 is known
    [5 * MINUTE, 289, 0, 0],
  ])('of bars of %d ms, %d closes, steps of %d is %d', (stepMs, count, step, expected) => {
    const sigma = sigmaPerRootHour(barsFromCloses(stepMs, zigzag(count, step)), NOW);
    expect(sigma?.value).toBeCloseTo(expected, 12);
    expect(sigma?.venueTime).toBe(NOW);
  });

  it('does not read a hole as one large return', () => {
    const before = barsFromCloses(5 * MINUTE, zigzag(120, 0.001), { endTime: NOW - 8 * HOUR });
    const after = barsFromCloses(
      5 * MINUTE,
      zigzag(60, 0.001).map((p) => p * 2),
      { endTime: NOW },
    );
    const join = (a: Float64Array, b: Float64Array) => Float64Array.from([...a, ...b]);
    const bars = {
      stepMs: before.stepMs,
      openTime: join(before.openTime, after.openTime),
      open: join(before.open, after.open),
      high: join(before.high, after.high),
      low: join(before.low, after.low),
      close: join(before.close, after.close),
      volume: join(before.volume, after.volume),
      takerBuyVolume: join(before.takerBuyVolume, after.takerBuyVolume),
    };
    expect(sigmaPerRootHour(bars, NOW)?.value).toBeCloseTo(Math.sqrt(12) * 0.001, 12);
  });

  it('is unknown with less than half a day of returns', () => {
    expect(sigmaPerRootHour(barsFromCloses(5 * MINUTE, zigzag(144, 0.001)), NOW)).toBeNull();
    expect(sigmaPerRootHour(barsFromCloses(5 * MINUTE, zigzag(145, 0.001)), NOW)).not.toBeNull();
  });
});
