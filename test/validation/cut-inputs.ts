import { barsClosedBetween, firstAfter, pointsBetween } from '../../core/analytics/series-slices.ts';
import type { MarketInputs } from '../../core/domain/market-inputs.ts';
import { type Measured, missing } from '../../core/domain/measured.ts';
import type { FundingObservation } from '../../core/domain/observation.ts';
import type { BarSeries, PointSeries } from '../../core/domain/series.ts';
import { DAY, type Ms } from '../../core/domain/time.ts';

/** The market as it was known at `now`: closed bars and published points only, with their newest as the present. */
export function cutInputs(inputs: MarketInputs, now: Ms, days = Number.POSITIVE_INFINITY): MarketInputs {
  const from = now - days * DAY;
  const bars = (series: BarSeries | null) => series && orNull(barsClosedBetween(series, from, now));
  const points = (series: PointSeries | null) => series && pointsOrNull(pointsBetween(series, from, now));
  const bars1h = bars(inputs.bars1h);
  const openInterest1h = points(inputs.openInterest1h);
  const known = (value: number | undefined, time: Ms | undefined): Measured =>
    value === undefined || time === undefined
      ? missing('not-yet')
      : { value, venueTime: time, receivedTime: now, source: inputs.instrument.venue };
  const lastBar = (bars1h?.openTime.length ?? 0) - 1;
  return {
    ...inputs,
    marketTime: now,
    receivedTime: now,
    bars5m: bars(inputs.bars5m),
    bars1h,
    openInterest5m: points(inputs.openInterest5m),
    openInterest1h,
    fundingHistory: points(inputs.fundingHistory),
    longShortAccountRatio: points(inputs.longShortAccountRatio),
    takerImbalance1h: points(inputs.takerImbalance1h),
    spotBars1h: bars(inputs.spotBars1h),
    btcBars1h: bars(inputs.btcBars1h),
    markPrice: known(
      bars1h?.close[lastBar],
      bars1h === null ? undefined : bars1h.openTime[lastBar]! + bars1h.stepMs,
    ),
    openInterest: known(openInterest1h?.value.at(-1), openInterest1h?.time.at(-1)),
    funding: lastFunding(inputs, now),
  };
}

function lastFunding(inputs: MarketInputs, now: Ms): Measured<FundingObservation> {
  const settled = inputs.fundingHistory;
  const row = settled === null ? -1 : firstAfter(settled.time, now) - 1;
  if (settled === null || row < 0 || now - settled.time[row]! > DAY) return missing('not-published');
  const { venue, venueSymbol, fundingIntervalHours } = inputs.instrument;
  const venueTime = settled.time[row]!;
  return {
    venueTime,
    receivedTime: now,
    source: venue,
    value: {
      kind: 'funding',
      venue,
      venueSymbol,
      venueTime,
      receivedTime: now,
      fundingRate: settled.value[row]!,
      fundingIntervalHours,
      nextFundingTime: null,
      anchorRate: inputs.anchorRate,
      capRate: null,
    },
  };
}

function orNull(bars: BarSeries): BarSeries | null {
  return bars.openTime.length === 0 ? null : bars;
}

function pointsOrNull(points: PointSeries): PointSeries | null {
  return points.time.length === 0 ? null : points;
}
