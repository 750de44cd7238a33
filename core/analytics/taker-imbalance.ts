import type { MarketInputs } from '../domain/market-inputs.ts';
import { type Measured, missing } from '../domain/measured.ts';
import type { BarSeries, PointSeries } from '../domain/series.ts';
import { DAY } from '../domain/time.ts';
import { CROWDING } from './parameters.ts';
import { joined, rollingDay } from './rolling-day.ts';
import { firstAfter } from './series-slices.ts';

/** (buy − sell) / (buy + sell) of takers over each trailing day of `bars`; empty where candles do not say. */
export function dailyImbalance(bars: BarSeries): PointSeries {
  return rollingDay(bars, (first, last) => {
    let bought = 0;
    let traded = 0;
    for (let row = first; row <= last; row += 1) {
      bought += bars.takerBuyVolume[row]!;
      traded += bars.volume[row]!;
    }
    return clampToUnit((2 * bought - traded) / traded);
  });
}

/**
 * The same from a venue's own hourly imbalance, as the plain mean of the day's hours: the volume behind each
 * hour is not published with it. Timed at the closing times of `bars`, so that it meets the spot series.
 */
export function dailyMeanImbalance(hourly: PointSeries, bars: BarSeries): PointSeries {
  return rollingDay(bars, (_, last) => {
    const end = bars.openTime[last]! + bars.stepMs;
    const from = firstAfter(hourly.time, end - DAY);
    const to = firstAfter(hourly.time, end);
    if (to - from < CROWDING.minimumBarsOfDay) return Number.NaN;
    let sum = 0;
    for (let row = from; row < to; row += 1) sum += hourly.value[row]!;
    return clampToUnit(sum / (to - from));
  });
}

/** Perp minus spot taker imbalance over trailing days: above zero, perp takers buy more eagerly than spot's. */
export function takerLead(inputs: MarketInputs): Measured<PointSeries> {
  const { bars1h, spotBars1h, takerImbalance1h } = inputs;
  if (bars1h === null) return missing('not-yet', 'noHourlyBars');
  if (spotBars1h === null) return missing('not-yet', 'noSpotBars');
  const fromBars = dailyImbalance(bars1h);
  const perp =
    fromBars.time.length === 0 && takerImbalance1h !== null
      ? dailyMeanImbalance(takerImbalance1h, bars1h)
      : fromBars;
  if (perp.time.length === 0) return missing('not-published', 'perpTakersUnpublished');
  const spot = dailyImbalance(spotBars1h);
  if (spot.time.length === 0) return missing('not-published', 'spotTakersUnpublished');
  const lead = joined(perp, spot, (ours, theirs) => ours - theirs);
  const last = lead.time.length - 1;
  if (last < 0) return missing('too-few', 'noSharedDay');
  return {
    value: lead,
    venueTime: lead.time[last]!,
    receivedTime: inputs.receivedTime,
    source: inputs.instrument.venue,
  };
}

function clampToUnit(value: number): number {
  return Math.max(-1, Math.min(1, value));
}
