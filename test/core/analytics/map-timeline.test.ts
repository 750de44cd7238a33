import { describe, expect, it } from 'vitest';
import { type TimelineBar, visitTimeline } from '../../../core/analytics/map-timeline.ts';
import type { MarketInputs } from '../../../core/domain/market-inputs.ts';
import { HOUR, MINUTE } from '../../../core/domain/time.ts';
import { barsFromCloses, emptyInputs, evenPoints, instrumentOf, NOW, seriesOfPoints } from './builders.ts';

const FIVE = 5 * MINUTE;

function timeline(overrides: Partial<MarketInputs>): TimelineBar[] {
  const bars: TimelineBar[] = [];
  visitTimeline(emptyInputs({ openInterestSource: 'binance-usdm', ...overrides }), (bar) =>
    bars.push({ ...bar }),
  );
  return bars;
}

const steps = (bars: readonly TimelineBar[]) => bars.map((bar) => (bar.endTime - bar.startTime) / MINUTE);
const rising = (count: number, from = 100) => Array.from({ length: count }, (_, i) => from + i);

const hourly = {
  bars1h: barsFromCloses(HOUR, rising(6)),
  openInterest1h: evenPoints(HOUR, rising(7, 1_000)),
};

describe('the merged timeline', () => {
  it('is the hourly bars, each with the open interest at its two ends', () => {
    const bars = timeline(hourly);
    expect(steps(bars)).toEqual([60, 60, 60, 60, 60, 60]);
    // The first snapshot is at the first bar's start: 1000, then 1001 at its end.
    expect(bars[0]).toMatchObject({ openInterestBefore: 1_000, openInterestAfter: 1_001, isAssumed: false });
    expect(bars[5]).toMatchObject({ openInterestBefore: 1_005, openInterestAfter: 1_006 });
  });

  it('turns to five-minute bars where they have five-minute open interest, without overlap', () => {
    const bars = timeline({
      ...hourly,
      bars5m: barsFromCloses(FIVE, rising(48)),
      openInterest5m: evenPoints(FIVE, rising(25, 2_000)),
    });
    // Five-minute open interest covers the last two hours only.
    expect(steps(bars)).toEqual([60, 60, 60, 60, ...Array(24).fill(5)]);
    for (let i = 1; i < bars.length; i += 1) expect(bars[i]!.startTime).toBe(bars[i - 1]!.endTime);
    expect(bars[4]).toMatchObject({ openInterestBefore: 2_000, openInterestAfter: 2_001 });
  });

  it('keeps hourly bars where five-minute bars have no open interest of their own', () => {
    expect(steps(timeline({ ...hourly, bars5m: barsFromCloses(FIVE, rising(48)) }))).toEqual(
      Array(6).fill(60),
    );
  });

  it('takes five-minute bars with interpolated open interest where there are no hourly ones', () => {
    const bars = timeline({
      bars5m: barsFromCloses(FIVE, rising(24)),
      openInterest1h: evenPoints(HOUR, [0, 12, 24]),
    });
    expect(steps(bars)).toEqual(Array(24).fill(5));
    expect(bars[0]!.openInterestAfter).toBeCloseTo(1, 9);
    expect(bars[13]!.openInterestBefore).toBeCloseTo(13, 9);
  });

  it('leaves out bars that are open, or newer than the newest open interest', () => {
    const open = timeline({ ...hourly, marketTime: NOW - 30 * MINUTE });
    expect(open).toHaveLength(5);
    const late = timeline({ ...hourly, openInterest1h: evenPoints(HOUR, rising(5), NOW - 2 * HOUR) });
    expect(late).toHaveLength(4);
  });

  it('assumes the first open interest before its history starts', () => {
    const bars = timeline({ ...hourly, openInterest1h: evenPoints(HOUR, [500, 510, 520]) });
    expect(bars.map((bar) => bar.isAssumed)).toEqual([true, true, true, true, false, false]);
    expect(bars[0]).toMatchObject({ openInterestBefore: 500, openInterestAfter: 500 });
  });

  it('does not bridge a hole in open interest of more than two hours', () => {
    const hole = seriesOfPoints([
      [NOW - 6 * HOUR, 1_000],
      [NOW - 5 * HOUR, 1_001],
      [NOW - HOUR, 1_005],
      [NOW, 1_006],
    ]);
    const bars = timeline({ ...hourly, openInterest1h: hole });
    expect(bars.map((bar) => Number.isNaN(bar.openInterestAfter))).toEqual([
      false,
      true,
      true,
      true,
      false,
      false,
    ]);
  });

  it('ignores the volume of another venue than the open interest’s', () => {
    expect(timeline(hourly)[0]!.volume).toBe(1_000);
    expect(timeline({ ...hourly, openInterestSource: 'bybit-linear' })[0]!.volume).toBeNaN();
  });

  it('takes USD of an inverse contract as they are: price alone changes nothing', () => {
    const bars = timeline({
      instrument: instrumentOf({ kind: 'inverse' }),
      bars1h: barsFromCloses(HOUR, [100, 200]),
      openInterest1h: evenPoints(HOUR, [1_000, 1_000, 1_000]),
    });
    expect(bars[1]).toMatchObject({ openInterestBefore: 1_000, openInterestAfter: 1_000, volume: 1_000 });
  });

  it('is nothing without open interest or without bars', () => {
    expect(timeline({ bars1h: hourly.bars1h })).toEqual([]);
    expect(timeline({ openInterest1h: hourly.openInterest1h })).toEqual([]);
  });
});
