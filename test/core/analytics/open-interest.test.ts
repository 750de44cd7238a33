import { describe, expect, it } from 'vitest';
import {
  comparableOpenInterest,
  growthOver,
  growthSeries,
  meanOpenInterest,
  openInterestValue,
  readOpenInterest,
} from '../../../core/analytics/open-interest.ts';
import { count } from '../../../core/domain/clause.ts';
import { missing } from '../../../core/domain/measured.ts';
import { DAY, HOUR, MINUTE } from '../../../core/domain/time.ts';
import { emptyInputs, evenPoints, instrumentOf, known, knownValue, NOW, seriesOfPoints } from './builders.ts';

const own = { openInterestSource: 'binance-usdm' };

describe('comparableOpenInterest', () => {
  const history = evenPoints(HOUR, [100, 110, 120], NOW - 30 * MINUTE);

  it('is the live value where the history is the venue’s own', () => {
    const inputs = emptyInputs({ ...own, openInterest: known(126), openInterest1h: history });
    expect(knownValue(comparableOpenInterest(inputs))).toBe(126);
  });

  it('is the history’s newest point where the history is another venue’s', () => {
    const inputs = emptyInputs({
      openInterest: known(9),
      openInterest1h: history,
      openInterestSource: 'bybit-linear',
    });
    expect(comparableOpenInterest(inputs)).toMatchObject({
      value: 120,
      venueTime: NOW - 30 * MINUTE,
      source: 'bybit-linear',
    });
  });

  it('is the newest point of either step', () => {
    const openInterest5m = evenPoints(5 * MINUTE, [121, 122], NOW - 5 * MINUTE);
    const inputs = emptyInputs({ ...own, openInterest1h: history, openInterest5m });
    expect(knownValue(comparableOpenInterest(inputs))).toBe(122);
  });

  it.each([
    [181, 'rejected'], // 181 / 120 = +50.8 %
    [59, 'rejected'], // 59 / 120 = −50.8 %
    [0, 'rejected'],
  ])('refuses a live value of %d after 120', (value, reason) => {
    const inputs = emptyInputs({ ...own, openInterest: known(value), openInterest1h: history });
    expect(comparableOpenInterest(inputs)).toMatchObject({ missing: reason });
  });

  it('goes stale with its history', () => {
    const old = evenPoints(HOUR, [100, 110], NOW - 3 * HOUR);
    const inputs = emptyInputs({ ...own, openInterest1h: old });
    expect(comparableOpenInterest(inputs)).toEqual(missing('stale', 'openInterestEnded'));
  });

  it('is unknown without history', () => {
    expect(comparableOpenInterest(emptyInputs({ openInterest: known(5) }))).toMatchObject({
      missing: 'not-yet',
    });
  });
});

describe('growth', () => {
  it.each([
    // 126 / 120 − 1 over the hour before, from the fine series
    [HOUR, 0.05],
    // a day ago the hourly series stood at 105: 126 / 105 − 1 = 0.2
    [DAY, 0.2],
  ])('over %d ms is %d', (lag, expected) => {
    const hourly = Array.from({ length: 49 }, (_, i) => (i <= 24 ? 105 : 120));
    const inputs = emptyInputs({
      ...own,
      openInterest: known(126),
      openInterest1h: evenPoints(HOUR, hourly),
      openInterest5m: evenPoints(5 * MINUTE, Array(24).fill(120)),
    });
    expect(knownValue(growthOver(inputs, known(126), lag))).toBeCloseTo(expected, 12);
  });

  it('is unknown where nothing reaches that far back', () => {
    const inputs = emptyInputs({ ...own, openInterest1h: evenPoints(HOUR, [100, 110]) });
    expect(growthOver(inputs, known(110), DAY)).toEqual(
      missing('warming-up', 'noOpenInterestAgo', count(24)),
    );
  });

  it('leaves points out whose past lies in a hole', () => {
    const holed = seriesOfPoints([
      [0, 100],
      [HOUR, 110],
      [6 * HOUR, 120],
      [7 * HOUR, 132],
    ]);
    const growth = growthSeries(holed, HOUR);
    // 110 / 100 − 1 at 1 h; 5 h lies in the hole (1 h … 6 h); 132 / 120 − 1 at 7 h
    expect(Array.from(growth.time)).toEqual([HOUR, 7 * HOUR]);
    expect(growth.value[0]).toBeCloseTo(0.1, 12);
    expect(growth.value[1]).toBeCloseTo(0.1, 12);
  });
});

it('takes the mean of thirty days only', () => {
  // 720 points of 100 within 30 days, and one of 10 000 before
  const points = evenPoints(HOUR, [10_000, ...Array(720).fill(100)]);
  expect(meanOpenInterest(points, NOW)).toBe(100);
  expect(meanOpenInterest(null, NOW)).toBeNull();
});

it('values open interest at mark', () => {
  // 2 000 000 SOL · 150 = 300 000 000 USD
  const inputs = emptyInputs({ openInterest: known(2_000_000), markPrice: known(150) });
  expect(knownValue(openInterestValue(inputs))).toBe(300_000_000);
});

it('takes the USD of an inverse contract as they stand', () => {
  const instrument = instrumentOf({ kind: 'inverse' });
  const inputs = emptyInputs({ instrument, openInterest: known(2_000_000), markPrice: known(150) });
  expect(knownValue(openInterestValue(inputs))).toBe(2_000_000);
});

it('reads the venue’s own figure even where another venue’s history serves for the changes', () => {
  const reading = readOpenInterest(
    emptyInputs({
      openInterest: known(7),
      markPrice: known(10),
      openInterest1h: evenPoints(
        HOUR,
        Array.from({ length: 720 }, (_, i) => 1_000 + i),
      ),
      openInterestSource: 'bybit-linear',
    }),
  );
  expect(knownValue(reading.openInterest)).toBe(7);
  expect(knownValue(reading.openInterestValue)).toBe(70);
  // 1719 / 1718 − 1
  expect(knownValue(reading.change1h)).toBeCloseTo(1 / 1_718, 12);
  // the highest of 720: (719 + ½) / 720
  expect(knownValue(reading.percentile)).toBeCloseTo(719.5 / 720, 12);
});
