import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { lossLikelihood } from '../../../core/analytics/loss-likelihood.ts';
import type { SideBins } from '../../../core/analytics/map-bins.ts';
import type { BarSeries } from '../../../core/domain/series.ts';
import { DAY, HOUR } from '../../../core/domain/time.ts';

const NOW = Date.UTC(2026, 0, 31);

/** Four bins of one unit each, from 96 to 100. */
function side(mass: readonly number[]): SideBins {
  const low = Float64Array.from(mass, (_, bin) => 96 + bin);
  return {
    low,
    high: low.map((each) => each + 1),
    mass: Float64Array.from(mass),
    seeded: new Float64Array(mass.length),
  };
}

function bars(ranges: readonly (readonly [low: number, high: number])[], hoursAgo = 1): BarSeries {
  const column = (of: (range: readonly [number, number]) => number) => Float64Array.from(ranges, of);
  return {
    stepMs: HOUR,
    openTime: Float64Array.from(ranges, (_, row) => NOW - (ranges.length - row - 1 + hoursAgo) * HOUR),
    open: column(([low]) => low),
    high: column(([, high]) => high),
    low: column(([low]) => low),
    close: column(([, high]) => high),
    volume: new Float64Array(ranges.length),
    takerBuyVolume: new Float64Array(ranges.length),
  };
}

describe('lossLikelihood', () => {
  it('is nine tenths the modelled mass, one tenth laid anew by the time price stayed', () => {
    // Mass 1 : 3 : 0 : 0. One hour all in the last bin, one half in each of the last two: time 0 : 0 : 0.5 : 1.5.
    const likely = lossLikelihood(
      side([10, 30, 0, 0]),
      bars([
        [99, 100],
        [98, 100],
      ]),
      NOW,
    );
    // 0.9 · 10/40, 0.9 · 30/40, 0.1 · 0.5/2, 0.1 · 1.5/2.
    [0.225, 0.675, 0.025, 0.075].forEach((share, bin) => {
      expect(likely[bin]).toBeCloseTo(share, 12);
    });
  });

  it('lays mass anew within five percent only: how much lies how far away stays the model’s word', () => {
    // Two bins at 80 and two at 100, a mass of 1 in each; all the time in the last one.
    const low = Float64Array.of(80, 80.8, 100, 101);
    const far = {
      low,
      high: low.map((price) => price * 1.01),
      mass: Float64Array.of(1, 1, 1, 1),
      seeded: low,
    };
    const likely = lossLikelihood(far, bars([[101.2, 101.6]]), NOW);
    // Of the near half a tenth moves into its last bin: 0.225, 0.225 + 0.05. The far half has no time: as it was.
    [0.25, 0.25, 0.225, 0.275].forEach((share, bin) => {
      expect(likely[bin]).toBeCloseTo(share, 12);
    });
  });

  it('is the mass alone where price was in none of the bins, or nothing is known of it', () => {
    const mass = side([1, 1, 2, 0]);
    for (const known of [null, bars([[120, 121]]), bars([[99, 100]], 31 * 24)]) {
      expect([...lossLikelihood(mass, known, NOW)]).toEqual([0.25, 0.25, 0.5, 0]);
    }
  });

  it('is the time alone where no mass is left, and nothing where there is neither', () => {
    expect([...lossLikelihood(side([0, 0, 0, 0]), bars([[97, 99]]), NOW)]).toEqual([0, 0.5, 0.5, 0]);
    expect([...lossLikelihood(side([0, 0]), null, NOW)]).toEqual([0, 0]);
    expect(lossLikelihood(side([]), bars([[97, 99]]), NOW)).toHaveLength(0);
  });

  it('puts a bar without a range into the bin it stands in', () => {
    // Mass 1 : 1 : 1 : 1, all the time in the third bin.
    const likely = lossLikelihood(side([1, 1, 1, 1]), bars([[98.5, 98.5]]), NOW);
    [0.225, 0.225, 0.325, 0.225].forEach((share, bin) => {
      expect(likely[bin]).toBeCloseTo(share, 12);
    });
  });

  it('does not see bars that are still open, or older than a month', () => {
    const likely = lossLikelihood(side([1, 1, 1, 1]), bars([[96, 97]], 0), NOW);
    expect([...likely]).toEqual([0.25, 0.25, 0.25, 0.25]);
    expect([...lossLikelihood(side([1, 1, 1, 1]), bars([[96, 97]], 30 * (DAY / HOUR) + 2), NOW)]).toEqual([
      0.25, 0.25, 0.25, 0.25,
    ]);
  });

  it('adds up to one and does not change with the unit of price or of mass', () => {
    const price = fc.double({ min: 90, max: 110, noNaN: true });
    const ranges = fc.array(
      fc.tuple(price, price).map(([a, b]) => [Math.min(a, b), Math.max(a, b)] as const),
      { minLength: 1, maxLength: 30 },
    );
    const masses = fc.array(fc.integer({ min: 0, max: 1_000_000 }), { minLength: 1, maxLength: 12 });
    fc.assert(
      fc.property(masses, ranges, (mass, range) => {
        const own = side(mass);
        const likely = lossLikelihood(own, bars(range), NOW);
        const sum = likely.reduce((total, each) => total + each, 0);
        if (sum > 0) expect(sum).toBeCloseTo(1, 9);
        const scaled = lossLikelihood(
          {
            ...own,
            low: own.low.map((x) => 1024 * x),
            high: own.high.map((x) => 1024 * x),
            mass: own.mass.map((x) => x / 8),
          },
          bars(range.map(([low, high]) => [1024 * low, 1024 * high] as const)),
          NOW,
        );
        likely.forEach((each, bin) => {
          expect(each).toBeGreaterThanOrEqual(0);
          expect(scaled[bin]).toBeCloseTo(each, 9);
        });
      }),
      { numRuns: 200 },
    );
  });
});
