import { count } from '../domain/clause.ts';
import { notionalOf } from '../domain/instrument.ts';
import type { MarketInputs } from '../domain/market-inputs.ts';
import { isKnown, type Measured, missing } from '../domain/measured.ts';
import type { OpenInterestReading } from '../domain/reading.ts';
import type { PointSeries } from '../domain/series.ts';
import { DAY, HOUR, type Ms } from '../domain/time.ts';
import { HISTORY, OPEN_INTEREST } from './parameters.ts';
import { percentileIn } from './percentile.ts';
import { combine, computed } from './provenance.ts';
import { levelAt, pointsBetween } from './series-slices.ts';

const LONGEST_GAP = OPEN_INTEREST.longestGapHours * HOUR;

/**
 * Open interest now, of the same source and unit as the history series, so that the two may be compared:
 * the live value where the history is the viewed venue's own, else the history's newest point.
 */
export function comparableOpenInterest(inputs: MarketInputs): Measured {
  const { openInterest: live, openInterestSource: source, marketTime: now } = inputs;
  const newest = newestPoint(inputs);
  if (newest === null) return isKnown(live) ? missing('not-yet', 'noOpenInterestHistory') : live;
  if (source === inputs.instrument.venue && isKnown(live) && live.venueTime >= newest.time) {
    const jump = Math.abs(live.value / newest.value - 1);
    const isRecent = now - newest.time <= OPEN_INTEREST.jumpHours * HOUR;
    const fits = live.value > 0 && (!isRecent || jump <= OPEN_INTEREST.jump);
    return fits ? live : missing('rejected', 'openInterestMisfit');
  }
  if (now - newest.time > LONGEST_GAP) return missing('stale', 'openInterestEnded');
  return computed(inputs, newest.value, newest.time, source ?? inputs.instrument.venue);
}

/** Relative growth over `lag` at every point that has one; a hole at either end leaves the point out. */
export function growthSeries(points: PointSeries, lag: Ms): PointSeries {
  const time: number[] = [];
  const value: number[] = [];
  for (let row = 0; row < points.time.length; row += 1) {
    const before = levelAt(points, points.time[row]! - lag, LONGEST_GAP);
    if (before === null || before <= 0) continue;
    time.push(points.time[row]!);
    value.push(points.value[row]! / before - 1);
  }
  return { time: Float64Array.from(time), value: Float64Array.from(value) };
}

/** Relative growth of `latest` over `lag`, from the finest series that reaches back that far. */
export function growthOver(inputs: MarketInputs, latest: Measured, lag: Ms): Measured {
  if (!isKnown(latest)) return latest;
  for (const points of [inputs.openInterest5m, inputs.openInterest1h]) {
    if (points === null) continue;
    const before = levelAt(points, latest.venueTime - lag, LONGEST_GAP);
    if (before !== null && before > 0) return { ...latest, value: latest.value / before - 1 };
  }
  return missing('warming-up', 'noOpenInterestAgo', count(lag / HOUR));
}

/** Arithmetic mean of the last 30 days of hourly open interest; null without points. */
export function meanOpenInterest(points: PointSeries | null, now: Ms): number | null {
  if (points === null) return null;
  const { value } = pointsBetween(points, now - HISTORY.wantedDays * DAY, now);
  if (value.length === 0) return null;
  return value.reduce((sum, each) => sum + each, 0) / value.length;
}

/** Open interest of the viewed venue in its sizes, USD, changes and rank. */
export function readOpenInterest(inputs: MarketInputs): OpenInterestReading {
  const comparable = comparableOpenInterest(inputs);
  return {
    openInterest: inputs.openInterest,
    openInterestValue: openInterestValue(inputs),
    change1h: growthOver(inputs, comparable, HOUR),
    change24h: growthOver(inputs, comparable, DAY),
    percentile: percentileIn(inputs.openInterest1h, comparable, inputs.marketTime),
  };
}

/** USD at mark. */
export function openInterestValue({ openInterest, markPrice, instrument }: MarketInputs): Measured {
  return combine(openInterest, markPrice, (size, mark) => notionalOf(instrument, size, mark));
}

function newestPoint(inputs: MarketInputs): { time: Ms; value: number } | null {
  let newest: { time: Ms; value: number } | null = null;
  for (const points of [inputs.openInterest5m, inputs.openInterest1h]) {
    const last = (points?.time.length ?? 0) - 1;
    if (points === null || last < 0) continue;
    if (newest === null || points.time[last]! > newest.time) {
      newest = { time: points.time[last]!, value: points.value[last]! };
    }
  }
  return newest;
}
