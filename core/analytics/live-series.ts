import type { MarketInputs } from '../domain/market-inputs.ts';
import { isKnown } from '../domain/measured.ts';
import type { PointSeries } from '../domain/series.ts';
import type { Ms } from '../domain/time.ts';
import { ascendingPoints } from './ascending.ts';
import { excessHistory } from './funding.ts';

/** Excess funding per hour at settlements, and now; null while interval or interest part are unknown. */
export function excessSeries(inputs: MarketInputs): PointSeries | null {
  const settled = ascendingPoints(inputs.fundingHistory, inputs.marketTime);
  const observed = isKnown(inputs.funding) ? inputs.funding : null;
  const hours = observed?.value.fundingIntervalHours ?? inputs.instrument.fundingIntervalHours;
  if (inputs.anchorRate === null || hours === null || !(hours > 0)) return null;
  const history = settled && excessHistory(settled, inputs.anchorRate, hours);
  if (observed === null) return history;
  const now = (observed.value.fundingRate - inputs.anchorRate) / hours;
  return withPoint(history, observed.venueTime, now);
}

/** `points` with one more at the end; unchanged when it is not newer. */
export function withPoint(points: PointSeries | null, time: Ms, value: number): PointSeries | null {
  if (!Number.isFinite(value)) return points;
  const last = points?.time.at(-1) ?? Number.NEGATIVE_INFINITY;
  if (time <= last) return points;
  return {
    time: Float64Array.from([...(points?.time ?? []), time]),
    value: Float64Array.from([...(points?.value ?? []), value]),
  };
}
