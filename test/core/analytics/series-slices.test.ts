import { describe, expect, it } from 'vitest';
import {
  barsClosedBetween,
  closes,
  coveredDays,
  firstAfter,
  levelAt,
  pointsBetween,
} from '../../../core/analytics/series-slices.ts';
import { DAY, HOUR } from '../../../core/domain/time.ts';
import { barsFromCloses, evenPoints, NOW, seriesOfPoints } from './builders.ts';

it.each([
  [0, 0],
  [1, 1],
  [2.5, 2],
  [3, 3],
  [9, 3],
])('firstAfter(%d) in 1, 2, 3 is row %d', (time, row) => {
  expect(firstAfter(Float64Array.of(1, 2, 3), time)).toBe(row);
});

describe('windows', () => {
  it('hold points after their start, up to and with their end', () => {
    const points = evenPoints(HOUR, [1, 2, 3, 4]);
    expect(Array.from(pointsBetween(points, NOW - 2 * HOUR, NOW - HOUR).value)).toEqual([3]);
    expect(pointsBetween(points, NOW, NOW - 2 * HOUR).value).toHaveLength(0);
  });

  it('hold a bar by its closing time', () => {
    const bars = barsFromCloses(HOUR, [1, 2, 3, 4]);
    expect(Array.from(barsClosedBetween(bars, NOW - 2 * HOUR, NOW).close)).toEqual([3, 4]);
    expect(Array.from(barsClosedBetween(bars, NOW - 2 * HOUR, NOW - 1).close)).toEqual([3]);
    expect(Array.from(closes(bars).time)).toEqual([NOW - 3 * HOUR, NOW - 2 * HOUR, NOW - HOUR, NOW]);
  });
});

describe('levelAt', () => {
  const points = seriesOfPoints([
    [0, 10],
    [4, 20],
    [20, 60],
  ]);

  it.each([
    // on a point
    [4, 20],
    // 10 · 3/4 + 20 · 1/4 = 12.5
    [1, 12.5],
    // the hole from 4 to 20 is longer than 5
    [10, null],
    // past the end: held for 5
    [25, 60],
    [26, null],
    // before the start
    [-1, null],
  ])('at %d is %s', (time, expected) => {
    expect(levelAt(points, time, 5)).toBe(expected);
  });
});

describe('coveredDays', () => {
  it.each([
    // 24 hourly points and the hour since the last one
    [evenPoints(HOUR, Array(24).fill(1), NOW - HOUR), 1],
    // two points ten days apart, the last one five days old: one day each
    [evenPoints(10 * DAY, [1, 1], NOW - 5 * DAY), 2],
    [evenPoints(HOUR, [], NOW), 0],
  ])('counts %#', ({ time }, days) => {
    expect(coveredDays(time, NOW)).toBeCloseTo(days, 12);
  });
});
