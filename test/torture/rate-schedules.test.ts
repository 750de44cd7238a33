import { expect, it } from 'vitest';
import { runRateSchedules } from './rate-schedules.ts';

it('spends no more than 5 % of a limit and asks nothing before a Retry-After ends, whatever happens', async () => {
  const { breaches, requests } = await runRateSchedules(1, 'unit');
  expect(breaches).toEqual([]);
  expect(requests).toBeGreaterThan(0);
});
