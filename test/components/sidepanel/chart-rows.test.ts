import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { heatAt, rowPosition, toChartRows, withLive } from '../../../components/sidepanel/chart-rows.ts';
import { HOUR, MINUTE } from '../../../core/domain/time.ts';
import type { HeldLook, HeldSeries } from '../../../core/stores/look-store.ts';

const START = Date.UTC(2026, 2, 1);
const held = (...columns: number[][]): HeldSeries => ({ source: 'okx-swap', receivedTime: null, columns });
const bars = (times: readonly number[]) =>
  held([...times], ...[1, 2, 0.5, 1.5, 10].map((value) => times.map(() => value)));

function look(series: HeldLook['series'], overrides: Partial<HeldLook> = {}): HeldLook {
  return { series, grid: null, heat: [], venues: [], scorecard: null, ...overrides };
}

describe('rows of the chart', () => {
  it('has one for each bar, in the bars’ own order', () => {
    const rows = toChartRows(look({ bars1h: bars([START, START + HOUR]) }), '1h');
    expect(rows.map(({ time }) => time)).toEqual([START, START + HOUR]);
    expect(rows[0]).toMatchObject({ open: 1, high: 2, low: 0.5, close: 1.5, volume: 10, openInterest: null });
  });

  it('gives a bar the open interest at its end, and none where that was not charted', () => {
    const openInterest1h = held([START + HOUR, START + 2 * HOUR], [100, 110]);
    const rows = toChartRows(
      look({ bars1h: bars([START, START + HOUR, START + 5 * HOUR]), openInterest1h }),
      '1h',
    );
    expect(rows.map(({ openInterest }) => openInterest)).toEqual([100, 110, null]);
  });

  it('holds a settled rate until the next one, ten hours at most', () => {
    const hours = Array.from({ length: 14 }, (_, hour) => START + hour * HOUR);
    const rows = toChartRows(
      look({ bars1h: bars(hours), funding: held([START, START + 3 * HOUR], [1e-4, 2e-4]) }),
      '1h',
    );
    const rates = rows.map(({ funding }) => funding);
    expect(rates.slice(0, 3)).toEqual([1e-4, 1e-4, 2e-4]);
    expect(rates[11]).toBe(2e-4);
    expect(rates[12]).toBeNull();
  });

  it('shows an hour’s premium on each of its bars and on no other', () => {
    const fine = [0, 5, 55, 60].map((minute) => START + minute * MINUTE);
    const rows = toChartRows(look({ bars5m: bars(fine), premium1h: held([START], [0.001]) }), '5m');
    expect(rows.map(({ premium }) => premium)).toEqual([0.001, 0.001, 0.001, null]);
  });

  it('gives the forming bar the live open interest, unless it is older than the bar', () => {
    const rows = toChartRows(look({ bars1h: bars([START, START + HOUR]) }), '1h');
    const live = (time: number) => withLive(rows, { openInterest: 99, time }).map((row) => row.openInterest);
    expect(live(START + HOUR + MINUTE)).toEqual([null, 99]);
    expect(live(START + MINUTE)).toEqual([null, null]);
    expect(withLive(rows, null)).toBe(rows);
  });

  it('never shows a value of a time after the bar', () => {
    const time = fc.integer({ min: 0, max: 400 }).map((step) => START + step * 5 * MINUTE);
    const points = fc.uniqueArray(time, { maxLength: 40 }).map((times) => times.sort((a, b) => a - b));
    fc.assert(
      fc.property(points, points, (barTimes, pointTimes) => {
        // Each point's value is its own time.
        const openInterest5m = held(pointTimes, pointTimes);
        const rows = toChartRows(look({ bars5m: bars(barTimes), openInterest5m }), '5m');
        for (const { time, openInterest } of rows) {
          if (openInterest === null) continue;
          expect(openInterest).toBeLessThanOrEqual(time + 5 * MINUTE);
          expect(openInterest).toBeGreaterThan(time);
        }
      }),
      { numRuns: 300 },
    );
  });
});

describe('a time among the bars', () => {
  const rows = toChartRows(look({ bars1h: bars([START, START + HOUR, START + 9 * HOUR]) }), '1h');

  it.each([
    ['at the left edge of a bar', START, -0.5],
    ['half an hour in', START + HOUR / 2, 0],
    ['inside a hole: at its edge', START + 5 * HOUR, 1.5],
    ['past the last bar', START + 11 * HOUR, 3.5],
  ])('lies %s', (_where, time, position) => {
    expect(rowPosition(rows, HOUR, time)).toBe(position);
  });
});

describe('the map at a point of the chart', () => {
  const at = look(
    {},
    {
      grid: { anchor: 100, step: 0.01 },
      heat: [
        { time: START, long: { first: -2, shares: [300, 100] }, short: { first: 1, shares: [50] } },
        { time: START + HOUR, long: { first: -2, shares: [0, 700] }, short: { first: 1, shares: [] } },
      ],
    },
  );

  it('is what the map said there then', () => {
    expect(heatAt(at, START + MINUTE, 98.5)).toEqual({ side: 'long', share: 0.03 });
    expect(heatAt(at, START + HOUR, 99.5)).toEqual({ side: 'long', share: 0.07 });
    expect(heatAt(at, START, 101.5)).toEqual({ side: 'short', share: 0.005 });
  });

  it('is unknown before the map, off it, and a day after its last column', () => {
    expect(heatAt(at, START - 1, 98.5)).toBeNull();
    expect(heatAt(at, START, 150)).toBeNull();
    expect(heatAt(at, START + 30 * HOUR, 98.5)).toBeNull();
  });
});
