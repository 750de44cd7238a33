import { describe, expect, it } from 'vitest';
import { type AssessmentState, assess, depthWithinOnePercent } from '../../../core/analytics/assess.ts';
import { count } from '../../../core/domain/clause.ts';
import { missing } from '../../../core/domain/measured.ts';
import type { Assessment } from '../../../core/domain/reading.ts';
import { DAY, HOUR, MINUTE } from '../../../core/domain/time.ts';
import { calmInputs, emptyInputs, knownValue, NOW } from './builders.ts';
import { HAS_OKX_HISTORY, okxInputsAt, readOkxHistory } from './okx-history.ts';
import { notPlain } from './plain-json.ts';

describe('assess', () => {
  it('knows nothing of an instrument it has only been told of, and says so everywhere', () => {
    const { assessment } = assess(emptyInputs());
    const { price, funding, openInterest, crowding, flushRisk } = assessment;
    for (const value of [
      ...Object.values(price),
      funding.fundingRate,
      funding.apr,
      funding.excessHourly,
      funding.excessPercentile,
      ...Object.values(openInterest),
      crowding.score,
      flushRisk.probability,
      assessment.cascade.down,
      assessment.cascade.up,
      assessment.clusters.state,
    ]) {
      expect(value).toHaveProperty('missing');
    }
    expect(assessment.keyLevels).toEqual([]);
    expect(assessment.reset.state).toBeNull();
    expect(assessment.grade.grade).toBe('D');
    expect(assessment.history).toEqual({ days: 0, wantedDays: 30 });
    expect(notPlain(assessment)).toEqual([]);
  });

  it('reads a market of which everything is known', () => {
    const { assessment } = assess(calmInputs());
    expect(assessment.crowding.coverage).toBe(1);
    expect(assessment.history.days).toBeCloseTo(30, 1);
    expect(assessment.crowding.parts.map(({ signal }) => signal)).not.toContain(null);
    expect(assessment.sparkline.price).not.toContain(null);
    expect(knownValue(assessment.openInterest.openInterestValue)).toBeCloseTo(
      knownValue(assessment.openInterest.openInterest) * knownValue(assessment.price.markPrice),
      3,
    );
    expect(notPlain(assessment)).toEqual([]);
  });

  it('measures depth on both sides of the book', () => {
    const { assessment } = assess(calmInputs());
    const mark = knownValue(assessment.price.markPrice);
    // 300 SOL at each 0.02 % from mid, 50 steps within 1 % on each side
    expect(knownValue(depthWithinOnePercent(assessment.cascade)) / (2 * 50 * 300 * mark)).toBeCloseTo(1, 1);
    const { assessment: blind } = assess(calmInputs({ book: missing('source-down') }));
    expect(depthWithinOnePercent(blind.cascade)).toHaveProperty('missing');
  });

  it('rejects what is no number instead of computing with it', () => {
    const { assessment } = assess(
      calmInputs({ markPrice: { value: Number.NaN, venueTime: NOW, receivedTime: NOW, source: 'x' } }),
    );
    expect(assessment.price.markPrice).toEqual(missing('rejected', 'notAboveZero'));
    expect(notPlain(assessment)).toEqual([]);
  });

  it('falls back on hourly bars for σ, and says when neither suffices', () => {
    const hourly = assess(calmInputs({ bars5m: null })).assessment.price.sigmaHour;
    expect(knownValue(hourly)).toBeGreaterThan(0);
    expect(assess(calmInputs({ bars5m: null, bars1h: null })).assessment.price.sigmaHour).toEqual(
      missing('too-few', 'fewBarsForSigma'),
    );
  });

  it('gives the same answer twice', () => {
    expect(assess(calmInputs())).toEqual(assess(calmInputs()));
  });
});

if (!HAS_OKX_HISTORY) console.warn('skipped: ../shared/history/okx-sol-2026-06 is not there');

describe.skipIf(!HAS_OKX_HISTORY)('on a real month of SOL', () => {
  const history = HAS_OKX_HISTORY ? readOkxHistory() : null!;
  const daysIn = (days: number) => history.firstTime + days * DAY;

  it.each([2, 8, 12, 16, 20, 24])('after %d days everything is finite or missing with a reason', (days) => {
    const { assessment } = assess(okxInputsAt(history, daysIn(days)));
    expect(notPlain(assessment)).toEqual([]);
    for (const { part, raw, percentile, points } of assessment.crowding.parts) {
      if ('missing' in percentile) expect(percentile.missing, part).toMatch(/./);
      else expect(percentile.value, part).toBeGreaterThanOrEqual(0);
      if (points !== null) expect(raw).not.toHaveProperty('missing');
    }
  });

  it('warms up for seven days, counting them', () => {
    const percentile = (days: number) =>
      assess(okxInputsAt(history, daysIn(days))).assessment.openInterest.percentile;
    expect(percentile(3.5)).toEqual(missing('warming-up', 'historyDays', count(3), count(7)));
    expect(knownValue(percentile(8))).toBeGreaterThanOrEqual(0);
  });

  it('covers just over half of the crowding parts, and scores from them', () => {
    // known: funding 0.4, accounts 0.25, open interest 0.5, growth 0.125 twice: 1.4 of 2.
    // no index, no spot, no depth history here
    const { crowding } = assess(okxInputsAt(history, daysIn(20))).assessment;
    expect(crowding.coverage).toBeCloseTo(0.7, 12);
    const unknown = crowding.parts.filter(({ signal }) => signal === null).map(({ part }) => part);
    expect(unknown).toEqual(['premium', 'takers', 'thinness', 'perpSpotVolume']);
    expect(Math.abs(knownValue(crowding.score))).toBeLessThanOrEqual(100);
    const sum = crowding.parts.reduce((total, { points }) => total + (points ?? 0), 0);
    expect(sum).toBeCloseTo(knownValue(crowding.score), 9);
  });

  it('believes this venue’s open interest: it never moves more than was traded', () => {
    const { grade } = assess(okxInputsAt(history, daysIn(20))).assessment;
    expect(grade.reasons.map(({ code }) => code).join()).not.toMatch(/openInterest(OverTraded|Jumped|Still)/);
  });

  it('finds levels on both sides, nearest first', () => {
    const { assessment } = assess(okxInputsAt(history, daysIn(20)));
    const distances = assessment.keyLevels.map(({ distance }) => distance);
    expect(Math.min(...distances)).toBeLessThan(0);
    expect(Math.max(...distances)).toBeGreaterThan(0);
    expect(distances).toEqual([...distances].sort((a, b) => Math.abs(a) - Math.abs(b)));
    // SOL's hourly range in June 2026 was around one percent
    const atr = knownValue(assessment.price.atr) / knownValue(assessment.price.markPrice);
    expect(atr).toBeGreaterThan(0.002);
    expect(atr).toBeLessThan(0.05);
  });

  it('does not look ahead: cutting the future off changes nothing', () => {
    const time = daysIn(17) + 23 * MINUTE;
    const whole = okxInputsAt(history, time);
    const until = <T extends { time: Float64Array; value: Float64Array }>(points: T | null) =>
      points && {
        time: points.time.filter((each) => each <= time),
        value: points.value.filter((_, row) => points.time[row]! <= time),
      };
    const cut = {
      ...whole,
      openInterest1h: until(whole.openInterest1h),
      fundingHistory: until(whole.fundingHistory),
      longShortAccountRatio: until(whole.longShortAccountRatio),
      takerImbalance1h: until(whole.takerImbalance1h),
    };
    expect(assess(cut).assessment).toEqual(assess(whole).assessment);
  });

  it('continues from a state that went through storage as if it had never stopped', () => {
    const walk = (through: (state: AssessmentState) => AssessmentState): Assessment[] => {
      const seen: Assessment[] = [];
      let state: AssessmentState | undefined;
      for (let hour = 0; hour < 6; hour += 1) {
        const result = assess(okxInputsAt(history, daysIn(15) + hour * HOUR), state);
        seen.push(result.assessment);
        state = through(result.state);
      }
      return seen;
    };
    expect(walk(structuredClone)).toEqual(walk((state) => state));
  });
});
