import { type Clause, clause, count } from '../domain/clause.ts';
import type { BarSeries, PointSeries } from '../domain/series.ts';
import { HOUR, type Ms } from '../domain/time.ts';
import { OPEN_INTEREST } from './parameters.ts';
import { barsClosedBetween, pointsBetween } from './series-slices.ts';

/** What a day of open interest says about the venue's own figures. */
export interface OpenInterestIntegrity {
  readonly verdict: 'sound' | 'suspect' | 'unknown';
  /** Empty when sound. */
  readonly reasons: readonly Clause[];
}

/**
 * One step of open interest against the bar it spans, both in the same sizes. Every contract opened or closed is a
 * trade, so |ΔOI| cannot exceed the volume; a jump beyond ± 50 % is a change of unit or a fault.
 */
export function stepVerdict(before: number, after: number, volume: number): 'sound' | 'over-volume' | 'jump' {
  if (!(before > 0) || !(after > 0) || Math.abs(after / before - 1) > OPEN_INTEREST.jump) return 'jump';
  return Math.abs(after - before) > volume ? 'over-volume' : 'sound';
}

/**
 * The last 24 h of `points` judged against `bars` of the same venue. `tradedOnOther` says that the open
 * interest stems from another venue than the bars: then volume proves nothing and only jumps and stillness count.
 */
export function openInterestIntegrity(
  points: PointSeries | null,
  bars: BarSeries | null,
  now: Ms,
  tradedOnOther = false,
): OpenInterestIntegrity {
  const from = now - OPEN_INTEREST.integrityHours * HOUR;
  const day = points === null ? null : pointsBetween(points, from, now);
  if (day === null || day.time.length < 2) {
    return { verdict: 'unknown', reasons: [clause('openInterestUnchecked')] };
  }
  const traded = bars === null ? null : volumeBetween(barsClosedBetween(bars, from, now));
  let overVolume = 0;
  let jumps = 0;
  let still = 0;
  let longestStill = 0;
  for (let row = 1; row < day.time.length; row += 1) {
    const [start, end] = [day.time[row - 1]!, day.time[row]!];
    const volume = traded?.(start, end) ?? null;
    const canCompare = volume !== null && !tradedOnOther;
    const verdict = stepVerdict(day.value[row - 1]!, day.value[row]!, canCompare ? volume : Infinity);
    if (verdict === 'jump') jumps += 1;
    if (verdict === 'over-volume') overVolume += 1;
    const stoodStill = day.value[row] === day.value[row - 1] && volume !== 0;
    still = stoodStill ? still + end - start : 0;
    longestStill = Math.max(longestStill, still);
  }
  const steps = day.time.length - 1;
  const reasons: Clause[] = [];
  if (jumps > 0) reasons.push(clause('openInterestJumped', count(jumps)));
  if (overVolume > Math.max(1, OPEN_INTEREST.breachShare * steps)) {
    reasons.push(clause('openInterestOverTraded', count(overVolume), count(steps)));
  }
  if (longestStill >= OPEN_INTEREST.frozenHours * HOUR) {
    reasons.push(clause('openInterestStill', count(Math.round(longestStill / HOUR))));
  }
  return { verdict: reasons.length > 0 ? 'suspect' : 'sound', reasons };
}

/** Volume of the bars a step touches; null where bars are missing. Each touched bar counts whole. */
function volumeBetween(bars: BarSeries): (start: Ms, end: Ms) => number | null {
  const { openTime, volume, stepMs } = bars;
  let first = 0;
  return (start, end) => {
    while (first < openTime.length && openTime[first]! + stepMs <= start) first += 1;
    let sum = 0;
    let covered = 0;
    for (let row = first; row < openTime.length && openTime[row]! < end; row += 1) {
      sum += volume[row]!;
      covered += Math.min(end, openTime[row]! + stepMs) - Math.max(start, openTime[row]!);
    }
    return covered >= end - start ? sum : null;
  };
}
