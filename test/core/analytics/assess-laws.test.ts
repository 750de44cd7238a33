import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { assess } from '../../../core/analytics/assess.ts';
import type { MarketInputs } from '../../../core/domain/market-inputs.ts';
import { missing } from '../../../core/domain/measured.ts';
import type { BarSeries, PointSeries } from '../../../core/domain/series.ts';
import { HOUR, MINUTE, type Ms } from '../../../core/domain/time.ts';
import {
  calmInputs,
  emptyInputs,
  fundingOf,
  known,
  knownValue,
  NOW,
  seriesOfBars,
  seriesOfPoints,
} from './builders.ts';
import { notPlain } from './plain-json.ts';

/** Steps that are mostly regular, with holes, repeats and steps back. */
const gaps = fc.oneof(
  { weight: 8, arbitrary: fc.constant(1) },
  { weight: 1, arbitrary: fc.constantFrom(0, -3, 2, 30, 700, 0.5) },
);
const wild = (scale: number) =>
  fc.oneof(
    { weight: 12, arbitrary: fc.double({ min: 0.5 * scale, max: 1.5 * scale, noNaN: true }) },
    {
      weight: 1,
      arbitrary: fc.constantFrom(0, -scale, Number.NaN, Number.POSITIVE_INFINITY, 1e-300, 1e12 * scale),
    },
  );

const pointsOf = (stepMs: Ms, scale: number): fc.Arbitrary<PointSeries | null> =>
  fc.option(
    fc.array(fc.tuple(gaps, wild(scale)), { maxLength: 250 }).map((rows) => {
      let time = NOW - 200 * stepMs;
      return seriesOfPoints(
        rows.map(([gap, value]) => {
          time += gap * stepMs;
          return [time, value];
        }),
      );
    }),
    { nil: null },
  );

const barsOf = (stepMs: Ms, scale: number): fc.Arbitrary<BarSeries | null> =>
  fc.option(
    fc
      .array(fc.tuple(gaps, wild(scale), fc.double({ min: 0, max: 0.2, noNaN: true }), wild(1_000)), {
        maxLength: 250,
      })
      .map((rows) => {
        let openTime = NOW - 200 * stepMs;
        return seriesOfBars(
          stepMs,
          rows.map(([gap, close, range, volume]) => {
            openTime += gap * stepMs;
            return {
              openTime,
              open: close * (1 + range / 2),
              high: close * (1 + range),
              low: close * (1 - range),
              close,
              volume: range < 0.02 ? 0 : volume,
              takerBuyVolume: range < 0.1 ? null : volume * range,
            };
          }),
        );
      }),
    { nil: null },
  );

const measured = (scale: number) =>
  fc.option(wild(scale), { nil: null }).map((value) => (value === null ? missing('not-yet') : known(value)));

const anyInputs: fc.Arbitrary<MarketInputs> = fc
  .record({
    markPrice: measured(100),
    indexPrice: measured(100),
    funding: fc
      .option(wild(0.0003), { nil: null })
      .map((rate) => (rate === null ? missing('not-yet') : fundingOf(rate))),
    anchorRate: fc.constantFrom(null, 0, 0.0001),
    capRate: fc.constantFrom(null, 0, 0.02),
    openInterest: measured(5_000),
    bars5m: barsOf(5 * MINUTE, 100),
    bars1h: barsOf(HOUR, 100),
    openInterest5m: pointsOf(5 * MINUTE, 5_000),
    openInterest1h: pointsOf(HOUR, 5_000),
    openInterestSource: fc.constantFrom(null, 'binance-usdm', 'bybit-linear'),
    fundingHistory: pointsOf(8 * HOUR, 0.0003),
    premium1h: pointsOf(HOUR, 0.0003),
    longShortAccountRatio: pointsOf(HOUR, 2),
    spotBars1h: barsOf(HOUR, 100),
    takerImbalance1h: pointsOf(HOUR, 0.3),
    depthHistory: pointsOf(HOUR, 1e6),
    btcBars1h: barsOf(HOUR, 60_000),
    perpQuoteVolume24h: measured(1e7),
    spotQuoteVolume24h: measured(1e6),
  })
  .map((overrides) => emptyInputs(overrides));

describe('whatever a venue sends', () => {
  it('the assessment is plain JSON, and its points add up', () => {
    fc.assert(
      fc.property(anyInputs, (inputs) => {
        const { assessment } = assess(inputs);
        expect(notPlain(assessment)).toEqual([]);
        const { score, parts, coverage } = assessment.crowding;
        expect(coverage).toBeGreaterThanOrEqual(0);
        expect(coverage).toBeLessThanOrEqual(1 + 1e-12);
        if ('missing' in score) return;
        expect(parts.reduce((sum, { points }) => sum + (points ?? 0), 0)).toBeCloseTo(score.value, 6);
      }),
      { numRuns: 150 },
    );
  });

  it('going on from its own state neither throws nor forgets to be plain', () => {
    fc.assert(
      fc.property(anyInputs, anyInputs, (first, second) => {
        const { state } = assess(first);
        expect(
          notPlain(assess({ ...second, marketTime: NOW + HOUR }, structuredClone(state)).assessment),
        ).toEqual([]);
      }),
      { numRuns: 60 },
    );
  });

  it('an input that goes missing never raises coverage and never turns into a signal', () => {
    const droppable = [
      'fundingHistory',
      'premium1h',
      'longShortAccountRatio',
      'spotBars1h',
      'depthHistory',
      'openInterest1h',
      'bars1h',
    ] as const;
    const all = assess(calmInputs()).assessment.crowding;
    fc.assert(
      fc.property(fc.subarray([...droppable], { minLength: 1 }), (dropped) => {
        const inputs = calmInputs(Object.fromEntries(dropped.map((name) => [name, null])));
        const { coverage, parts } = assess(inputs).assessment.crowding;
        expect(coverage).toBeLessThan(all.coverage);
        expect(parts.some(({ signal }) => signal === null)).toBe(true);
      }),
      { numRuns: 12 },
    );
  });
});

it('prices × 1000 with sizes ÷ 1000 are the same market', () => {
  const inputs = calmInputs();
  const bars = (series: BarSeries | null): BarSeries | null =>
    series && {
      ...series,
      open: series.open.map((price) => price * 1_000),
      high: series.high.map((price) => price * 1_000),
      low: series.low.map((price) => price * 1_000),
      close: series.close.map((price) => price * 1_000),
      volume: series.volume.map((volume) => volume / 1_000),
      takerBuyVolume: series.takerBuyVolume.map((volume) => volume / 1_000),
    };
  const sizes = (series: PointSeries | null) =>
    series && { ...series, value: series.value.map((value) => value / 1_000) };
  const book = knownValue(inputs.book);
  const levels = (side: typeof book.bids) =>
    side.map(([price, size]) => [price * 1_000, size / 1_000] as const);
  const large: MarketInputs = {
    ...inputs,
    markPrice: known(knownValue(inputs.markPrice) * 1_000),
    indexPrice: known(knownValue(inputs.indexPrice) * 1_000),
    openInterest: known(knownValue(inputs.openInterest) / 1_000),
    bars5m: bars(inputs.bars5m),
    bars1h: bars(inputs.bars1h),
    spotBars1h: bars(inputs.spotBars1h),
    openInterest5m: sizes(inputs.openInterest5m),
    openInterest1h: sizes(inputs.openInterest1h),
    book: known({ ...book, bids: levels(book.bids), asks: levels(book.asks) }),
  };
  const plain = assess(inputs).assessment;
  const scaled = assess(large).assessment;
  expect(knownValue(scaled.crowding.score)).toBeCloseTo(knownValue(plain.crowding.score), 6);
  expect(scaled.reset.state).toBe(plain.reset.state);
  expect(scaled.grade).toEqual(plain.grade);
  expect(knownValue(scaled.price.sigmaHour)).toBeCloseTo(knownValue(plain.price.sigmaHour), 12);
  expect(scaled.clusters.clusters.length).toBe(plain.clusters.clusters.length);
});
