import type { KeyLevel } from '../domain/key-level.ts';
import type { MarketInputs } from '../domain/market-inputs.ts';
import { isKnown } from '../domain/measured.ts';
import type { ChecklistItem, Invalidation } from '../domain/reset.ts';
import type { PointSeries } from '../domain/series.ts';
import { HOUR, type Ms } from '../domain/time.ts';
import { ascendingPoints } from './ascending.ts';
import { detectFlush, type FlushSignal } from './flush-detector.ts';
import type { MarketFrames } from './frame-columns.ts';
import { frameStatistics } from './frame-statistics.ts';
import { type Heat, heatOf } from './heat.ts';
import { excessSeries, withPoint } from './live-series.ts';
import { interestOfMonth, openInterestRank } from './open-interest-month.ts';
import { RESET } from './parameters.ts';
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
  /** Excess funding per hour, and premium, as they stood at a moment. */
  readonly excessAt: (time: Ms) => Heat | null;
  readonly premiumAt: (time: Ms) => Heat | null;
}

export type EvidenceOf = (
  row: number,
  machine: ResetMachineState,
  context: ResetContext | null,
) => ResetEvidence;

/** Evidence row by row. `context` describes the present and belongs to the newest row only. */
export function resetEvidence(inputs: MarketInputs, frames: MarketFrames): EvidenceOf {
  const statisticsAt = frameStatistics(frames);
  const excessAt = heatOf(excessSeries(inputs));
  const premiumAt = heatOf(premiumSeries(inputs));
  const series = { inputs, frames, excessAt, premiumAt };
  const swings = new Map<number, number>();
  const weeklySwingAt = (row: number) => {
    const swing = swings.get(row) ?? interestOfMonth(frames, row).weeklySwing;
    swings.set(row, swing);
    return swing;
  };
  return (row, machine, context) => {
    const time = frames.time[row]!;
    const openInterest = frames.openInterest[row]! > 0 ? frames.openInterest[row]! : null;
    const statistics = statisticsAt(row);
    const { flush } = machine;
    const isFollowing = machine.state === 'flushing' || machine.state === 'cooling';
    const signal = isFollowing ? null : detectFlush(frames, row, statistics, flush?.lowTime);
    // Verdicts change by the hour; between full hours only a flush and its end are looked for.
    const isHour = isFullHour(frames, row);
    const isDue = context !== null || machine.state === 'flushing' || isHour;
    const isQuiet = machine.state === 'quiet' || machine.state === 'building';
    const rank = isQuiet && isHour ? openInterestRank(frames, row) : null;
    const isLevered = rank !== null && rank >= RESET.building.openInterestRank;
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
      excessRank: isLevered ? (excessAt(time)?.rank ?? null) : null,
      premiumRank: isLevered ? (premiumAt(time)?.rank ?? null) : null,
      excessBefore: signal && (excessAt(signal.startTime)?.value ?? null),
      keyLevelAhead: signal && keyLevelAhead(inputs.bars1h, signal),
      reloadProbability:
        asked && reloadOdds(frames, row, asked, statistics.openInterestSigma, weeklySwingAt(row)),
      checklist,
      invalidations: asked === null ? [] : invalidationsOf(series, row, asked, checklist, context),
    };
  };
}

function premiumSeries(inputs: MarketInputs): PointSeries | null {
  const { markPrice, indexPrice } = inputs;
  const history = ascendingPoints(inputs.premium1h, inputs.marketTime);
  if (!isKnown(markPrice) || !isKnown(indexPrice) || !(indexPrice.value > 0)) return history;
  return withPoint(history, markPrice.venueTime, markPrice.value / indexPrice.value - 1);
}

function isFullHour(frames: MarketFrames, row: number): boolean {
  return frames.time[row]! % HOUR === 0 || frames.span[row]! >= HOUR;
}

function reloadOdds(
  frames: MarketFrames,
  row: number,
  flush: TrackedFlush,
  openInterestSigma: number | null,
  weeklySwing: number,
): number | null {
  const openInterest = frames.openInterest[row]! > 0 ? frames.openInterest[row]! : null;
  const close = frames.close[row]!;
  return reloadProbability(reloadFeatures(flush, close, openInterest, openInterestSigma, weeklySwing));
}
