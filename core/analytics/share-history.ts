import { DAY, HOUR, type Ms } from '../domain/time.ts';
import { HISTORY, LIQUIDATION_MAP } from './parameters.ts';
import { midRank } from './percentile.ts';

/** Shares of the nearest cluster on each side over 30 days, a ring of one sample every eight hours. */
export interface ShareHistory {
  next: number;
  count: number;
  readonly time: Float64Array;
  readonly long: Float64Array;
  readonly short: Float64Array;
}

const STEP: Ms = LIQUIDATION_MAP.historyStepHours * HOUR;
const SIZE = (HISTORY.wantedDays * DAY) / STEP;

export function createHistory(): ShareHistory {
  const column = () => new Float64Array(SIZE);
  return { next: 0, count: 0, time: column(), long: column(), short: column() };
}

/** Whether a sample is due between the two times. */
export function isSampleDue(before: Ms, after: Ms): boolean {
  return Math.floor(after / STEP) > Math.floor(before / STEP);
}

/** A side without a cluster within reach counts as share 0. */
export function addSample(history: ShareHistory, time: Ms, long: number, short: number): void {
  history.time[history.next] = time;
  history.long[history.next] = long;
  history.short[history.next] = short;
  history.next = (history.next + 1) % SIZE;
  history.count = Math.min(SIZE, history.count + 1);
}

/** Mid-rank of `share` among the side's samples; null with fewer than seven days of them. */
export function sharePercentile(history: ShareHistory, side: 'long' | 'short', share: number): number | null {
  if (history.count * STEP < HISTORY.minimumDays * DAY) return null;
  return midRank(history[side].subarray(0, history.count), share);
}
