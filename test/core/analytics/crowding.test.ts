import { describe, expect, it } from 'vitest';
import { crowdedIntoLevel } from '../../../core/analytics/crowded-into-level.ts';
import {
  type CrowdingContext,
  crowdingBand,
  judgeParts,
  readCrowding,
} from '../../../core/analytics/crowding.ts';
import type { ScoredPart } from '../../../core/analytics/crowding-direction.ts';
import { readFunding } from '../../../core/analytics/funding.ts';
import { openInterestValue } from '../../../core/analytics/open-interest.ts';
import { premium } from '../../../core/analytics/premium.ts';
import { fraction } from '../../../core/domain/clause.ts';
import type { KeyLevel } from '../../../core/domain/key-level.ts';
import type { MarketInputs } from '../../../core/domain/market-inputs.ts';
import { missing } from '../../../core/domain/measured.ts';
import type { BarSeries, PointSeries } from '../../../core/domain/series.ts';
import { DAY, HOUR } from '../../../core/domain/time.ts';
import {
  calmInputs,
  emptyInputs,
  evenPoints,
  fundingOf,
  known,
  knownValue,
  NOW,
  wander,
} from './builders.ts';

const DEPTH = 4_500_000;

function crowdingOf(inputs: MarketInputs, overrides: Partial<CrowdingContext> = {}) {
  return readCrowding(inputs, {
    funding: readFunding(inputs),
    premium: premium(inputs.markPrice, inputs.indexPrice),
    openInterestValue: openInterestValue(inputs),
    depth: known(DEPTH),
    atr: 1,
    keyLevels: [],
    ...overrides,
  });
}

/** Longs pay 1 ‰ each 8 h, mark runs 0.2 % over index, and open interest tops its month. */
const longCrowded = (overrides: Partial<MarketInputs> = {}) =>
  calmInputs({
    funding: fundingOf(0.001),
    indexPrice: known(148),
    markPrice: known(148.3),
    openInterest: known(2_600_000),
    openInterest5m: null,
    longShortAccountRatio: evenPoints(HOUR, [...wander(719, 2, 0.3, 53), 4]),
    ...overrides,
  });

describe('crowdingBand', () => {
  it.each([
    [0, 'balanced'],
    [29.9, 'balanced'],
    [-30, 'leaning'],
    [59.9, 'leaning'],
    [60, 'crowded'],
    [-80, 'extreme'],
    [100, 'extreme'],
  ])('of %d is %s', (score, band) => {
    expect(crowdingBand(score)).toBe(band);
  });
});

describe('readCrowding', () => {
  it('calls a market crowded that is one-sided and leveraged', () => {
    const crowding = crowdingOf(longCrowded());
    expect(crowding.coverage).toBe(1);
    expect(crowding.side).toBe('long');
    expect(knownValue(crowding.score)).toBeGreaterThan(60);
    expect(['crowded', 'extreme']).toContain(crowding.band);
  });

  it('does not call it crowded on funding alone', () => {
    const deleveraged = longCrowded({ openInterest: known(1_500_000) });
    expect(knownValue(crowdingOf(deleveraged).score)).toBeLessThan(
      knownValue(crowdingOf(longCrowded()).score),
    );
  });

  it('carries parts whose points add up to the score', () => {
    for (const inputs of [calmInputs(), longCrowded(), longCrowded({ fundingHistory: null })]) {
      const crowding = crowdingOf(inputs);
      const sum = crowding.parts.reduce((total, part) => total + (part.points ?? 0), 0);
      expect(sum).toBeCloseTo(knownValue(crowding.score), 9);
    }
  });

  it('is as old as its oldest part', () => {
    const accounts = evenPoints(HOUR, wander(720, 2, 0.3, 53), NOW - 2 * HOUR);
    const crowding = crowdingOf(longCrowded({ longShortAccountRatio: accounts }));
    expect(crowding.score).toMatchObject({ venueTime: NOW - 2 * HOUR, source: 'combined' });
  });

  it('has no score under half of the weight, and says how much is known', () => {
    const crowding = crowdingOf(
      emptyInputs({ longShortAccountRatio: evenPoints(HOUR, wander(720, 2, 0.3)) }),
      {
        depth: missing('not-yet'),
      },
    );
    // accounts alone: 0.25 of 2
    expect(crowding.coverage).toBeCloseTo(0.125, 12);
    expect(crowding).toMatchObject({
      score: missing('too-few', 'coverageLow', fraction(0.12)),
      band: null,
      side: null,
      intoLevel: null,
    });
    expect(crowding.parts.every((part) => part.points === null)).toBe(true);
  });

  it('says «warming up» while that is why', () => {
    const days = (count: number) => evenPoints(HOUR, wander(count * 24, 2_000_000, 0.05));
    const crowding = crowdingOf(
      calmInputs({ openInterest1h: days(3), openInterest5m: null, fundingHistory: null }),
    );
    expect(crowding.score).toMatchObject({ missing: 'warming-up' });
  });

  it('needs both axes, however well one is known', () => {
    const part = (axis: ScoredPart['axis'], signal: number | null): ScoredPart => ({
      part: axis === 'direction' ? 'funding' : 'openInterest',
      axis,
      weight: 1,
      raw: known(1),
      percentile: known(0.5),
      signal,
    });
    const context = { atr: 1, keyLevels: [] };
    const half = judgeParts([part('direction', null), part('leverage', 0.9)], emptyInputs(), context);
    expect(half.score).toEqual(missing('too-few', 'noDirectionPart'));
    const other = judgeParts([part('direction', 0.9), part('leverage', null)], emptyInputs(), context);
    expect(other.score).toEqual(missing('too-few', 'noLeveragePart'));
  });
});

describe('laws', () => {
  const map = (points: PointSeries | null, to: (value: number) => number): PointSeries | null =>
    points && { time: points.time, value: points.value.map(to) };

  const rescaled = (bars: BarSeries | null, price: number, size: number): BarSeries | null =>
    bars && {
      ...bars,
      open: bars.open.map((p) => p * price),
      high: bars.high.map((p) => p * price),
      low: bars.low.map((p) => p * price),
      close: bars.close.map((p) => p * price),
      volume: bars.volume.map((v) => v * size),
      takerBuyVolume: bars.takerBuyVolume.map((v) => v * size),
    };

  it('prices × 1000 with sizes ÷ 1000 give the same score', () => {
    const inputs = longCrowded();
    const times = (measured: MarketInputs['markPrice'], factor: number) =>
      known(knownValue(measured) * factor);
    const large: MarketInputs = {
      ...inputs,
      markPrice: times(inputs.markPrice, 1_000),
      indexPrice: times(inputs.indexPrice, 1_000),
      openInterest: times(inputs.openInterest, 0.001),
      bars5m: rescaled(inputs.bars5m, 1_000, 0.001),
      bars1h: rescaled(inputs.bars1h, 1_000, 0.001),
      spotBars1h: rescaled(inputs.spotBars1h, 1_000, 0.001),
      openInterest1h: map(inputs.openInterest1h, (value) => value * 0.001),
      openInterest5m: map(inputs.openInterest5m, (value) => value * 0.001),
    };
    expect(knownValue(crowdingOf(large).score)).toBeCloseTo(knownValue(crowdingOf(inputs).score), 6);
  });

  it('the mirrored market has the mirrored score', () => {
    // Rates, premium, imbalance and log ratio change sign; what is traded and held stays.
    const buyersSell = (bars: BarSeries | null): BarSeries | null =>
      bars && { ...bars, takerBuyVolume: bars.takerBuyVolume.map((buy, row) => bars.volume[row]! - buy) };
    const inputs = longCrowded();
    const negate = (value: number) => -value;
    const index = knownValue(inputs.indexPrice);
    const mirrored: MarketInputs = {
      ...inputs,
      funding: fundingOf(-0.001),
      anchorRate: -0.0001,
      fundingHistory: map(inputs.fundingHistory, negate),
      indexPrice: known(2 * knownValue(inputs.markPrice) - index),
      premium1h: map(inputs.premium1h, negate),
      longShortAccountRatio: map(inputs.longShortAccountRatio, (ratio) => 1 / ratio),
      bars1h: buyersSell(inputs.bars1h),
      spotBars1h: buyersSell(inputs.spotBars1h),
    };
    const plain = crowdingOf(inputs);
    const premiumNow = premium(inputs.markPrice, inputs.indexPrice);
    const opposite = crowdingOf(mirrored, { premium: known(-knownValue(premiumNow)) });
    expect(knownValue(opposite.score)).toBeCloseTo(-knownValue(plain.score), 6);
    expect([plain.side, opposite.side]).toEqual(['long', 'short']);
    opposite.parts.forEach((part, row) => {
      expect(part.points).toBeCloseTo(-plain.parts[row]!.points!, 6);
    });
  });

  it('what happened before the month does not matter', () => {
    const inputs = longCrowded();
    const older = (points: PointSeries | null): PointSeries | null =>
      points && {
        time: Float64Array.from([NOW - 60 * DAY, NOW - 45 * DAY, ...points.time]),
        value: Float64Array.from([1e9, 1e-9, ...points.value]),
      };
    const longer = {
      ...inputs,
      openInterest1h: older(inputs.openInterest1h),
      premium1h: older(inputs.premium1h),
    };
    expect(crowdingOf(longer).score).toEqual(crowdingOf(inputs).score);
  });
});

describe('crowdedIntoLevel', () => {
  const level = (price: number, kind: KeyLevel['kind']): KeyLevel => ({
    kind,
    price,
    distance: price / 100 - 1,
    stopBand: [price, price],
  });
  const levels = [level(99.2, 'day-low'), level(98, 'week-low'), level(100.5, 'round')];

  it.each([
    // longs are squeezed downwards: 0.8 ATR to the prior day's low
    [72, { price: 99.2, kind: 'day-low' }],
    // shorts upwards
    [-72, { price: 100.5, kind: 'round' }],
    // nobody is crowded enough
    [59, null],
    [-59, null],
  ])('at %d', (score, expected) => {
    expect(crowdedIntoLevel(score, known(100), 1, levels)).toEqual(expected);
  });

  it('asks for at most one ATR, and a known one', () => {
    expect(crowdedIntoLevel(90, known(100), 0.7, levels)).toBeNull();
    expect(crowdedIntoLevel(90, known(100), null, levels)).toBeNull();
    expect(crowdedIntoLevel(90, missing('stale'), 1, levels)).toBeNull();
  });
});
