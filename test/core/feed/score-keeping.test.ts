import { describe, expect, it } from 'vitest';
import type { DayTally } from '../../../core/analytics/map-score.ts';
import { MAP_SCORE } from '../../../core/analytics/parameters.ts';
import { openScoreKeeping } from '../../../core/feed/score-keeping.ts';
import { createMemoryStore } from './fakes.ts';

const KEY = 'binance-usdm:BTCUSDT';
const tally = (bars: number, visits: number): DayTally => ({
  bars,
  visits,
  top: [visits, 0, ...new Array(14).fill(0)],
  all: [4 * visits, 0, ...new Array(14).fill(0)],
});

describe('keeping the map’s score', () => {
  it('remembers days the history no longer reaches', async () => {
    const store = createMemoryStore();
    (await openScoreKeeping(store, KEY)).take(new Map([[100, tally(24, 20)]]));
    const later = await openScoreKeeping(store, KEY);
    expect(later.take(new Map([[140, tally(24, 35)]])).visits).toBe(55);
  });

  it('counts no day twice, however often it is taken', async () => {
    const keeping = await openScoreKeeping(createMemoryStore(), KEY);
    const days = new Map([[100, tally(24, 20)]]);
    keeping.take(days);
    expect(keeping.take(days).visits).toBe(20);
  });

  it('keeps the finer of two counts of one day', async () => {
    const store = createMemoryStore();
    (await openScoreKeeping(store, KEY)).take(new Map([[100, tally(288, 20)]]));
    const later = await openScoreKeeping(store, KEY);
    expect(later.take(new Map([[100, tally(24, 3)]])).visits).toBe(20);
    expect(later.take(new Map([[100, tally(288, 21)]])).visits).toBe(21);
  });

  it('forgets days past their time', async () => {
    const store = createMemoryStore();
    const keeping = await openScoreKeeping(store, KEY);
    keeping.take(new Map([[100, tally(24, 20)]]));
    expect(keeping.take(new Map([[100 + MAP_SCORE.keptDays, tally(24, 7)]])).visits).toBe(7);
  });

  it.each([
    ['nothing', undefined],
    ['another shape', { shape: 99, days: [[100, tally(24, 20)]] }],
    [
      'damaged rows',
      { shape: 1, days: [[100, { bars: -1 }], 'x', [null, tally(1, 1)], [101, tally(24, 4)]] },
    ],
  ])('starts from what is readable of %s', async (_what, stored) => {
    const store = createMemoryStore();
    await store.write(`map-score:${KEY}`, stored);
    const keeping = await openScoreKeeping(store, KEY);
    expect(keeping.take(new Map([[102, tally(24, 2)]])).visits).toBeLessThanOrEqual(6);
  });
});
