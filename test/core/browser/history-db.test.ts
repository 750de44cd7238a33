import { expect, it } from 'vitest';
import { createHistoryDb } from '../../../core/browser/history-db.ts';

it('goes on without IndexedDB and says so once', async () => {
  const told: string[] = [];
  const store = createHistoryDb((reason) => told.push(reason));
  const chunk = { instrument: 'a:B', series: 'funding', day: 1, columns: [Float64Array.of(1)] };
  await store.save([chunk]);
  await store.dropBefore('a:B', 'funding', 1);
  expect(await store.load('a:B')).toEqual([]);
  expect(told).toHaveLength(1);
});
