import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { MapBins, SideBins } from '../../../core/analytics/map-bins.ts';
import {
  createScore,
  type DayTally,
  forecast,
  readScorecard,
  type ScoredBar,
  type ScoreState,
  scoreBar,
} from '../../../core/analytics/map-score.ts';
import { MAP_SCORE } from '../../../core/analytics/parameters.ts';
import { DAY, HOUR } from '../../../core/domain/time.ts';

const START = Date.UTC(2026, 5, 1);
const RANGE = 0.01;

/** Ten bins of 1 % on each side of 100; `long` and `short` are their masses from the price outwards. */
function view(long: readonly number[], short: readonly number[]): MapBins {
  const side = (masses: readonly number[], sign: 1 | -1): SideBins => {
    const rows = masses.map((mass, row) => ({ near: 100 + sign * row, far: 100 + sign * (row + 1), mass }));
    if (sign < 0) rows.reverse();
    return {
      low: Float64Array.from(rows, ({ near, far }) => Math.min(near, far)),
      high: Float64Array.from(rows, ({ near, far }) => Math.max(near, far)),
      mass: Float64Array.from(rows, ({ mass }) => mass),
      seeded: new Float64Array(rows.length),
    };
  };
  const sum = (values: readonly number[]) => values.reduce((total, value) => total + value, 0);
  return { long: side(long, -1), short: side(short, 1), total: sum(long) + sum(short) };
}

const FLAT = [1, 1, 1, 1, 1, 1, 1, 1, 1, 1];
const PEAK_AT_3 = [1, 1, 9, 1, 1, 1, 1, 1, 1, 1];

function bar(
  hour: number,
  low: number,
  high: number,
  change: number,
  overrides: Partial<ScoredBar> = {},
): ScoredBar {
  return {
    startTime: START + hour * HOUR,
    endTime: START + (hour + 1) * HOUR,
    low,
    high,
    volume: 1_000,
    openInterestBefore: 1_000,
    openInterestAfter: 1_000 * (1 + change),
    isAssumed: false,
    ...overrides,
  };
}

/** A score that has seen enough bars to know that −1 % is an ordinary change and −5 % is not. */
function ranked(): ScoreState {
  const score = createScore();
  for (let hour = -MAP_SCORE.leastRankedBars; hour < 0; hour++) {
    scoreBar(score, bar(hour, 99.9, 100.1, hour % 2 === 0 ? 0.01 : -0.01));
  }
  return score;
}

const sums = (score: ScoreState) => {
  const of = (pick: (tally: DayTally) => readonly number[], offset: 0 | 1) =>
    [...score.days.values()]
      .flatMap((tally) => pick(tally).filter((_, at) => at % 2 === offset))
      .reduce((a, b) => a + b, 0);
  return {
    all: of(({ all }) => all, 0),
    allHits: of(({ all }) => all, 1),
    top: of(({ top }) => top, 0),
    topHits: of(({ top }) => top, 1),
    visits: [...score.days.values()].reduce((total, { visits }) => total + visits, 0),
  };
};

describe('the map’s own score', () => {
  it('counts a dense band when price reaches it, and a hit when open interest falls hard in that bar', () => {
    const score = ranked();
    forecast(score, view(PEAK_AT_3, FLAT), 100, RANGE, START);
    scoreBar(score, bar(0, 97.5, 100, -0.05));
    // The band that holds the price is not counted: it needs no reaching.
    expect(sums(score)).toEqual({ all: 2, allHits: 2, top: 1, topHits: 1, visits: 1 });
  });

  it('counts each band once: in the first bar that reaches it', () => {
    const score = ranked();
    forecast(score, view(PEAK_AT_3, FLAT), 100, RANGE, START);
    scoreBar(score, bar(0, 97.5, 100, 0));
    scoreBar(score, bar(1, 97.2, 98, -0.05));
    expect(sums(score)).toMatchObject({ top: 1, topHits: 0, visits: 1 });
  });

  it('judges no bar that began before the forecast was made', () => {
    const score = ranked();
    forecast(score, view(PEAK_AT_3, FLAT), 100, RANGE, START + HOUR / 2);
    scoreBar(score, bar(0, 97.5, 100, -0.05));
    expect(sums(score)).toMatchObject({ all: 0, top: 0 });
  });

  it.each([
    ['open interest is not known', { openInterestAfter: Number.NaN }],
    ['open interest is assumed', { isAssumed: true }],
    ['open interest moved more than was traded', { volume: 10 }],
  ])('judges no bar of which %s, yet its bands are used up', (_why, overrides) => {
    const score = ranked();
    forecast(score, view(PEAK_AT_3, FLAT), 100, RANGE, START);
    scoreBar(score, bar(0, 97.5, 100, -0.05, overrides));
    scoreBar(score, bar(1, 97.5, 100, -0.05));
    expect(sums(score)).toMatchObject({ all: 0, top: 0, visits: 0 });
  });

  it('calls a fall large against the bars before it, not against an absolute figure', () => {
    const calm = createScore();
    for (let hour = -200; hour < 0; hour++) scoreBar(calm, bar(hour, 99.9, 100.1, hour % 2 ? 1e-4 : -1e-4));
    forecast(calm, view(PEAK_AT_3, FLAT), 100, RANGE, START);
    scoreBar(calm, bar(0, 97.5, 100, -0.002));
    expect(sums(calm).topHits).toBe(1);
    const ordinary = ranked();
    forecast(ordinary, view(PEAK_AT_3, FLAT), 100, RANGE, START);
    scoreBar(ordinary, bar(0, 97.5, 100, -0.002));
    expect(sums(ordinary).topHits).toBe(0);
  });

  it('says nothing below fifty visits', () => {
    const day = (visits: number): DayTally => ({
      bars: 24,
      visits,
      top: [visits, visits, ...new Array(14).fill(0)],
      all: [100, 10, ...new Array(14).fill(0)],
    });
    expect(readScorecard([day(49)])).toMatchObject({
      visits: 49,
      hitShare: null,
      chance: null,
      lowerBound: null,
    });
    const card = readScorecard([day(25), day(25)]);
    expect(card).toMatchObject({ visits: 50, hitShare: 1, chance: 0.1 });
    expect(card.lowerBound).toBeCloseTo(0.9287, 3);
  });

  it('compares with chance at the same distance, so that violent bars alone lift nothing', () => {
    // Near bands are never hit, far ones always, whatever their mass; all top bands are far.
    const far = 2 * (2 * 3);
    const top = new Array(16).fill(0);
    const all = new Array(16).fill(0);
    [all[0], all[1]] = [900, 0];
    [top[far], top[far + 1]] = [60, 60];
    [all[far], all[far + 1]] = [100, 100];
    const card = readScorecard([{ bars: 24, visits: 60, top, all }]);
    expect(card.hitShare).toBe(1);
    expect(card.chance).toBe(1);
  });

  it('finds no lift in a map that knows nothing', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 1e6 }), (seed) => {
        let state = seed;
        const random = () => {
          state = (Math.imul(state, 1_664_525) + 1_013_904_223) | 0;
          return (state >>> 0) / 2 ** 32;
        };
        const score = ranked();
        for (let step = 0; step < 1_500; step++) {
          const masses = () => Array.from({ length: 10 }, random);
          const at = START + step * HOUR;
          forecast(score, view(masses(), masses()), 100, RANGE, at);
          const reach = 100 * random() ** 2 * 0.08;
          scoreBar(
            score,
            bar(step, 100 - reach, 100 + reach * random(), 0.02 * (random() - 0.5) - reach / 1_000),
          );
        }
        const card = readScorecard(score.days.values());
        expect(card.visits).toBeGreaterThan(200);
        expect(Math.abs(card.hitShare! - card.chance!)).toBeLessThan(0.06);
      }),
      { numRuns: 12 },
    );
  });

  it('keeps its days apart', () => {
    const score = ranked();
    forecast(score, view(PEAK_AT_3, FLAT), 100, RANGE, START);
    scoreBar(score, bar(0, 99.5, 100, 0));
    forecast(score, view(PEAK_AT_3, FLAT), 100, RANGE, START + DAY);
    scoreBar(score, bar(24, 97.5, 100, 0));
    expect([...score.days.values()].map(({ visits }) => visits)).toEqual([0, 1]);
  });
});
