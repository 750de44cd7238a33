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
  const prices: NamedPrice[] = [];
  for (const { high, low, from, to } of priorPeriods(now)) {
    const period = barsClosedBetween(bars, from, to);
    const wanted = (to - from) / bars.stepMs;
    const reachesBack = bars.openTime.length > 0 && bars.openTime[0]! <= from;
    if (!reachesBack || period.high.length < KEY_LEVELS.minimumShare * wanted) continue;
    prices.push({ kind: high, price: greatest(period.high) }, { kind: low, price: least(period.low) });
  }
  return prices;
}

function greatest(values: Float64Array): number {
  return values.reduce((most, value) => Math.max(most, value), Number.NEGATIVE_INFINITY);
}

function least(values: Float64Array): number {
  return values.reduce((most, value) => Math.min(most, value), Number.POSITIVE_INFINITY);
}
