import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { RESET } from '../../../core/analytics/parameters.ts';
import { type ResetMachineState, readReset } from '../../../core/analytics/reset-reading.ts';
import { clause } from '../../../core/domain/clause.ts';
import type { MarketInputs } from '../../../core/domain/market-inputs.ts';
import type { ResetReading } from '../../../core/domain/reset.ts';
import type { BarSeries, PointSeries } from '../../../core/domain/series.ts';
import { HOUR, MINUTE } from '../../../core/domain/time.ts';
import {
  barsFromCloses,
  emptyInputs,
  evenPoints,
  known,
  NOW,
  seriesOfBars,
  seriesOfPoints,
} from './builders.ts';
import { type Beat, longFlush, mirrored, scripted, timeOf } from './scripted-market.ts';

const NOTHING = { keyLevels: [], depthWithinOnePercent: null };

function read(inputs: MarketInputs, state?: ResetMachineState) {
  return readReset(inputs, NOTHING, state);
}

function steps({ transitions }: ResetReading): string[] {
  return transitions.map(({ from, to }) => `${from} → ${to}`);
}

/** Funding at anchor for a month, but hot from `from` to `to` hours before the end. */
function hotFunding(from: number, to: number): PointSeries {
  const rates = Array.from({ length: 90 }, (_, i) => {
    const age = 8 * (89 - i);
    return age <= from && age >= to ? 0.0006 : 0.0001;
  });
  return evenPoints(8 * HOUR, rates);
}

const BUILDING: Beat[] = Array.from({ length: 24 }, (_, hour) => ({
  price: 1 + 0.0005 * hour,
  openInterest: 1.02 + 0.002 * hour,
}));

describe('readReset', () => {
  it('tells the whole story: building → flushing → cooling → clean', () => {
    const story = [...BUILDING, ...longFlush(12)];
    const { reset } = read(scripted(story, { fundingHistory: hotFunding(42, 18) }));
    expect(steps(reset)).toEqual([
      'quiet → building',
      'building → flushing',
      'flushing → cooling',
      'cooling → clean',
    ]);
    expect(reset.state).toBe('clean');
    expect(reset.checklist.find(({ id }) => id === 'slow-rebuild')?.verdict).toBe('pass');
  });

  it('says reloading when leverage comes back while price does not', () => {
    const back = Array.from({ length: 14 }, (_, hour) => ({
      price: 0.89,
      openInterest: 0.86 + 0.006 * hour,
    }));
    const { reset } = read(scripted([...longFlush(4), ...back]));
    expect(reset.state).toBe('reloading');
    expect(reset.transitions.at(-1)?.because.map(({ code }) => code)).toEqual([
      'reloadOdds',
      'openInterestRegained',
      'priceRegained',
    ]);
  });

  it('measures the flush from the peak of the 24 h before detection to the lowest since', () => {
    const story = longFlush(3);
    const { flush } = read(scripted(story)).reset;
    // The calm before wavers by ± 1 %; within its last day it stood at most at 1 009 998.
    const peak =
      1_000_000 * (1 + 0.01 * Math.max(...Array.from({ length: 24 }, (_, h) => Math.sin((719 - h) * 0.37))));
    expect(flush?.openInterestBefore).toBeCloseTo(peak, 3);
    expect(flush?.openInterestLow).toBe(850_000);
    expect(flush?.openInterestDrop).toBeCloseTo(1 - 850_000 / peak, 10);
    expect(flush?.priceExtreme).toBe(88);
    expect(flush?.side).toBe('long');
  });

  it('works on five-minute bars with hourly open interest', () => {
    const story = longFlush(6);
    const hourly = scripted(story);
    const closes = story.flatMap(({ price }, hour) => {
      const before = hour === 0 ? 1 : story[hour - 1]!.price;
      return Array.from({ length: 12 }, (_, step) => 100 * (before + ((price - before) * (step + 1)) / 12));
    });
    const { reset } = read({ ...hourly, bars5m: barsFromCloses(5 * MINUTE, closes) });
    expect(steps(reset)).toEqual(['quiet → flushing', 'flushing → cooling']);
    expect(reset.flush?.openInterestLow).toBe(850_000);
  });

  it('sees a live flush inside an open bar at once', () => {
    const calm = scripted([{ price: 1, openInterest: 1 }]);
    const live = {
      ...calm,
      marketTime: NOW + 2 * MINUTE,
      markPrice: known(87, NOW + 2 * MINUTE),
      openInterest: known(860_000, NOW + 2 * MINUTE),
    };
    const { reset, state } = read(live);
    expect(reset.state).toBe('flushing');
    expect(reset.flush?.detectedTime).toBe(NOW + 2 * MINUTE);
    // It was said, so it stays said, although the price is back before the bar closes.
    const later = { ...calm, marketTime: NOW + 4 * MINUTE };
    expect(read(later, state).reset.state).toBe('flushing');
  });

  it('says why there is no state', () => {
    expect(read(emptyInputs()).reset).toMatchObject({ state: null, missing: clause('noPriceHistory') });
    const bars = emptyInputs({ bars1h: barsFromCloses(HOUR, [1, 2]) });
    expect(read(bars).reset).toMatchObject({ state: null, missing: clause('noOpenInterestHistory') });
  });

  it('lists every check as unknown rather than passed when nothing feeds it', () => {
    const { checklist } = read(scripted(longFlush(3))).reset;
    const unknown = checklist.filter(({ verdict }) => verdict === 'unknown').map(({ id }) => id);
    expect(unknown).toEqual(
      expect.arrayContaining(['funding', 'basis', 'spot-leads', 'depth', 'btc-regime']),
    );
    for (const item of checklist.filter(({ verdict }) => verdict === 'unknown')) {
      expect(item.value).toBeNull();
      expect(item.note.code).not.toBe('');
    }
  });

  it('does not rewrite what was said when bars arrive late or corrected', () => {
    const story = longFlush(8);
    const first = read(scripted(story));
    const corrected = scripted(story.map((beat) => ({ ...beat, openInterest: 1 })));
    const again = read(corrected, first.state);
    expect(again.reset.transitions).toEqual(first.reset.transitions);
    expect(again.state.flush).toEqual(first.state.flush);
  });

  // A cold pair stayed «quiet» through the flush it was opened for.
  it('tells the flush that began before the first answers once the backfill is in', () => {
    const story = scripted(longFlush(2));
    const { time, value } = story.openInterest1h!;
    const first = read({ ...story, openInterest1h: { time: time.slice(-2), value: value.slice(-2) } });
    expect(first.reset.state).toBe('quiet');
    const { reset } = read(story, first.state);
    expect(reset).toEqual(read(story).reset);
    expect(reset.flush?.side).toBe('long');
  });

  it('tells that leverage was built once the history of funding is in', () => {
    const story = scripted(BUILDING, { fundingHistory: hotFunding(42, 0) });
    const first = read({ ...story, fundingHistory: null });
    expect(first.reset.state).toBe('quiet');
    expect(read(story, first.state).reset.state).toBe('building');
  });

  it('keeps the flushes from before its first bar when the past is fed anew', () => {
    const flush = read(scripted(longFlush(8))).state.flush!;
    const old = { ...flush, detectedTime: NOW - 90 * 24 * HOUR };
    const story = scripted(longFlush(2));
    const { time, value } = story.openInterest1h!;
    const { state } = read({ ...story, openInterest1h: { time: time.slice(-2), value: value.slice(-2) } });
    const { reset } = read(story, { ...state, pastFlushes: [old] });
    expect(reset.pastFlushes).toEqual([old]);
  });

  it('remembers in plain JSON', () => {
    const { state } = read(scripted(longFlush(8)));
    expect(JSON.parse(JSON.stringify(state))).toEqual(state);
  });

  it('ignores a memory of another version', () => {
    const old = { ...read(scripted(longFlush(8))).state, version: 0 } as unknown as ResetMachineState;
    expect(read(scripted([]), old).reset.transitions).toEqual([]);
  });
});

/** Hour-by-hour walks with shocks, so that flushes and everything after them occur. */
const beats = fc
  .array(
    fc.tuple(
      fc.double({ min: -0.05, max: 0.045, noNaN: true }),
      fc.double({ min: -0.06, max: 0.05, noNaN: true }),
    ),
    { minLength: 30, maxLength: 120 },
  )
  .map((moves): Beat[] => {
    let price = 1;
    let openInterest = 1;
    return moves.map(([priceMove, interestMove]) => {
      price *= 1 + priceMove;
      openInterest *= 1 + interestMove;
      return { price, openInterest };
    });
  });

const funding = fc
  .array(fc.double({ min: -0.001, max: 0.001, noNaN: true }), { minLength: 90, maxLength: 90 })
  .map((rates) => evenPoints(8 * HOUR, rates));

describe('readReset, for any market', () => {
  it('given its memory says the same as from the start, bit for bit', () => {
    fc.assert(
      fc.property(
        beats,
        funding,
        fc.double({ min: 0, max: 1, noNaN: true }),
        (story, fundingHistory, share) => {
          const inputs = scripted(story, { fundingHistory });
          const cut = timeOf(Math.floor(share * (story.length - 1)), story.length);
          const early = read(truncated(inputs, cut));
          expect(read(inputs, early.state)).toEqual(read(inputs));
        },
      ),
      { numRuns: 40 },
    );
  });

  it('says the same whatever part of the past came first, once all of it is there', () => {
    const shares = fc.tuple(
      fc.double({ min: 0, max: 1, noNaN: true }),
      fc.double({ min: 0, max: 1, noNaN: true }),
    );
    fc.assert(
      fc.property(beats, shares, (story, [from, width]) => {
        const inputs = scripted(story);
        const hours = inputs.bars1h!.openTime.length;
        const start = Math.floor(from * (hours - 1));
        const hole = Math.ceil(width * 200);
        const partial = withoutHours(inputs, start, Math.min(hours - 1, start + hole));
        expect(read(inputs, read(partial).state).reset).toEqual(read(inputs).reset);
      }),
      { numRuns: 40 },
    );
  });

  it('says the same whether open interest came with its bar or an hour later', () => {
    fc.assert(
      fc.property(beats, (story) => {
        const inputs = scripted(story);
        const points = inputs.openInterest1h!;
        const behind = { time: points.time.slice(0, -1), value: points.value.slice(0, -1) };
        const before = read({ ...inputs, openInterest1h: behind });
        expect(read(inputs, before.state).reset).toEqual(read(inputs).reset);
      }),
      { numRuns: 40 },
    );
  });

  it('says of the past what it said then: the future changes nothing', () => {
    fc.assert(
      fc.property(beats, fc.double({ min: 0, max: 1, noNaN: true }), (story, share) => {
        const inputs = scripted(story);
        const cut = timeOf(Math.floor(share * (story.length - 1)), story.length);
        const then = read(truncated(inputs, cut)).reset.transitions;
        const now = read(inputs).reset.transitions.filter(({ time }) => time <= cut);
        expect(now).toEqual(then.slice(-now.length || then.length));
      }),
      { numRuns: 40 },
    );
  });

  it('does not care for units: prices × 1024 and sizes ÷ 1024 change nothing', () => {
    fc.assert(
      fc.property(beats, funding, (story, fundingHistory) => {
        const inputs = scripted(story, { fundingHistory });
        const scaled = {
          ...inputs,
          bars1h: scaleBars(inputs.bars1h!, 1024),
          openInterest1h: scalePoints(inputs.openInterest1h!, 1 / 1024),
        };
        expect(read(scaled).reset.transitions).toEqual(read(inputs).reset.transitions);
      }),
      { numRuns: 25 },
    );
  });

  it('says of the mirrored market the mirrored thing', () => {
    fc.assert(
      fc.property(beats, funding, (story, fundingHistory) => {
        // Without an interest part the mirrored rate is exactly the negative one, and equal sizes stay equal.
        const inputs = scripted(story, { fundingHistory, anchorRate: 0 });
        const [up, down] = [read(mirrored(inputs)).reset, read(inputs).reset];
        expect(steps(up)).toEqual(steps(down));
        const opposite = { long: 'short', short: 'long' } as const;
        expect(up.pastFlushes.map(({ side }) => opposite[side])).toEqual(
          down.pastFlushes.map(({ side }) => side),
        );
        expect(up.checklist.map(({ verdict }) => verdict)).toEqual(
          down.checklist.map(({ verdict }) => verdict),
        );
      }),
      { numRuns: 25 },
    );
  });

  it('neither throws nor says NaN on gaps, duplicates, disorder, halts, resizes and nonsense', () => {
    const price = fc.oneof(
      { weight: 8, arbitrary: fc.double({ min: 1e-6, max: 1e6, noNaN: true }) },
      { weight: 1, arbitrary: fc.constantFrom(0, -1, Number.NaN, Number.POSITIVE_INFINITY) },
    );
    const time = fc.integer({ min: 0, max: 900 }).map((hour) => NOW - hour * HOUR);
    const bars = fc
      .array(fc.record({ time, open: price, close: price, volume: fc.constantFrom(0, 1, Number.NaN) }), {
        maxLength: 80,
      })
      .map((rows) =>
        seriesOfBars(
          HOUR,
          rows.map((row) => ({
            openTime: row.time,
            open: row.open,
            close: row.close,
            high: Math.max(row.open, row.close),
            low: Math.min(row.open, row.close),
            volume: row.volume,
            takerBuyVolume: null,
          })),
        ),
      );
    const points = fc.array(fc.tuple(time, price), { maxLength: 80 }).map((rows) => seriesOfPoints(rows));
    fc.assert(
      fc.property(bars, points, points, points, (bars1h, openInterest1h, rates, depthHistory) => {
        const inputs = emptyInputs({
          bars1h,
          spotBars1h: bars1h,
          btcBars1h: bars1h,
          openInterest1h,
          fundingHistory: rates,
          premium1h: rates,
          depthHistory,
          anchorRate: 0.0001,
        });
        const { reset, state } = read(inputs);
        expect(numbersOf(reset).filter(Number.isNaN)).toEqual([]);
        expect(state.transitions.length).toBeLessThanOrEqual(RESET.keptTransitions);
        expect(state.pastFlushes.length).toBeLessThanOrEqual(RESET.keptFlushes);
      }),
      { numRuns: 150 },
    );
  });
});

function truncated(inputs: MarketInputs, at: number): MarketInputs {
  const points = (series: PointSeries | null) => {
    if (series === null) return null;
    const count = series.time.filter((time) => time <= at).length;
    return { time: series.time.slice(0, count), value: series.value.slice(0, count) };
  };
  return {
    ...inputs,
    marketTime: at,
    openInterest1h: points(inputs.openInterest1h),
    fundingHistory: points(inputs.fundingHistory),
  };
}

/** As a pair looks whose backfill has not brought the hours `from` … `to` yet. */
function withoutHours(inputs: MarketInputs, from: number, to: number): MarketInputs {
  const isKept = (_: unknown, index: number) => index < from || index > to;
  const { time, value } = inputs.openInterest1h!;
  return { ...inputs, openInterest1h: { time: time.filter(isKept), value: value.filter(isKept) } };
}

function scaleBars(bars: BarSeries, factor: number): BarSeries {
  const scale = (column: Float64Array) => column.map((value) => value * factor);
  return {
    ...bars,
    open: scale(bars.open),
    high: scale(bars.high),
    low: scale(bars.low),
    close: scale(bars.close),
  };
}

function scalePoints(points: PointSeries, factor: number): PointSeries {
  return { time: points.time, value: points.value.map((value) => value * factor) };
}

function numbersOf(value: unknown): number[] {
  if (typeof value === 'number') return [value];
  return typeof value === 'object' && value !== null ? Object.values(value).flatMap(numbersOf) : [];
}
