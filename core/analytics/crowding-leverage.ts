import type { LeveragePart } from '../domain/crowding.ts';
import { type Instrument, notionalOf } from '../domain/instrument.ts';
import type { MarketInputs } from '../domain/market-inputs.ts';
import { derive, isKnown, type Measured, missing } from '../domain/measured.ts';
import type { PointSeries } from '../domain/series.ts';
import { DAY, HOUR, type Ms } from '../domain/time.ts';
import type { ScoredPart } from './crowding-direction.ts';
import { newestPoint } from './newest-point.ts';
import { comparableOpenInterest, growthOver, growthSeries, meanOpenInterest } from './open-interest.ts';
import { CROWDING, OPEN_INTEREST } from './parameters.ts';
import { percentileIn } from './percentile.ts';
import { combine } from './provenance.ts';
import { joined, rollingDay } from './rolling-day.ts';
import { closes, levelAt } from './series-slices.ts';

/** How leveraged the market is. Signals are percentiles, 0…1. `depth` is USD within 1 %, both sides. */
export function leverageParts(inputs: MarketInputs, depth: Measured): ScoredPart[] {
  const now = inputs.marketTime;
  const latest = comparableOpenInterest(inputs);
  const growth = (lag: Ms) => {
    const raw = growthOver(inputs, latest, lag);
    const history = inputs.openInterest1h && growthSeries(inputs.openInterest1h, lag);
    return [raw, percentileIn(history, raw, now)] as const;
  };
  const volumes = perpSpotVolume(inputs);
  const volumeNow = newestPoint(inputs, volumes);
  const notional = (size: number, price: number) => notionalOf(inputs.instrument, size, price);
  const thin = combine(combine(latest, inputs.markPrice, notional), depth, (value, within) =>
    within > 0 ? value / within : missing('rejected', 'bookEmpty'),
  );
  return [
    // One mean divides every point, and log rises: the rank of log(OI / mean) is the rank of OI itself.
    part('openInterest', aboveMean(inputs, latest), percentileIn(inputs.openInterest1h, latest, now)),
    part('growth72h', ...growth(72 * HOUR)),
    part('growth7d', ...growth(7 * DAY)),
    part('thinness', thin, percentileIn(thinnessHistory(inputs), thin, now)),
    part(
      'perpSpotVolume',
      volumeNow,
      isKnown(volumes) ? percentileIn(volumes.value, volumeNow, now) : volumes,
    ),
  ];
}

/** log(OI / its 30-day mean). */
function aboveMean(inputs: MarketInputs, latest: Measured): Measured {
  const mean = meanOpenInterest(inputs.openInterest1h, inputs.marketTime);
  if (mean === null || mean <= 0)
    return isKnown(latest) ? missing('not-yet', 'noOpenInterestHistory') : latest;
  return derive(latest, (value) => Math.log(value / mean));
}

/** Open interest in USD over depth in USD, at the times depth was sampled. */
export function thinnessHistory(inputs: MarketInputs): PointSeries | null {
  const { depthHistory, openInterest1h, bars1h } = inputs;
  if (depthHistory === null || openInterest1h === null || bars1h === null) return null;
  const prices = closes(bars1h);
  const maxGap = OPEN_INTEREST.longestGapHours * HOUR;
  const time: Ms[] = [];
  const value: number[] = [];
  for (let row = 0; row < depthHistory.time.length; row += 1) {
    const at = depthHistory.time[row]!;
    const openInterest = levelAt(openInterest1h, at, maxGap);
    const price = levelAt(prices, at, maxGap);
    if (openInterest === null || price === null || !(depthHistory.value[row]! > 0)) continue;
    time.push(at);
    value.push(notionalOf(inputs.instrument, openInterest, price) / depthHistory.value[row]!);
  }
  return time.length === 0 ? null : { time: Float64Array.from(time), value: Float64Array.from(value) };
}

/** Perp over spot quote volume of trailing days. */
export function perpSpotVolume(inputs: MarketInputs): Measured<PointSeries> {
  const { bars1h, spotBars1h } = inputs;
  if (bars1h === null) return missing('not-yet', 'noHourlyBars');
  if (spotBars1h === null) return missing('not-yet', 'noSpotBars');
  const turnover = (bars: typeof bars1h, market: Pick<Instrument, 'kind'>) =>
    rollingDay(bars, (first, last) => {
      let sum = 0;
      for (let row = first; row <= last; row += 1)
        sum += notionalOf(market, bars.volume[row]!, bars.close[row]!);
      return sum;
    });
  const perp = turnover(bars1h, inputs.instrument);
  const spot = turnover(spotBars1h, { kind: 'linear' });
  const ratio = joined(perp, spot, (perpTurnover, spotTurnover) => perpTurnover / spotTurnover);
  const last = ratio.time.length - 1;
  if (last < 0) return missing('too-few', 'noSharedDay');
  return {
    value: ratio,
    venueTime: ratio.time[last]!,
    receivedTime: inputs.receivedTime,
    source: inputs.instrument.venue,
  };
}

function part(name: LeveragePart, raw: Measured, percentile: Measured): ScoredPart {
  const signal = isKnown(percentile) ? percentile.value : null;
  return { part: name, axis: 'leverage', weight: CROWDING.leverage[name], raw, percentile, signal };
}
