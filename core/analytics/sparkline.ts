import type { MarketInputs } from '../domain/market-inputs.ts';
import { isKnown, type Measured } from '../domain/measured.ts';
import type { SparklineReading } from '../domain/reading.ts';
import type { PointSeries } from '../domain/series.ts';
import { HOUR, MINUTE, type Ms } from '../domain/time.ts';
import { SPARKLINE } from './parameters.ts';
import { closes, firstAfter } from './series-slices.ts';

/**
 * Open interest and price over the last 24 h on one even grid that ends now: at each grid time the newest value
 * of the step before it, null where there is none. The step is the coarser one of the two series.
 */
export function readSparkline(inputs: MarketInputs, openInterestNow: Measured): SparklineReading {
  const isFine = (fine: unknown, hourly: unknown) => fine !== null || hourly === null;
  const stepMs =
    isFine(inputs.bars5m, inputs.bars1h) && isFine(inputs.openInterest5m, inputs.openInterest1h)
      ? SPARKLINE.fineStepMinutes * MINUTE
      : HOUR;
  const fine = stepMs < HOUR;
  const bars = (fine ? inputs.bars5m : inputs.bars1h) ?? inputs.bars5m;
  const openInterest = (fine ? inputs.openInterest5m : inputs.openInterest1h) ?? inputs.openInterest5m;
  const endTime = inputs.marketTime;
  return {
    stepMs,
    endTime,
    openInterest: trace(openInterest, openInterestNow, endTime, stepMs),
    price: trace(bars && closes(bars), inputs.markPrice, endTime, stepMs),
  };
}

function trace(points: PointSeries | null, live: Measured, endTime: Ms, stepMs: Ms): (number | null)[] {
  const count = (SPARKLINE.hours * HOUR) / stepMs + 1;
  const values = Array.from({ length: count }, (_, index) => {
    if (points === null) return null;
    const at = endTime - (count - 1 - index) * stepMs;
    const row = firstAfter(points.time, at) - 1;
    return row >= 0 && points.time[row]! > at - stepMs ? points.value[row]! : null;
  });
  if (isKnown(live) && live.venueTime > endTime - stepMs) values[count - 1] = live.value;
  return values;
}
