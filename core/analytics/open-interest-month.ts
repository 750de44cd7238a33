import { DAY } from '../domain/time.ts';
import { indexAtOrBefore, type MarketFrames } from './frame-columns.ts';
import { HISTORY } from './parameters.ts';

/** Open interest of the 30 days before a row, by full hours. */
export interface InterestOfMonth {
  /** NaN without any hour. */
  readonly mean: number;
  readonly count: number;
  /** Root mean square log change over a week, of the weeks that fit; NaN without one. */
  readonly weeklySwing: number;
}

export function interestOfMonth(frames: MarketFrames, row: number): InterestOfMonth {
  const { time, openInterest, logOpenInterest, epoch, hourRows } = frames;
  const newest = indexAtOrBefore(hourRows, row);
  let sum = 0;
  let count = 0;
  let squares = 0;
  let weeks = 0;
  let later = newest;
  for (let index = newest; index >= 0; index -= 1) {
    const at = hourRows[index]!;
    if (time[at]! <= time[row]! - HISTORY.wantedDays * DAY || epoch[at] !== epoch[row]) break;
    if (!(openInterest[at]! > 0)) continue;
    sum += openInterest[at]!;
    count += 1;
    while (later > index && time[hourRows[later]!]! > time[at]! + 7 * DAY) later -= 1;
    const week = hourRows[later]!;
    if (time[week]! !== time[at]! + 7 * DAY || !(openInterest[week]! > 0)) continue;
    squares += (logOpenInterest[week]! - logOpenInterest[at]!) ** 2;
    weeks += 1;
  }
  return { mean: sum / count, count, weeklySwing: Math.sqrt(squares / weeks) };
}

/** Rank of open interest among the full hours of 30 days; null before seven days of them. */
export function openInterestRank(frames: MarketFrames, row: number): number | null {
  const now = frames.openInterest[row]!;
  if (!(now > 0)) return null;
  const { time, openInterest, epoch, hourRows } = frames;
  const from = time[row]! - HISTORY.wantedDays * DAY;
  let below = 0;
  let equal = 0;
  let count = 0;
  for (let index = indexAtOrBefore(hourRows, row); index >= 0; index -= 1) {
    const at = hourRows[index]!;
    if (time[at]! < from || epoch[at] !== epoch[row]) break;
    if (!(openInterest[at]! > 0)) continue;
    count += 1;
    if (openInterest[at]! < now) below += 1;
    else if (openInterest[at] === now) equal += 1;
  }
  return count < HISTORY.minimumDays * 24 ? null : (below + equal / 2) / count;
}
