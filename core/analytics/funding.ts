import type { MarketInputs } from '../domain/market-inputs.ts';
import { derive, isKnown, type Measured, missing } from '../domain/measured.ts';
import type { FundingReading } from '../domain/reading.ts';
import type { PointSeries } from '../domain/series.ts';
import { HOUR } from '../domain/time.ts';
import { FUNDING } from './parameters.ts';
import { percentileIn } from './percentile.ts';

const HOURS_PER_YEAR = 8760;

/** Fraction per hour from a fraction per interval. */
export function hourlyRate(fundingRate: number, intervalHours: number): number {
  return fundingRate / intervalHours;
}

/** Fraction per year, without compounding: hourly · 8760. */
export function annualRate(hourly: number): number {
  return hourly * HOURS_PER_YEAR;
}

/** What longs pay beyond the interest part, per hour: (rate − anchor) / interval. */
export function excessHourly(fundingRate: number, anchorRate: number, intervalHours: number): number {
  return (fundingRate - anchorRate) / intervalHours;
}

/** True where the premium sat inside the clamp: the rate prints exactly its interest part. */
export function isAtAnchor(fundingRate: number, anchorRate: number): boolean {
  return Math.abs(fundingRate - anchorRate) <= FUNDING.anchorTolerance * Math.abs(anchorRate);
}

/** True where the venue's limit cuts the rate off: the true premium is larger. */
export function isAtCap(fundingRate: number, capRate: number): boolean {
  return capRate > 0 && Math.abs(fundingRate) >= capRate * (1 - FUNDING.capTolerance);
}

/**
 * Settled rates as excess per hour. Each rate is spread over the interval it was charged for, which is read
 * from the settlement times because venues change it (8 h → 4 h → 1 h in wild markets); a gap longer than
 * any interval is a hole, and then the interval after it (or today's) is taken.
 */
export function excessHistory(settled: PointSeries, anchorRate: number, intervalHours: number): PointSeries {
  const { time, value } = settled;
  const anchorHourly = anchorRate / intervalHours;
  const gapHours = (row: number) => {
    if (row < 1 || row >= time.length) return null;
    const hours = Math.round((time[row]! - time[row - 1]!) / HOUR);
    return hours >= 1 && hours <= Math.max(FUNDING.longestIntervalHours, intervalHours) ? hours : null;
  };
  const excess = value.map((rate, row) => {
    const hours = gapHours(row) ?? gapHours(row + 1) ?? intervalHours;
    return excessHourly(rate, anchorHourly * hours, hours);
  });
  return { time, value: excess };
}

/** Funding in its normal forms, for the viewed venue alone. */
export function readFunding(inputs: MarketInputs): FundingReading {
  const { funding, anchorRate, capRate } = inputs;
  const observation = isKnown(funding) ? funding.value : null;
  const fundingRate = derive(funding, (now) => now.fundingRate);
  const interval = observation?.fundingIntervalHours ?? inputs.instrument.fundingIntervalHours;
  const hasInterval = interval !== null && interval > 0;
  const perInterval = <T>(to: (rate: number, hours: number) => T): Measured<T> => {
    if (!isKnown(fundingRate)) return fundingRate;
    if (!hasInterval) return missing('not-published', 'fundingIntervalUnknown');
    return derive(fundingRate, (rate) => to(rate, interval));
  };

  const excess =
    anchorRate === null && isKnown(fundingRate)
      ? missing('not-published', 'fundingInterestUnknown')
      : perInterval((rate, hours) => excessHourly(rate, anchorRate ?? 0, hours));
  const history =
    anchorRate !== null && hasInterval && inputs.fundingHistory !== null
      ? excessHistory(inputs.fundingHistory, anchorRate, interval)
      : null;
  return {
    fundingRate,
    fundingIntervalHours: perInterval((_, hours) => hours),
    nextFundingTime:
      observation !== null && observation.nextFundingTime === null
        ? missing('not-published', 'nextFundingUnknown')
        : derive(funding, (now) => now.nextFundingTime ?? 0),
    apr: perInterval((rate, hours) => annualRate(hourlyRate(rate, hours))),
    excessHourly: excess,
    excessPercentile: percentileIn(history, excess, inputs.marketTime),
    atAnchor: observation && anchorRate !== null ? isAtAnchor(observation.fundingRate, anchorRate) : null,
    atCap: observation && capRate !== null ? isAtCap(observation.fundingRate, capRate) : null,
  };
}
