import { expect, it } from 'vitest';
import { readSparkline } from '../../../core/analytics/sparkline.ts';
import { missing } from '../../../core/domain/measured.ts';
import { HOUR, MINUTE } from '../../../core/domain/time.ts';
import { barsFromCloses, emptyInputs, evenPoints, known, NOW } from './builders.ts';

const unknown = missing('not-yet');
const count = (length: number, from = 0) => Array.from({ length }, (_, i) => from + i);

it('draws a quarter of an hour a step from five-minute series', () => {
  const inputs = emptyInputs({
    bars5m: barsFromCloses(5 * MINUTE, count(300, 1)),
    openInterest5m: evenPoints(5 * MINUTE, count(300, 1)),
  });
  const { stepMs, endTime, price, openInterest } = readSparkline(inputs, unknown);
  expect([stepMs, endTime, price.length, openInterest.length]).toEqual([15 * MINUTE, NOW, 97, 97]);
  // the last bar is number 300; three bars a step
  expect(price.slice(-3)).toEqual([294, 297, 300]);
  expect(openInterest.slice(-3)).toEqual([294, 297, 300]);
  expect(price[0]).toBe(300 - 96 * 3);
});

it('draws both at one hour when one of them has no finer step', () => {
  const inputs = emptyInputs({
    bars5m: barsFromCloses(5 * MINUTE, count(600, 1)),
    bars1h: barsFromCloses(HOUR, count(50, 1)),
    openInterest1h: evenPoints(HOUR, count(50, 1)),
  });
  const { stepMs, price, openInterest } = readSparkline(inputs, unknown);
  expect(stepMs).toBe(HOUR);
  expect(price).toEqual(count(25, 26));
  expect(openInterest).toEqual(count(25, 26));
});

it('leaves gaps null', () => {
  const points = evenPoints(HOUR, count(25, 1));
  const keep = (values: Float64Array) => values.filter((_, row) => row < 10 || row > 12);
  const inputs = emptyInputs({
    openInterest1h: { time: keep(points.time), value: keep(points.value) },
  });
  const { openInterest, price } = readSparkline(inputs, unknown);
  expect(openInterest.slice(8, 15)).toEqual([9, 10, null, null, null, 14, 15]);
  expect(price.every((value) => value === null)).toBe(true);
  expect(price).toHaveLength(openInterest.length);
});

it('ends with the live values while they are fresh', () => {
  const inputs = emptyInputs({ bars1h: barsFromCloses(HOUR, count(50, 1)), markPrice: known(77) });
  expect(readSparkline(inputs, known(5)).price.at(-1)).toBe(77);
  expect(readSparkline(inputs, known(5)).openInterest.at(-1)).toBe(5);
  const stale = emptyInputs({ markPrice: known(77, NOW - 2 * HOUR) });
  expect(readSparkline(stale, unknown).price.at(-1)).toBeNull();
});
