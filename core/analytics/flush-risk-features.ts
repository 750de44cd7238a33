import type { MarketInputs } from '../domain/market-inputs.ts';
import type { BarSeries, PointSeries } from '../domain/series.ts';
import { DAY, HOUR, type Ms } from '../domain/time.ts';
import { indexAtOrBefore, type MarketFrames } from './frame-columns.ts';
import { hourlySquares } from './frame-statistics.ts';
import { annualRate } from './funding.ts';
import { marketFrames } from './market-frames.ts';
import { interestOfMonth } from './open-interest-month.ts';
import { FLUSH_RISK, HISTORY, RESET } from './parameters.ts';
import { firstAfter } from './series-slices.ts';

/** BTC's hourly bars as far as these inputs know them: BTC's own inputs need no others. */
export function bitcoinBars({ instrument, btcBars1h, bars1h }: MarketInputs): BarSeries | null {
  return btcBars1h ?? (instrument.asset === 'BTC' ? bars1h : null);
}

/** What the risk of a flush is read from; every one unchanged when prices or sizes are rescaled or mirrored. */
export interface FlushRiskFeatures {
  /** log(OI / its 30-day mean). */
  readonly openInterest: number;
  /** log growth of open interest. */
  readonly growth24h: number;
  readonly growth72h: number;
  /** log of open interest's own daily σ, from hourly changes of 30 days. */
  readonly openInterestSigma: number;
  /** log of the root mean square change of open interest over a week, within 30 days. */
  readonly weeklySwing: number;
  /** log of price's daily σ over 30 days. */
  readonly dailySigma: number;
  /** log(σ of the last 24 h or 6 h / σ of 30 days). */
  readonly volatility24h: number;
  readonly volatility6h: number;
  /** |return of 24 h| in daily σ. */
  readonly move24h: number;
  /** |excess funding| a year, at most 100 %: 0 at anchor. */
  readonly funding: number | null;
  /** |BTC's return of 24 h| in its own daily σ: markets fall together. */
  readonly bitcoinMove24h: number | null;
  /** log(BTC's daily σ / this market's), 30 days; 0 for BTC. */
  readonly bitcoinSigma: number | null;
}

export type FlushRiskFeature = keyof FlushRiskFeatures;

/**
 * Features as of each row; null before 14 days of both price and open interest. `bitcoin`: BTC's hourly bars, for BTC
 * its own; null where they are not known.
 */
export function flushRiskFeatures(
  frames: MarketFrames,
  excess: PointSeries | null,
  bitcoin: BarSeries | null,
): (row: number) => FlushRiskFeatures | null {
  const squares = hourlySquares(frames);
  const bitcoinAt = bitcoinMoves(bitcoin);
  return (row) => {
    const openInterest = frames.openInterest[row]!;
    if (!(openInterest > 0)) return null;
    const now = frames.time[row]!;
    const logInterest = frames.logOpenInterest[row]!;
    const month = rootMean(frames, squares.price, row, HISTORY.wantedDays * DAY);
    const day = rootMean(frames, squares.price, row, DAY);
    const recent = rootMean(frames, squares.price, row, 6 * HOUR);
    const interest = rootMean(frames, squares.openInterest, row, HISTORY.wantedDays * DAY);
    const levels = interestOfMonth(frames, row);
    const dayAgo = rowAt(frames, row, now - DAY);
    const threeDaysAgo = rowAt(frames, row, now - 3 * DAY);
    const leastHours = FLUSH_RISK.minimumDays * 24;
    if (month.count < leastHours || levels.count < leastHours || dayAgo < 0 || threeDaysAgo < 0) return null;
    const sigma = month.value * Math.sqrt(24);
    const btc = bitcoinAt(now);
    const growth = (from: number) => logInterest - frames.logOpenInterest[from]!;
    return finite({
      openInterest: logInterest - Math.log(levels.mean),
      growth24h: growth(dayAgo),
      growth72h: growth(threeDaysAgo),
      openInterestSigma: Math.log(interest.value * Math.sqrt(24)),
      weeklySwing: Math.log(levels.weeklySwing),
      dailySigma: Math.log(sigma),
      volatility24h: logRatio(day.value, month.value),
      volatility6h: logRatio(recent.value, month.value),
      move24h: Math.abs(frames.logClose[row]! - frames.logClose[dayAgo]!) / sigma,
      funding: fundingSize(excess, now),
      bitcoinMove24h: btc === null ? null : btc.move,
      bitcoinSigma: btc === null ? null : Math.log(btc.sigma / sigma),
    });
  };
}

/** Root of the mean of the known squares of full hours within `window` before `row`. */
function rootMean({ time, hourRows }: MarketFrames, squares: Float64Array, row: number, window: Ms) {
  let sum = 0;
  let count = 0;
  for (let index = indexAtOrBefore(hourRows, row); index >= 0; index -= 1) {
    if (time[hourRows[index]!]! <= time[row]! - window) break;
    if (Number.isNaN(squares[index])) continue;
    sum += squares[index]!;
    count += 1;
  }
  return { value: Math.sqrt(sum / count), count };
}

/** The full hour at `at`, or up to two hours before it, with comparable open interest; −1 when there is none. */
function rowAt({ time, openInterest, epoch, hourRows }: MarketFrames, row: number, at: Ms): number {
  for (let index = indexAtOrBefore(hourRows, row); index >= 0; index -= 1) {
    const candidate = hourRows[index]!;
    if (time[candidate]! > at) continue;
    const isUsable = openInterest[candidate]! > 0 && epoch[candidate] === epoch[row];
    return isUsable && at - time[candidate]! <= 2 * HOUR ? candidate : -1;
  }
  return -1;
}

/** BTC's daily σ and its move of the last day in it, as of the newest full hour; null before 14 days of it. */
function bitcoinMoves(bitcoin: BarSeries | null): (now: Ms) => { sigma: number; move: number } | null {
  if (bitcoin === null) return () => null;
  const bars = { bars5m: null, bars1h: bitcoin, openInterest5m: null, openInterest1h: null };
  const frames = marketFrames({ ...bars, marketTime: Number.POSITIVE_INFINITY });
  const squares = hourlySquares(frames).price;
  return (now) => {
    const row = firstAfter(frames.time, now) - 1;
    if (row < 0 || now - frames.time[row]! > 2 * HOUR) return null;
    const month = rootMean(frames, squares, row, HISTORY.wantedDays * DAY);
    const dayAgo = firstAfter(frames.time, frames.time[row]! - DAY) - 1;
    if (month.count < FLUSH_RISK.minimumDays * 24 || !(month.value > 0) || dayAgo < 0) return null;
    const sigma = month.value * Math.sqrt(24);
    return { sigma, move: Math.abs(frames.logClose[row]! - frames.logClose[dayAgo]!) / sigma };
  };
}

function fundingSize(excess: PointSeries | null, now: Ms): number | null {
  if (excess === null) return null;
  const newest = firstAfter(excess.time, now) - 1;
  if (newest < 0 || now - excess.time[newest]! > RESET.rateMaxAgeHours * HOUR) return null;
  return Math.min(Math.abs(annualRate(excess.value[newest]!)), FLUSH_RISK.fundingCapApr);
}

/** An illiquid pair may not move for hours; that is as calm as calm gets, not unknown. */
function logRatio(recent: number, usual: number): number {
  return Math.log(Math.max(recent / usual, FLUSH_RISK.leastVolatilityRatio));
}

/** A market that stood still for a month has no logarithms: then nothing is said. */
function finite(features: FlushRiskFeatures): FlushRiskFeatures | null {
  return Object.values(features).every((value) => value === null || Number.isFinite(value)) ? features : null;
}
