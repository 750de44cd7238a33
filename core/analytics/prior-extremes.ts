import type { KeyLevelKind } from '../domain/key-level.ts';
import type { BarSeries } from '../domain/series.ts';
import { DAY, type Ms } from '../domain/time.ts';
import { KEY_LEVELS } from './parameters.ts';
import { barsClosedBetween } from './series-slices.ts';

export interface NamedPrice {
  readonly kind: KeyLevelKind;
  readonly price: number;
}

interface Period {
  readonly high: KeyLevelKind;
  readonly low: KeyLevelKind;
  readonly from: Ms;
  readonly to: Ms;
}

/** The UTC calendar day, week (from Monday) and month before the ones `now` lies in. */
export function priorPeriods(now: Ms): Period[] {
  const today = Math.floor(now / DAY) * DAY;
  // 1970-01-01 was a Thursday, three days after a Monday.
  const daysSinceMonday = (today / DAY + 3) % 7;
  const monday = today - daysSinceMonday * DAY;
  const date = new Date(today);
  const month = (back: number) => Date.UTC(date.getUTCFullYear(), date.getUTCMonth() - back, 1);
  return [
    { high: 'day-high', low: 'day-low', from: today - DAY, to: today },
    { high: 'week-high', low: 'week-low', from: monday - 7 * DAY, to: monday },
    { high: 'month-high', low: 'month-low', from: month(1), to: month(0) },
  ];
}

/** High and low of each prior period that the bars cover; a half-known month has no high of its own. */
export function priorExtremes(bars: BarSeries, now: Ms): NamedPrice[] {
  return priorPeriods(now).flatMap((period) => {
    const known = barsOf(bars, period);
    if (known === null) return [];
    return [
      { kind: period.high, price: greatest(known.high) },
      { kind: period.low, price: least(known.low) },
    ];
  });
}

/** One of them; null where the bars do not cover its period. */
export function priorExtreme(bars: BarSeries, now: Ms, kind: KeyLevelKind): number | null {
  const period = priorPeriods(now).find(({ high, low }) => high === kind || low === kind);
  const known = period === undefined ? null : barsOf(bars, period);
  if (known === null) return null;
  return period?.high === kind ? greatest(known.high) : least(known.low);
}

function barsOf(bars: BarSeries, { from, to }: Period): BarSeries | null {
  const period = barsClosedBetween(bars, from, to);
  const wanted = (to - from) / bars.stepMs;
  const reachesBack = bars.openTime.length > 0 && bars.openTime[0]! <= from;
  return reachesBack && period.high.length >= KEY_LEVELS.minimumShare * wanted ? period : null;
}

function greatest(values: Float64Array): number {
  let most = Number.NEGATIVE_INFINITY;
  for (let row = 0; row < values.length; row += 1) most = Math.max(most, values[row]!);
  return most;
}

function least(values: Float64Array): number {
  let least = Number.POSITIVE_INFINITY;
  for (let row = 0; row < values.length; row += 1) least = Math.min(least, values[row]!);
  return least;
}
