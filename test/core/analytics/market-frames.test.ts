import { describe, expect, it } from 'vitest';
import { joinFrames, liveFrames } from '../../../core/analytics/live-frames.ts';
import { marketFrames } from '../../../core/analytics/market-frames.ts';
import { HOUR, MINUTE } from '../../../core/domain/time.ts';
import { barsFromCloses, emptyInputs, evenPoints, known, NOW, seriesOfPoints } from './builders.ts';

describe('marketFrames', () => {
  it('takes five-minute bars where there are any and hourly bars elsewhere', () => {
    const frames = marketFrames(
      emptyInputs({
        bars1h: barsFromCloses(HOUR, [10, 11, 12]),
        bars5m: barsFromCloses(5 * MINUTE, [12.1, 12.2, 12.3]),
      }),
    );
    expect([...frames.close]).toEqual([10, 11, 12.1, 12.2, 12.3]);
    expect([...frames.span].map((span) => span / MINUTE)).toEqual([60, 60, 5, 5, 5]);
    expect([...frames.hourRows]).toEqual([0, 1, 4]);
  });

  it('gives a row the newest open interest at or before its close, never a later one', () => {
    const frames = marketFrames(
      emptyInputs({
        bars1h: barsFromCloses(HOUR, [10, 11, 12]),
        openInterest1h: seriesOfPoints([
          [NOW - 2 * HOUR, 500],
          [NOW - HOUR + 1, 400],
        ]),
      }),
    );
    // Closes at NOW − 2 h, NOW − 1 h, NOW; the second point came a millisecond after the second close.
    expect([...frames.openInterest]).toEqual([500, 500, 400]);
  });

  it('calls open interest unknown when its newest point is over two hours old', () => {
    const frames = marketFrames(
      emptyInputs({
        bars1h: barsFromCloses(HOUR, [10, 11, 12, 13]),
        openInterest1h: seriesOfPoints([[NOW - 3 * HOUR, 500]]),
      }),
    );
    expect([...frames.openInterest]).toEqual([500, 500, 500, Number.NaN]);
  });

  it('starts a new epoch where open interest jumps by more than half: a change of unit is no flush', () => {
    const frames = marketFrames(
      emptyInputs({
        bars1h: barsFromCloses(HOUR, [10, 10, 10, 10]),
        openInterest1h: evenPoints(HOUR, [1000, 1010, 10.1, 10.2]),
      }),
    );
    expect([...frames.epoch]).toEqual([0, 0, 1, 1]);
  });

  it('leaves out a bar that has not closed', () => {
    const bars = barsFromCloses(HOUR, [10, 11, 12], { endTime: NOW + 30 * MINUTE });
    expect(marketFrames(emptyInputs({ bars1h: bars })).count).toBe(2);
  });
});

describe('liveFrames', () => {
  const now = {
    markPrice: known(95),
    openInterest: known(900),
    openInterestSource: 'binance-usdm',
    openInterest5m: evenPoints(5 * MINUTE, [1000, 1000], NOW - 5 * MINUTE),
  };

  it('shows the moment with the extremes of the bar that is still open', () => {
    const open = barsFromCloses(5 * MINUTE, [100, 96], { endTime: NOW + 3 * MINUTE });
    const live = liveFrames(emptyInputs({ ...now, bars5m: open }))!;
    expect([live.time[0], live.high[0], live.low[0], live.close[0], live.openInterest[0]]).toEqual([
      NOW,
      100,
      95,
      95,
      900,
    ]);
    expect(live.span[0]).toBe(2 * MINUTE);
  });

  it('is null while mark or open interest are old: that is no moment', () => {
    const old = known(95, NOW - 11 * MINUTE);
    expect(liveFrames(emptyInputs({ ...now, markPrice: old }))).toBeNull();
    expect(liveFrames(emptyInputs(now))).not.toBeNull();
  });

  it('joins behind the closed rows without closing an hour', () => {
    const inputs = emptyInputs({ ...now, bars1h: barsFromCloses(HOUR, [100, 99]) });
    const joined = joinFrames(marketFrames(inputs), liveFrames(inputs)!);
    expect([...joined.close]).toEqual([100, 99, 95]);
    expect([...joined.hourRows]).toEqual([0, 1]);
  });
});
