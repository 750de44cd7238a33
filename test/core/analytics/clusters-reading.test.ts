import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type ClustersContext, readClusters } from '../../../core/analytics/clusters-reading.ts';
import { averageTrueRange, sigmaPerRootHour } from '../../../core/analytics/volatility.ts';
import type { KeyLevel } from '../../../core/domain/key-level.ts';
import type { MarketInputs } from '../../../core/domain/market-inputs.ts';
import { missing } from '../../../core/domain/measured.ts';
import type { BarSeries, PointSeries } from '../../../core/domain/series.ts';
import { DAY, HOUR, MINUTE, type Ms } from '../../../core/domain/time.ts';
import { marketBars } from '../../bench/market-bars.ts';
import { emptyInputs, instrumentOf, known, NOW } from './builders.ts';

/** Days of a wandering market: hourly bars and open interest throughout, five-minute ones for the last `fineDays`. */
function market(days: number, fineDays = 2, seed = 1): MarketInputs {
  const start = NOW - days * DAY;
  const rows = marketBars({
    count: days * 288,
    seed,
    startTime: start,
    price: 150,
    sigma: 0.002,
    openInterest: 2e6,
  });
  const grouped = (size: number): BarSeries => {
    const groups = Array.from({ length: rows.length / size }, (_, i) => rows.slice(i * size, (i + 1) * size));
    const column = (of: (group: typeof rows) => number) => Float64Array.from(groups, of);
    return {
      stepMs: size * 5 * MINUTE,
      openTime: column((group) => group[0]!.startTime),
      open: column((group) => group[0]!.close),
      high: column((group) => Math.max(...group.map((bar) => bar.high), group[0]!.close)),
      low: column((group) => Math.min(...group.map((bar) => bar.low), group[0]!.close)),
      close: column((group) => group.at(-1)!.close),
      volume: column((group) => group.reduce((sum, bar) => sum + bar.volume, 0)),
      takerBuyVolume: column(() => Number.NaN),
    };
  };
  const points = (size: number): PointSeries => ({
    time: Float64Array.from({ length: rows.length / size }, (_, i) => rows[i * size + size - 1]!.endTime),
    value: Float64Array.from(
      { length: rows.length / size },
      (_, i) => rows[i * size + size - 1]!.openInterestAfter,
    ),
  });
  const full = emptyInputs({
    instrument: instrumentOf({ maxLeverage: 50 }),
    bars1h: grouped(12),
    bars5m: grouped(1),
    openInterest1h: points(12),
    openInterest5m: points(1),
    openInterestSource: 'binance-usdm',
    markPrice: known(rows.at(-1)!.close),
  });
  return { ...full, ...since(full, NOW - fineDays * DAY, 'fine') };
}

function cutBars(bars: BarSeries, from: Ms, to: Ms): BarSeries {
  const rows = Array.from(bars.openTime.keys()).filter(
    (row) => bars.openTime[row]! >= from && bars.openTime[row]! + bars.stepMs <= to,
  );
  const pick = (column: Float64Array) => Float64Array.from(rows, (row) => column[row]!);
  const { stepMs, openTime, open, high, low, close, volume, takerBuyVolume } = bars;
  return {
    stepMs,
    openTime: pick(openTime),
    open: pick(open),
    high: pick(high),
    low: pick(low),
    close: pick(close),
    volume: pick(volume),
    takerBuyVolume: pick(takerBuyVolume),
  };
}

function cutPoints(points: PointSeries, from: Ms, to: Ms): PointSeries {
  const rows = Array.from(points.time.keys()).filter(
    (row) => points.time[row]! >= from && points.time[row]! <= to,
  );
  return {
    time: Float64Array.from(rows, (row) => points.time[row]!),
    value: Float64Array.from(rows, (row) => points.value[row]!),
  };
}

function since(inputs: MarketInputs, from: Ms, which: 'fine' | 'coarse'): Partial<MarketInputs> {
  return which === 'fine'
    ? {
        bars5m: cutBars(inputs.bars5m!, from, NOW),
        openInterest5m: cutPoints(inputs.openInterest5m!, from, NOW),
      }
    : {
        bars1h: cutBars(inputs.bars1h!, from, NOW),
        openInterest1h: cutPoints(inputs.openInterest1h!, from, NOW),
      };
}

/** What was known at `time`. */
function until(inputs: MarketInputs, time: Ms): MarketInputs {
  return {
    ...inputs,
    marketTime: time,
    bars1h: cutBars(inputs.bars1h!, 0, time),
    bars5m: cutBars(inputs.bars5m!, 0, time),
    openInterest1h: cutPoints(inputs.openInterest1h!, 0, time),
    openInterest5m: cutPoints(inputs.openInterest5m!, 0, time),
  };
}

function context(inputs: MarketInputs, keyLevels: readonly KeyLevel[] = []): ClustersContext {
  return {
    atr: averageTrueRange(inputs.bars1h!, inputs.marketTime)?.value ?? null,
    sigmaHour: sigmaPerRootHour(inputs.bars1h!, inputs.marketTime)?.value ?? null,
    keyLevels,
  };
}

const NO_CONTEXT: ClustersContext = { atr: null, sigmaHour: null, keyLevels: [] };
const month = market(30);

describe('clusters reading', () => {
  const { clusters: reading } = readClusters(month, context(month));
  const mark = month.markPrice as { value: number };

  it('puts longs’ clusters below the mark and shorts’ above, nearest first, within 10 %', () => {
    expect(reading.clusters.length).toBeGreaterThan(1);
    const distances = reading.clusters.map(({ distance }) => Math.abs(distance));
    expect(distances).toEqual([...distances].sort((a, b) => a - b));
    for (const { side, price, low, high, distance } of reading.clusters) {
      expect(Math.sign(price - mark.value)).toBe(side === 'long' ? -1 : 1);
      expect(low < price && price < high).toBe(true);
      expect(distance).toBeCloseTo(price / mark.value - 1, 12);
      expect(Math.abs(distance)).toBeLessThan(0.1);
    }
    expect(reading.nearestLong).toBe(reading.clusters.find(({ side }) => side === 'long'));
    expect(reading.nearestShort).toBe(reading.clusters.find(({ side }) => side === 'short'));
  });

  it('shares out all mass within reach over bins of a fifth of an ATR', () => {
    expect(reading.bins.reduce((sum, { share }) => sum + share, 0)).toBeCloseTo(1, 9);
    const atr = context(month).atr! / mark.value;
    const inner = reading.bins.filter(({ side }) => side === 'short')[3]!;
    // Whole grid bins of 0.1 %: the nearest to 0.2 ATR.
    expect(Math.log(inner.high / inner.low)).toBeCloseTo(
      Math.max(1, Math.round((0.2 * atr) / 0.001)) * 0.001,
      9,
    );
    for (const cluster of reading.clusters) {
      const inside = reading.bins.filter(
        ({ low, high }) => low >= cluster.low - 1e-9 && high <= cluster.high + 1e-9,
      );
      expect(inside.reduce((sum, { share }) => sum + share, 0)).toBeCloseTo(cluster.share, 9);
    }
  });

  it('gives values as ranges: at most what the map holds, at least what touches have confirmed', () => {
    for (const { valueRange, touch, percentile, seededShare, distanceAtr } of reading.clusters) {
      expect(valueRange[0]).toBeGreaterThan(0);
      expect(valueRange[0]).toBeLessThan(valueRange[1]);
      // Both sides of 2 M coins at about 150 cannot hold more than that.
      expect(valueRange[1]).toBeLessThan(2e6 * 1.5 * 150 * 1.2);
      expect(touch!.hours1 <= touch!.hours4 && touch!.hours4 <= touch!.hours24).toBe(true);
      expect(percentile! >= 0 && percentile! <= 1).toBe(true);
      expect(seededShare >= 0 && seededShare <= 1).toBe(true);
      expect(distanceAtr).toBeGreaterThan(0);
    }
    expect(reading.seededShare! > 0 && reading.seededShare! < 1).toBe(true);
  });

  it('tags a cluster with the levels whose stops lie in it', () => {
    const near = reading.clusters[0]!;
    const level = (price: number): KeyLevel => ({
      kind: 'round',
      price,
      distance: 0,
      stopBand: [price, price],
    });
    const levels = [level(near.price), { ...level(near.low * 0.9), kind: 'day-low' as const }];
    expect(readClusters(month, context(month, levels)).clusters.clusters[0]!.tags).toEqual(['round']);
  });

  it('does not know what it was not given', () => {
    for (const cluster of readClusters(month, NO_CONTEXT).clusters.clusters) {
      expect(cluster).toMatchObject({ touch: null, distanceAtr: null });
    }
  });

  it('has no percentile before seven days of its own history', () => {
    const week = market(5);
    const { clusters } = readClusters(week, context(week)).clusters;
    expect(clusters.length).toBeGreaterThan(0);
    for (const cluster of clusters) expect(cluster.percentile).toBeNull();
  });

  it('shows nothing the open bar has already touched', () => {
    const short = reading.nearestShort!;
    const open = month.bars5m!;
    const spiked: MarketInputs = {
      ...month,
      marketTime: NOW + MINUTE,
      bars5m: {
        ...open,
        openTime: Float64Array.of(...open.openTime, NOW),
        open: Float64Array.of(...open.open, mark.value),
        high: Float64Array.of(...open.high, short.price),
        low: Float64Array.of(...open.low, mark.value),
        close: Float64Array.of(...open.close, mark.value),
        volume: Float64Array.of(...open.volume, 1),
        takerBuyVolume: Float64Array.of(...open.takerBuyVolume, Number.NaN),
      },
    };
    const shorts = readClusters(spiked, context(month)).clusters.bins.filter(({ side }) => side === 'short');
    expect(Math.min(...shorts.map(({ low }) => low))).toBeGreaterThanOrEqual(short.price * (1 - 1e-9));
  });

  it.each([
    ['no mark', { markPrice: missing('source-down') }, 'source-down'],
    ['a mark that is no price', { markPrice: known(0) }, 'rejected'],
    ['no open interest', { openInterest1h: null, openInterest5m: null }, 'not-yet'],
    ['no bars', { bars1h: null, bars5m: null }, 'not-yet'],
    ['open interest only', { bars1h: cutBars(month.bars1h!, NOW, NOW), bars5m: null }, 'not-yet'],
  ])('says why there is no map: %s', (_name, overrides, reason) => {
    const { clusters } = readClusters({ ...month, ...overrides }, NO_CONTEXT);
    expect(clusters.state).toMatchObject({ missing: reason });
    expect(clusters).toMatchObject({ bins: [], clusters: [], nearestLong: null, nearestShort: null });
  });

  it('names whose tiers and open interest it used', () => {
    const assumed = {
      ...month,
      instrument: instrumentOf({ maintenanceTiers: null }),
      openInterestSource: 'bybit-linear',
    };
    expect(readClusters(month, NO_CONTEXT).clusters).toMatchObject({ tierSource: 'binance-usdm' });
    expect(readClusters(assumed, NO_CONTEXT).clusters).toMatchObject({
      tierSource: 'assumed',
      openInterestSource: 'bybit-linear',
    });
  });

  it('says when open interest cannot be trusted', () => {
    expect(readClusters(month, NO_CONTEXT).clusters).toMatchObject({ refusedShare: 0, degraded: false });
    const untraded = { ...month.bars1h!, volume: month.bars1h!.volume.map(() => 1) };
    const { refusedShare, degraded } = readClusters({ ...month, bars1h: untraded }, NO_CONTEXT).clusters;
    expect(refusedShare).toBeGreaterThan(0.5);
    expect(degraded).toBe(true);
  });

  it('measures an inverse contract in USD of contracts', () => {
    const inverse = { ...month, instrument: instrumentOf({ kind: 'inverse' }) };
    const { clusters } = readClusters(inverse, context(inverse)).clusters;
    expect(clusters.length).toBeGreaterThan(0);
    for (const { valueRange } of clusters) expect(valueRange[1]).toBeLessThan(2e6 * 1.5 * 150 * 1.2);
  });
});

describe('the map’s state', () => {
  const few = market(4, 1, 3);

  it('advanced bar by bar, stored and read back, is the full rebuild to the last bit', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 1, max: 30 }), { minLength: 5, maxLength: 20 }), (gaps) => {
        const start = few.bars5m!.openTime[0]!;
        let state = readClusters(until(few, start), NO_CONTEXT).state;
        let time = start;
        for (const gap of gaps) {
          time = Math.min(NOW, time + gap * 5 * MINUTE);
          state = structuredClone(readClusters(until(few, time), NO_CONTEXT, state).state);
        }
        expect(state).toEqual(readClusters(until(few, time), NO_CONTEXT).state);
      }),
      { numRuns: 15 },
    );
  });

  it('is continued, not rebuilt, while the past stays as it was', () => {
    const { state } = readClusters(until(few, NOW - HOUR), NO_CONTEXT);
    expect(readClusters(few, NO_CONTEXT, state).state).toBe(state);
    expect(state.map.endTime).toBe(NOW);
  });

  it('is continued when the oldest bars have been dropped, and when fine bars have become hourly', () => {
    const { state } = readClusters(until(few, NOW - 6 * HOUR), NO_CONTEXT);
    const slid = { ...few, ...since(few, NOW - 3 * DAY, 'coarse'), ...since(few, NOW - 8 * HOUR, 'fine') };
    expect(readClusters(slid, NO_CONTEXT, state).state).toBe(state);
  });

  const corrected = (column: 'high' | 'volume', factor: number): MarketInputs => {
    const bars = few.bars5m!;
    const row = bars.openTime.length - 40;
    return {
      ...few,
      bars5m: { ...bars, [column]: bars[column].map((value, i) => (i === row ? value * factor : value)) },
    };
  };
  const points = few.openInterest5m!;

  it.each([
    ['a high', corrected('high', 1.001)],
    ['a volume', corrected('volume', 1.5)],
    [
      'open interest',
      {
        ...few,
        openInterest5m: {
          ...points,
          value: points.value.map((v, i) => (i === points.value.length - 40 ? v * 1.001 : v)),
        },
      },
    ],
  ])('is built anew when %s of the past was corrected', (_name, inputs) => {
    const { state } = readClusters(few, NO_CONTEXT);
    const again = readClusters(inputs, NO_CONTEXT, state).state;
    expect(again).not.toBe(state);
    expect(again).toEqual(readClusters(inputs, NO_CONTEXT).state);
  });

  it('is built anew when older history or finer bars arrive, a hole is filled, or the terms change', () => {
    const rebuilt = (before: MarketInputs, after: MarketInputs) => {
      const { state } = readClusters(before, NO_CONTEXT);
      return readClusters(after, NO_CONTEXT, state).state !== state;
    };
    expect(rebuilt({ ...few, ...since(few, NOW - 2 * DAY, 'coarse') }, few)).toBe(true);
    expect(rebuilt({ ...few, bars5m: null, openInterest5m: null }, few)).toBe(true);
    const bars = few.bars1h!;
    const holed = cutBars(bars, 0, NOW);
    holed.close[30] = Number.NaN;
    expect(rebuilt({ ...few, bars1h: holed }, few)).toBe(true);
    expect(rebuilt(few, { ...few, instrument: instrumentOf({ maxLeverage: 20 }) })).toBe(true);
    expect(rebuilt(few, few)).toBe(false);
  });

  it('does not look ahead: what is known later changes nothing that was read before', () => {
    const time = NOW - 9 * HOUR;
    const later = { ...few, marketTime: time, markPrice: known(150) };
    const cut = { ...until(few, time), markPrice: known(150) };
    expect(readClusters(cut, NO_CONTEXT)).toEqual(readClusters(until(later, time), NO_CONTEXT));
    // The same with the future left in the series: only the clock says that it is not known yet.
    expect(readClusters(later, NO_CONTEXT).state.map.endTime).toBeLessThanOrEqual(time);
  });

  it('reads any series without throwing, and without a figure that is none', () => {
    const value = fc.oneof(fc.double({ min: 1e-3, max: 1e6 }), fc.constantFrom(0, Number.NaN, -1, 1e300));
    const time = fc.integer({ min: -400, max: 12 }).map((step) => NOW + step * 5 * MINUTE);
    const sound = fc
      .tuple(fc.double({ min: 90, max: 110, noNaN: true }), fc.double({ min: 0, max: 3, noNaN: true }), value)
      .map(([price, wick, volume]) => [price, price + wick, price - wick, price + wick / 2, volume] as const);
    const wild = fc.tuple(value, value, value, value, value);
    const row = fc.oneof({ weight: 9, arbitrary: sound }, { weight: 1, arbitrary: wild });
    const bars = (stepMs: Ms) =>
      fc.array(fc.tuple(time, row), { maxLength: 60 }).map((rows): BarSeries => {
        const column = (i: number) => Float64Array.from(rows, ([, figures]) => figures[i]!);
        return {
          stepMs,
          openTime: Float64Array.from(rows, ([at]) => Math.floor(at / stepMs) * stepMs),
          open: column(0),
          high: column(1),
          low: column(2),
          close: column(3),
          volume: column(4),
          takerBuyVolume: column(4),
        };
      });
    const series = fc.array(fc.tuple(time, value), { maxLength: 60 }).map(
      (rows): PointSeries => ({
        time: Float64Array.from(rows, ([at]) => at),
        value: Float64Array.from(rows, ([, v]) => v),
      }),
    );
    const any = fc.record({
      bars5m: fc.option(bars(5 * MINUTE)),
      bars1h: fc.option(bars(HOUR)),
      openInterest5m: fc.option(series),
      openInterest1h: fc.option(series),
      price: fc.oneof(fc.double({ min: 90, max: 110, noNaN: true }), value),
    });
    let built = 0;
    fc.assert(
      fc.property(any, any, (first, second) => {
        let state: ReturnType<typeof readClusters>['state'] | undefined;
        for (const { price, ...overrides } of [first, second]) {
          const inputs = emptyInputs({ ...overrides, markPrice: known(price) });
          const result = readClusters(inputs, { atr: 1, sigmaHour: 0.01, keyLevels: [] }, state);
          state = result.state;
          if (result.clusters.bins.length > 0) built += 1;
          expect(JSON.stringify(result.clusters)).not.toMatch(/NaN|Infinity|"(low|high|share|price)":null/);
          for (const { share, likelihood } of result.clusters.bins) {
            expect(share >= 0 && share <= 1 + 1e-9).toBe(true);
            expect(likelihood >= 0 && likelihood <= 1 + 1e-9).toBe(true);
          }
        }
      }),
      { numRuns: 200 },
    );
    expect(built).toBeGreaterThan(20);
  });
});
