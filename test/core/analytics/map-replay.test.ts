import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { gridOf, replayMap } from '../../../core/analytics/map-replay.ts';
import { advanceMap } from '../../../core/analytics/map-state.ts';
import type { MarketInputs } from '../../../core/domain/market-inputs.ts';
import { DAY, HOUR, type Ms } from '../../../core/domain/time.ts';
import { cutInputs } from '../../validation/cut-inputs.ts';
import { barsFromCloses, emptyInputs, evenPoints, NOW, wander } from './builders.ts';

const HOURS = 20 * 24;

function hourlyMarket(): MarketInputs {
  return emptyInputs({
    bars1h: barsFromCloses(HOUR, wander(HOURS, 150, 0.06, 67), { wick: 0.003, volume: 400_000 }),
    openInterest1h: evenPoints(HOUR, wander(HOURS + 1, 2_000_000, 0.05, 53)),
    openInterestSource: 'binance-usdm',
  });
}

const market = hourlyMarket();
const upTo = (now: Ms) => cutInputs(market, now);

describe('the map over time', () => {
  const whole = replayMap(market);

  it('has a column each hour of the last week and each four hours before', () => {
    const times = whole.columns.map(({ time }) => time);
    const gaps = times.slice(1).map((time, row) => ({ time, gap: time - times[row]! }));
    const recent = gaps.filter(({ time }) => time > NOW - 7 * DAY + 4 * HOUR);
    expect(recent.every(({ gap }) => gap === HOUR)).toBe(true);
    expect(gaps.filter(({ time }) => time < NOW - 7 * DAY).every(({ gap }) => gap === 4 * HOUR)).toBe(true);
    expect(times.at(-1)).toBe(NOW);
  });

  it('holds all mass near the price, longs below it and shorts above it', () => {
    const grid = gridOf(whole)!;
    for (const { time, long, short } of whole.columns.slice(-50)) {
      const close = market.bars1h!.close[market.bars1h!.openTime.indexOf(time - HOUR)]!;
      const sum = [...long.shares, ...short.shares].reduce((total, share) => total + share, 0);
      expect(Math.abs(sum - 10_000)).toBeLessThan(150);
      const edge = (bin: number) => grid.anchor * Math.exp(bin * grid.step);
      expect(edge(long.first + long.shares.length)).toBeGreaterThan(close * 0.999);
      expect(edge(long.first + long.shares.length - 1)).toBeLessThanOrEqual(close * 1.0001);
      expect(edge(short.first)).toBeLessThanOrEqual(close * 1.0001);
    }
  });

  it('ends as the present map stands', () => {
    const { map } = advanceMap(market, undefined);
    expect(whole.map.openInterest).toBe(map.openInterest);
    expect(whole.map.endTime).toBe(map.endTime);
  });

  it('never changes what it said: later bars leave earlier columns and tallies of past days alone', () => {
    fc.assert(
      fc.property(fc.integer({ min: 24 * 9, max: HOURS - 1 }), (hours) => {
        const now = NOW - (HOURS - hours) * HOUR;
        const early = replayMap(upTo(now));
        fc.pre(early.group === whole.group);
        const columns = new Map(whole.columns.map((column) => [column.time, column]));
        const shared = early.columns.filter(({ time }) => columns.has(time));
        expect(shared.length).toBeGreaterThan(20);
        for (const { time, long } of shared) {
          expect(columns.get(time)!.long).toEqual(long);
        }
        const today = Math.floor(now / DAY);
        for (const [day, tally] of early.score.days) {
          if (day < today) expect(whole.score.days.get(day)).toEqual(tally);
        }
      }),
      { numRuns: 25 },
    );
  });

  it('goes on from where it was, to the same end', () => {
    const step = replayMap(upTo(NOW - 30 * HOUR));
    const before = step.columns.length;
    const after = replayMap(market, step);
    expect(after).toBe(step);
    expect(after.columns.length).toBeGreaterThan(before);
    expect(after.columns.at(-1)).toEqual(
      after.group === whole.group ? whole.columns.at(-1) : expect.anything(),
    );
  });

  it('starts over when the past was corrected', () => {
    const first = replayMap(market);
    const close = market.bars1h!.close.slice();
    close[HOURS - 40]! *= 1.002;
    const corrected = {
      ...market,
      bars1h: { ...market.bars1h!, close, high: close.map((c, i) => Math.max(c, market.bars1h!.high[i]!)) },
    };
    expect(replayMap(corrected, first)).not.toBe(first);
  });

  it('makes no forecast of a map that is mostly assumed', () => {
    const week = replayMap(cutInputs(market, NOW, 6.5));
    expect([...week.score.days.values()].every(({ visits }) => visits === 0)).toBe(true);
  });
});
