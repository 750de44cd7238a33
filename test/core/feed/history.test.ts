import { beforeEach, describe, expect, it } from 'vitest';
import { DAY, HOUR, MINUTE } from '../../../core/domain/time.ts';
import { createHistory, type History } from '../../../core/feed/history.ts';
import { createMemoryHistory } from './fakes.ts';

const KEY = 'alpha:BTCUSDT';
const SERIES = 'open-interest:1h';
const points = (...rows: [number, number][]) => [
  Float64Array.from(rows, ([time]) => time),
  Float64Array.from(rows, ([, value]) => value),
];
const hours = (from: number, to: number) =>
  points(...Array.from({ length: to - from + 1 }, (_, i): [number, number] => [(from + i) * HOUR, from + i]));

let store: ReturnType<typeof createMemoryHistory>;
let history: History;

beforeEach(async () => {
  store = createMemoryHistory();
  history = createHistory(store);
  await history.open(KEY);
});

describe('history', () => {
  it('gives the next worker what this one kept', async () => {
    history.merge(KEY, SERIES, hours(1, 60), 0);
    await history.flush();
    const next = createHistory(store);
    expect(next.isOpen(KEY)).toBe(false);
    await next.open(KEY);
    expect([...next.columns(KEY, SERIES).view()[0]!]).toEqual([...hours(1, 60)[0]!]);
  });

  it('stores one chunk a day and rewrites only days that changed', async () => {
    history.merge(KEY, SERIES, hours(0, 60), 0);
    await history.flush();
    expect([...store.chunks.keys()]).toEqual([0, 1, 2].map((day) => `${KEY}/${SERIES}/${day}`));
    store.chunks.clear();
    history.merge(KEY, SERIES, points([30 * HOUR, 99]), 0);
    await history.flush();
    expect([...store.chunks.keys()]).toEqual([`${KEY}/${SERIES}/1`]);
  });

  it('never overwrites a stored day before it was read', async () => {
    history.merge(KEY, SERIES, hours(0, 23), 0);
    await history.flush();
    const next = createHistory(store);
    next.merge(KEY, SERIES, points([5 * HOUR, 500]), 0);
    await next.flush();
    expect(store.chunks.get(`${KEY}/${SERIES}/0`)!.columns[0]!.length).toBe(24);
    await next.open(KEY);
    // What just arrived is newer than what was stored.
    expect(next.columns(KEY, SERIES).valueAt(1, 5)).toBe(500);
    expect(next.columns(KEY, SERIES).length).toBe(24);
  });

  it('ignores stored chunks of another shape', async () => {
    store.chunks.set('x', { instrument: KEY, series: SERIES, day: 0, columns: [Float64Array.of(1)] });
    store.chunks.set('y', { instrument: KEY, series: 'gone', day: 0, columns: points([1, 1]) });
    const next = createHistory(store);
    await next.open(KEY);
    expect(next.columns(KEY, SERIES).length).toBe(0);
  });

  it('retires rows past their retention, in memory and on disk', async () => {
    history.merge(KEY, SERIES, hours(0, 23), 0);
    await history.flush();
    history.merge(KEY, SERIES, hours(24 * 50, 24 * 50 + 5), 0);
    await history.flush();
    expect(history.columns(KEY, SERIES).firstTime).toBe(24 * 50 * HOUR);
    expect(store.chunks.has(`${KEY}/${SERIES}/0`)).toBe(false);
  });

  it('asks again for a gap after sleep, but not for what is on its way or was just answered without rows', () => {
    const wanted = { since: 0, until: 20 * HOUR };
    history.merge(KEY, SERIES, hours(0, 5), 0);
    history.merge(KEY, SERIES, hours(15, 20), 0);
    const gap = { since: 5 * HOUR + 1, until: 15 * HOUR - 1 };
    expect(history.missing(KEY, SERIES, HOUR, wanted, 0)).toEqual([gap]);
    history.reserve(KEY, SERIES, 'request', gap);
    expect(history.missing(KEY, SERIES, HOUR, wanted, 0)).toEqual([]);
    history.release(KEY, SERIES, 'request');
    // The answer held one row: the venue lost the others.
    history.merge(KEY, SERIES, hours(14, 14), 0);
    history.asked(KEY, SERIES, gap, 14 * HOUR, 0);
    expect(history.missing(KEY, SERIES, HOUR, wanted, MINUTE)).toEqual([]);
    const rest = { since: 5 * HOUR + 1, until: 14 * HOUR - 1 };
    expect(history.missing(KEY, SERIES, HOUR, wanted, HOUR + 1)).toEqual([rest]);
  });

  it('asks again soon when an answer was empty', () => {
    const wanted = { since: 0, until: 20 * HOUR };
    history.asked(KEY, SERIES, wanted, null, 0);
    expect(history.missing(KEY, SERIES, HOUR, wanted, 59_000)).toEqual([]);
    expect(history.missing(KEY, SERIES, HOUR, wanted, 61_000)).toEqual([wanted]);
  });

  it('does not hold a hole for days because the clock was set back', () => {
    const wanted = { since: 0, until: 20 * HOUR };
    history.asked(KEY, SERIES, wanted, 20 * HOUR, 10 * DAY);
    expect(history.missing(KEY, SERIES, HOUR, wanted, DAY)).toEqual([wanted]);
  });

  it('knows when its newest row was last written, and can be told to doubt it', () => {
    history.merge(KEY, SERIES, hours(0, 5), 1_000);
    history.merge(KEY, SERIES, hours(0, 3), 2_000);
    expect(history.refreshed(KEY, SERIES)).toBe(1_000);
    history.doubt(KEY, SERIES);
    expect(history.refreshed(KEY, SERIES)).toBe(0);
  });

  it('lets go of a pair nobody looks at, and has it back on the next look', async () => {
    history.merge(KEY, SERIES, hours(0, 5), 0);
    await history.close(KEY);
    expect(history.isOpen(KEY)).toBe(false);
    await history.open(KEY);
    expect(history.columns(KEY, SERIES).length).toBe(6);
  });
});
