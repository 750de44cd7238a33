import { DAY, HOUR, type Ms } from '../../core/domain/time.ts';
import type { BarBuilder } from './bars.ts';
import type { KeyLevels } from './key-levels.ts';
import type { Signals } from './signals.ts';
import type { SpotMarket } from './spot-market.ts';

/** Columns of closed bars. */
const HIGH = 2;
const LOW = 3;
const CLOSE = 4;
const RANGE_BARS = 14;

/** What traders read off the chart every 5 minutes: moves, and at full hours the levels people watch. */
export function readChart(
  spot: SpotMarket,
  time: Ms,
  dailySigma: number,
  signals: Signals,
  levels: KeyLevels,
): void {
  const bars = spot.bars5m;
  const rows = bars.closedLength;
  const back = (steps: number): number => bars.closedAt(CLOSE, Math.max(0, rows - 1 - steps));
  const now = back(0);
  signals.hour = Math.log(now / back(12)) / (dailySigma / Math.sqrt(24));
  signals.day = Math.log(now / back(288)) / dailySigma;
  if (time % HOUR !== 0) return;
  const hours = spot.bars1h;
  const day = time - (time % DAY);
  levels.refresh(now, Math.max(0.001, typicalRange(hours)), [
    ...extremes(hours, day - DAY, day),
    ...extremes(hours, day - 7 * DAY, day),
  ]);
}

function extremes(hours: BarBuilder, from: Ms, to: Ms): number[] {
  let high = 0;
  let low = Number.POSITIVE_INFINITY;
  for (let i = hours.closedFrom(from); i < hours.closedFrom(to); i++) {
    high = Math.max(high, hours.closedAt(HIGH, i));
    low = Math.min(low, hours.closedAt(LOW, i));
  }
  return high > 0 ? [high, low] : [];
}

/** Mean hourly range of the latest bars as a fraction of price. */
function typicalRange(hours: BarBuilder): number {
  const from = Math.max(0, hours.closedLength - RANGE_BARS);
  let range = 0;
  for (let i = from; i < hours.closedLength; i++)
    range += hours.closedAt(HIGH, i) / hours.closedAt(LOW, i) - 1;
  return range / Math.max(1, hours.closedLength - from);
}
