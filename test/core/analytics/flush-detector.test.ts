import { describe, expect, it } from 'vitest';
import { detectFlush } from '../../../core/analytics/flush-detector.ts';
import { flushProgress } from '../../../core/analytics/flush-progress.ts';
import { frameStatistics } from '../../../core/analytics/frame-statistics.ts';
import { marketFrames } from '../../../core/analytics/market-frames.ts';
import type { MarketInputs } from '../../../core/domain/market-inputs.ts';
import { HOUR, MINUTE } from '../../../core/domain/time.ts';
import { barsFromCloses, emptyInputs, evenPoints, NOW, seriesOfPoints } from './builders.ts';
import { type Beat, longFlush, scripted } from './scripted-market.ts';

const EVER = Number.NEGATIVE_INFINITY;

function progressOf(closes: number[], openInterest: number[], sigma: number | null = null) {
  const frames = marketFrames(
    emptyInputs({ bars1h: barsFromCloses(HOUR, closes), openInterest1h: evenPoints(HOUR, openInterest) }),
  );
  return flushProgress(frames, frames.count - 1, sigma, EVER);
}

function signalOf(inputs: MarketInputs, since = EVER) {
  const frames = marketFrames(inputs);
  const row = frames.count - 1;
  return detectFlush(frames, row, frameStatistics(frames)(row), since);
}

describe('flushProgress', () => {
  it('is the smaller of the two shares of the definition', () => {
    // OI 1000 → 950 is 5 % of 10 %: 0.5. Price 100 → 90 is ln(100/90) = 0.10536 of 0.05: 2.107. min = 0.5.
    const progress = progressOf([100, 95, 90], [1000, 980, 950])!;
    expect(progress.drop).toBeCloseTo(0.5, 10);
    expect(progress.stray).toBeCloseTo(2.1072, 4);
    expect(progress.progress).toBeCloseTo(0.5, 10);
    expect(progress.side).toBe('long');
    expect(progress.hoursSince).toBe(2);
  });

  it('scales the stray by 1.5 daily σ where that is more than 5 %', () => {
    // σ 6 % → 9 % needed; 0.10536 / 0.09 = 1.1707.
    expect(progressOf([100, 95, 90], [1000, 980, 900], 0.06)!.stray).toBeCloseTo(1.1707, 4);
  });

  it('takes the hour from which both have come furthest together, not the one of either peak', () => {
    // From hour 0: drop 0.8, stray ln(98/95.2)/0.05 = 0.58. From hour 1: drop 0.707, stray ln(100/95.2)/0.05 = 0.98.
    const progress = progressOf([98, 100, 95.2], [1000, 990, 920])!;
    expect(progress.hoursSince).toBe(1);
    expect(progress.progress).toBeCloseTo((1 - 920 / 990) / 0.1, 10);
  });

  it('sees a squeeze of shorts as the mirror', () => {
    expect(progressOf([100, 104, 109], [1000, 960, 900])!.side).toBe('short');
  });

  it('does not compare across a change of unit', () => {
    expect(progressOf([100, 90], [1000, 100])).toBeNull();
  });

  it('is unknown without open interest', () => {
    const frames = marketFrames(emptyInputs({ bars1h: barsFromCloses(HOUR, [100, 80]) }));
    expect(flushProgress(frames, 1, null, EVER)).toBeNull();
  });
});

describe('detectFlush', () => {
  const calm: Beat = { price: 1, openInterest: 1 };

  it('is silent in a calm market', () => {
    expect(signalOf(scripted([calm, calm, calm]))).toBeNull();
  });

  it('calls the flush once the definition is met, and says where it began', () => {
    const signal = signalOf(scripted(longFlush(0)))!;
    expect(signal.rule).toBe('day');
    expect(signal.side).toBe('long');
    expect(signal.openInterestLow).toBeCloseTo(850_000, 0);
    expect(signal.priceExtreme).toBeCloseTo(88, 10);
    expect(signal.progress).toBeGreaterThan(1);
  });

  it('calls it before the definition is met when the odds are that it will be', () => {
    const early = signalOf(scripted(longFlush(0).slice(0, 4)));
    // Open interest −12 % meets 10 % here; one hour earlier it stands at −8 %.
    const earlier = signalOf(scripted(longFlush(0).slice(0, 3)));
    expect(early).not.toBeNull();
    expect(earlier?.progress).toBeLessThan(1);
  });

  it('is not called by open interest alone: positions may be closed in peace', () => {
    const quiet = [0.97, 0.94, 0.9, 0.86].map((openInterest) => ({ price: 1, openInterest }));
    expect(signalOf(scripted(quiet))).toBeNull();
  });

  it('is not called by price alone', () => {
    const fall = [0.97, 0.93, 0.9, 0.87].map((price) => ({ price, openInterest: 1 }));
    expect(signalOf(scripted(fall))).toBeNull();
  });

  it('looks no further back than the low of the flush before', () => {
    const inputs = scripted(longFlush(3));
    expect(signalOf(inputs)).not.toBeNull();
    expect(signalOf(inputs, NOW - 3 * HOUR)).toBeNull();
  });

  it('calls a fast move on five-minute bars while the day still looks harmless', () => {
    const hours = scripted([]);
    const fine = barsFromCloses(5 * MINUTE, [100, 100, 100, 99, 97.5, 96.5]);
    const openInterest = [1e6, 1e6, 1e6, 0.99e6, 0.975e6, 0.96e6];
    const signal = signalOf({
      ...hours,
      bars5m: fine,
      openInterest5m: evenPoints(5 * MINUTE, openInterest),
      openInterest1h: hours.openInterest1h,
    })!;
    // 15 min: ln(96.5 / 100) = −3.56 %; last five minutes: 0.96 / 0.975 = −1.5 %; since the day's peak over 4 %.
    expect(signal.rule).toBe('fast');
    expect(signal.side).toBe('long');
    expect(signal.openInterestLow).toBe(0.96e6);
  });

  it('does not call a fast move that closed few positions', () => {
    const hours = scripted([]);
    const openInterest = [1e6, 1e6, 1e6, 0.999e6, 0.995e6, 0.988e6];
    const signal = signalOf({
      ...hours,
      bars5m: barsFromCloses(5 * MINUTE, [100, 100, 100, 99, 97.5, 96.5]),
      openInterest5m: evenPoints(5 * MINUTE, openInterest),
    });
    expect(signal).toBeNull();
  });

  it('does not take a price spike on unchanged open interest for a fast flush', () => {
    const hours = scripted([]);
    const signal = signalOf({
      ...hours,
      bars5m: barsFromCloses(5 * MINUTE, [100, 100, 99, 98, 96.5]),
      openInterest5m: seriesOfPoints([[NOW - 30 * MINUTE, 1e6]]),
    });
    expect(signal).toBeNull();
  });
});
