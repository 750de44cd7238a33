import { describe, expect, it } from 'vitest';
import { rebuiltShare, recoveredShare } from '../../../core/analytics/reset-state.ts';
import { reloadFeatures, reloadProbability } from '../../../core/analytics/reset-verdict.ts';
import type { FlushRecord } from '../../../core/domain/reset.ts';
import { NOW } from './builders.ts';

const FLUSH: FlushRecord = {
  side: 'long',
  startTime: NOW,
  detectedTime: NOW,
  endTime: NOW,
  openInterestBefore: 1000,
  openInterestLow: 800,
  openInterestDrop: 0.2,
  priceBefore: 100,
  priceExtreme: 81,
  priceMove: -0.19,
};

describe('rebuiltShare', () => {
  it.each([
    // (850 − 800) / 200.
    [850, 0.25],
    [1040, 1.2],
    [780, 0],
    [null, null],
  ])('open interest %s → %s', (openInterest, expected) => {
    expect(rebuiltShare(FLUSH, openInterest)).toBe(expected);
  });

  it('is unknown when nothing was dropped', () => {
    expect(rebuiltShare({ ...FLUSH, openInterestLow: 1000 }, 1000)).toBeNull();
  });
});

describe('recoveredShare', () => {
  it.each([
    // ln(90 / 81) / ln(100 / 81) = 0.10536 / 0.21072 = 0.5: the middle by log.
    [90, 0.5],
    [100, 1],
    [81, 0],
    // ln(72.9 / 81) / 0.21072 = −0.5.
    [72.9, -0.5],
  ])('price %d → %d', (price, expected) => {
    expect(recoveredShare(FLUSH, price)).toBeCloseTo(expected, 4);
  });

  it('mirrors for a squeeze of shorts', () => {
    const squeeze = { ...FLUSH, side: 'short' as const, priceBefore: 81, priceExtreme: 100 };
    expect(recoveredShare(squeeze, 90)).toBeCloseTo(0.5, 4);
  });
});

describe('reloadProbability', () => {
  const odds = (openInterest: number | null, price: number, sigma: number | null = 0.08) =>
    reloadProbability(reloadFeatures(FLUSH, price, openInterest, sigma, 0.1));

  it('rises with leverage that is back and falls with price that is back', () => {
    expect(odds(950, 85)!).toBeGreaterThan(odds(820, 85)!);
    expect(odds(900, 85)!).toBeGreaterThan(odds(900, 98)!);
  });

  it('falls with the depth of the drop: it takes longer to fill', () => {
    const deeper = { ...FLUSH, openInterestLow: 600 };
    const shallow = reloadProbability(reloadFeatures(FLUSH, 85, 860, 0.08, 0.1))!;
    // Both have 30 % of their drop back: 800 + 60 and 600 + 120.
    const deep = reloadProbability(reloadFeatures(deeper, 85, 720, 0.08, 0.1))!;
    expect(deep).toBeLessThan(shallow);
  });

  it('answers without open interest’s own σ, by the model fitted without it', () => {
    expect(odds(900, 85, null)).toBeGreaterThan(0);
  });

  it('is unknown without open interest', () => {
    expect(odds(null, 85)).toBeNull();
  });
});
