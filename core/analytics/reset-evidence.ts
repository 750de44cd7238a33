import type { KeyLevel } from '../domain/key-level.ts';
import type { MarketInputs } from '../domain/market-inputs.ts';
import { isKnown } from '../domain/measured.ts';
import type { ChecklistItem, Invalidation } from '../domain/reset.ts';
import type { PointSeries } from '../domain/series.ts';
import { DAY, HOUR, type Ms } from '../domain/time.ts';
import { ascendingPoints } from './ascending.ts';
import { detectFlush, type FlushSignal } from './flush-detector.ts';
import { frameStatistics } from './frame-statistics.ts';
import { excessHistory } from './funding.ts';
import { type Heat, heatAt } from './heat.ts';
import { indexAtOrBefore, type MarketFrames } from './market-frames.ts';
import { HISTORY, RESET } from './parameters.ts';
import { resetChecklist } from './reset-checklist.ts';
import { invalidationsOf } from './reset-invalidations.ts';
import { keyLevelAhead } from './reset-key-level.ts';
import type { ResetMachineState, TrackedFlush } from './reset-state.ts';
import { reloadFeatures, reloadProbability } from './reset-verdict.ts';

/** What one bar says, as far as it was known at its close. Unknown is null. */
export interface ResetEvidence {
  readonly time: Ms;
  readonly span: Ms;
  readonly openInterestSpan: Ms;
  readonly high: number;
  readonly low: number;
  readonly close: number;
  readonly openInterest: number | null;
  readonly flush: FlushSignal | null;
  /** 0…1 against 30 days. */
  readonly openInterestRank: number | null;
  /** Rank of the absolute value against 30 days of absolute values. */
  readonly excessRank: number | null;
  readonly premiumRank: number | null;
  /** Excess funding per hour at the start of the flush. */
  readonly excessBefore: number | null;
  readonly keyLevelAhead: TrackedFlush['keyLevel'];
  readonly reloadProbability: number | null;
  readonly checklist: readonly ChecklistItem[];
  readonly invalidations: readonly Invalidation[];
}

export interface ResetContext {
  readonly keyLevels: readonly KeyLevel[];
  /** USD, both sides. */
  readonly depthWithinOnePercent: number | null;
}

/** Series as every check wants them. */
export interface EvidenceSeries {
  readonly inputs: MarketInputs;
  readonly frames: MarketFrames;
  /** Excess funding per hour at settlements. */
  readonly excess: PointSeries | null;
  readonly premium: PointSeries | null;
}

export type EvidenceOf = (
  row: number,
  machine: ResetMachineState,
  context: ResetContext | null,
) => ResetEvidence;

/** Evidence row by row. `context` describes the present and belongs to the newest row only. */
export function resetEvidence(inputs: MarketInputs, frames: MarketFrames): EvidenceOf {
  const statisticsAt = frameStatistics(frames);
  const series = { inputs, frames, excess: excessSeries(inputs), premium: premiumSeries(inputs) };
  return (row, machine, context) => {
    const time = frames.time[row]!;
    const openInterest = frames.openInterest[row]! > 0 ? frames.openInterest[row]! : null;
    const statistics = statisticsAt(row);
    const { flush } = machine;
    const heatOf = (points: PointSeries | null): Heat | null => heatAt(points, time);
    const isFollowing = machine.state === 'flushing' || machine.state === 'cooling';
    const signal = isFollowing ? null : detectFlush(frames, row, statistics, flush?.lowTime);
    const isQuiet = machine.state === 'quiet' || machine.state === 'building';
    const rank = isQuiet ? openInterestRank(frames, row) : null;
    const isLevered = rank !== null && rank >= RESET.building.openInterestRank;
    // Verdicts change by the hour; between full hours only a flush and its end are looked for.
    const isDue = context !== null || machine.state === 'flushing' || isFullHour(frames, row);
    const asked = isDue ? flush : null;
    const checklist = asked === null ? [] : resetChecklist(series, row, asked, context);
    return {
      time,
      span: frames.span[row]!,
      openInterestSpan: frames.openInterestSpan[row]!,
      high: frames.high[row]!,
      low: frames.low[row]!,
      close: frames.close[row]!,
      openInterest,
      flush: signal,
      openInterestRank: rank,
      excessRank: isLevered ? (heatOf(series.excess)?.rank ?? null) : null,
      premiumRank: isLevered ? (heatOf(series.premium)?.rank ?? null) : null,
      excessBefore: signal && (heatAt(series.excess, signal.startTime)?.value ?? null),
      keyLevelAhead: signal && keyLevelAhead(inputs.bars1h, signal),
      reloadProbability: asked && reloadProbability(reloadFeatures(series, row, asked, statistics)),
      checklist,
      invalidations: asked === null ? [] : invalidationsOf(series, row, asked, checklist, context),
    };
  };
}

/** Rank of open interest among the full hours of 30 days; null before seven days of them. */
function openInterestRank(frames: MarketFrames, row: number): number | null {
  const now = frames.openInterest[row]!;
  if (!(now > 0)) return null;
  const { time, openInterest, epoch, hourRows } = frames;
  const from = time[row]! - HISTORY.wantedDays * DAY;
  let below = 0;
  let equal = 0;
  let count = 0;
  for (let index = indexAtOrBefore(hourRows, row); index >= 0; index -= 1) {
    const at = hourRows[index]!;
    if (time[at]! < from || epoch[at] !== epoch[row]) break;
    if (!(openInterest[at]! > 0)) continue;
    count += 1;
    if (openInterest[at]! < now) below += 1;
    else if (openInterest[at] === now) equal += 1;
  }
  return count < HISTORY.minimumDays * 24 ? null : (below + equal / 2) / count;
}

function excessSeries(inputs: MarketInputs): PointSeries | null {
  const settled = ascendingPoints(inputs.fundingHistory, inputs.marketTime);
  const observed = isKnown(inputs.funding) ? inputs.funding : null;
  const hours = observed?.value.fundingIntervalHours ?? inputs.instrument.fundingIntervalHours;
  if (inputs.anchorRate === null || hours === null || !(hours > 0)) return null;
  const history = settled && excessHistory(settled, inputs.anchorRate, hours);
  if (observed === null) return history;
  const now = (observed.value.fundingRate - inputs.anchorRate) / hours;
  return withPoint(history, observed.venueTime, now);
}

function premiumSeries(inputs: MarketInputs): PointSeries | null {
  const { markPrice, indexPrice } = inputs;
  const history = ascendingPoints(inputs.premium1h, inputs.marketTime);
  if (!isKnown(markPrice) || !isKnown(indexPrice) || !(indexPrice.value > 0)) return history;
  return withPoint(history, markPrice.venueTime, markPrice.value / indexPrice.value - 1);
}

function withPoint(points: PointSeries | null, time: Ms, value: number): PointSeries | null {
  if (!Number.isFinite(value)) return points;
  const last = points?.time.at(-1) ?? Number.NEGATIVE_INFINITY;
  if (time <= last) return points;
  return {
    time: Float64Array.from([...(points?.time ?? []), time]),
    value: Float64Array.from([...(points?.value ?? []), value]),
  };
}

function isFullHour(frames: MarketFrames, row: number): boolean {
  return frames.time[row]! % HOUR === 0 || frames.span[row]! >= HOUR;
}
