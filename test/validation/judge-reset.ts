import { frameStatistics } from '../../core/analytics/frame-statistics.ts';
import { excessSeries } from '../../core/analytics/live-series.ts';
import { interestOfMonth } from '../../core/analytics/open-interest-month.ts';
import { RESET } from '../../core/analytics/parameters.ts';
import {
  type ReloadFeatures,
  reloadFeatures,
  reloadProbability,
} from '../../core/analytics/reset-verdict.ts';
import { firstAfter } from '../../core/analytics/series-slices.ts';
import type { MarketInputs } from '../../core/domain/market-inputs.ts';
import type { FlushRecord, ResetState } from '../../core/domain/reset.ts';
import { DAY, HOUR, type Ms } from '../../core/domain/time.ts';
import type { TrueFlush, TruthHours } from './flush-truth.ts';
import type { OnlineRun } from './online-run.ts';

/** A true flush, asked about some hours after its window, and what the next seven days brought. */
export interface ResetCase {
  readonly time: Ms;
  readonly hoursAfter: number;
  readonly wasReload: boolean;
  readonly features: ReloadFeatures;
  readonly odds: number;
  readonly saysReload: boolean;
  /** What the machine itself showed then; null where it had not seen this flush. */
  readonly machine: ResetState | null;
  readonly naive: Readonly<Record<NaiveRule, boolean | null>>;
}

export const NAIVE_RULES = [
  'fundingAboveAnchor',
  'priceNotHalfBack',
  'rebuilt30',
  'leverageBeforePrice',
] as const;
export type NaiveRule = (typeof NAIVE_RULES)[number];

const RELOADED_AT = 0.8;
const HORIZON = 7 * DAY;
const NEXT_FLUSH = 3 * DAY;

/** Every true flush of a market `hoursAfter` its window; the last week has no answer yet. */
export function resetCases(
  inputs: MarketInputs,
  truth: TruthHours,
  run: OnlineRun,
  hoursAfter: number,
): ResetCase[] {
  const { frames } = truth;
  const statisticsAt = frameStatistics(frames);
  const excess = excessSeries(inputs);
  const end = frames.time[frames.count - 1]!;
  return truth.events.flatMap((event, index) => {
    const time = event.end + hoursAfter * HOUR;
    const row = firstAfter(frames.time, time) - 1;
    if (time + HORIZON > end || time - frames.time[row]! > 3 * HOUR) return [];
    const flush = recordOf(truth, event);
    const openInterest = frames.openInterest[row]! > 0 ? frames.openInterest[row]! : null;
    const { weeklySwing } = interestOfMonth(frames, row);
    const sigma = statisticsAt(row).openInterestSigma;
    const features = reloadFeatures(flush, frames.close[row]!, openInterest, sigma, weeklySwing);
    const odds = reloadProbability(features);
    if (features === null || odds === null) return [];
    const rate = excess === null ? -1 : firstAfter(excess.time, time) - 1;
    const paid = rate < 0 ? null : excess!.value[rate]! * (flush.side === 'long' ? 1 : -1);
    return {
      time,
      hoursAfter,
      wasReload: wasReload(truth, flush, row, truth.events[index + 1], event),
      features,
      odds,
      saysReload: odds >= RESET.reloadAt,
      machine: stateOf(run, event, time),
      naive: {
        fundingAboveAnchor: paid === null ? null : paid > 0,
        priceNotHalfBack: features.recovered < 0.5,
        rebuilt30: features.rebuilt >= 0.3,
        leverageBeforePrice: features.rebuilt >= 0.5 && features.recovered < 0.5,
      },
    };
  });
}

/** What the window itself shows of the flush: known at its end. */
export function recordOf({ frames }: TruthHours, event: TrueFlush): FlushRecord {
  let low = -1;
  let lowPeak = -1;
  let peak = -1;
  const first = firstAfter(frames.time, event.start - 1);
  const last = firstAfter(frames.time, event.end) - 1;
  for (let row = first; row <= last; row += 1) {
    if (!(frames.openInterest[row]! > 0)) continue;
    if (peak < 0 || frames.openInterest[row]! > frames.openInterest[peak]!) peak = row;
    if (low < 0 || frames.openInterest[row]! < frames.openInterest[low]!) [low, lowPeak] = [row, peak];
  }
  const before = frames.close[lowPeak]!;
  let lowest = before;
  let highest = before;
  for (let row = lowPeak + 1; row <= last; row += 1) {
    lowest = Math.min(lowest, frames.low[row]!);
    highest = Math.max(highest, frames.high[row]!);
  }
  const side = before / lowest >= highest / before ? 'long' : 'short';
  const extreme = side === 'long' ? lowest : highest;
  const [openInterestBefore, openInterestLow] = [frames.openInterest[lowPeak]!, frames.openInterest[low]!];
  return {
    side,
    startTime: frames.time[lowPeak]!,
    detectedTime: event.end,
    endTime: event.end,
    openInterestBefore,
    openInterestLow,
    openInterestDrop: 1 - openInterestLow / openInterestBefore,
    priceBefore: before,
    priceExtreme: extreme,
    priceMove: extreme / before - 1,
  };
}

/** Open interest regains ≥ 80 % of the drop with price still beyond the midpoint, or another flush within 72 h. */
function wasReload(
  { frames }: TruthHours,
  flush: FlushRecord,
  row: number,
  next: TrueFlush | undefined,
  event: TrueFlush,
): boolean {
  if (next !== undefined && next.start - event.end <= NEXT_FLUSH) return true;
  const regained = flush.openInterestLow + RELOADED_AT * (flush.openInterestBefore - flush.openInterestLow);
  const midpoint = (flush.priceBefore + flush.priceExtreme) / 2;
  const crowd = flush.side === 'long' ? 1 : -1;
  for (let at = row + 1; at < frames.count && frames.time[at]! <= frames.time[row]! + HORIZON; at += 1) {
    if (frames.openInterest[at]! >= regained && crowd * (frames.close[at]! - midpoint) < 0) return true;
  }
  return false;
}

function stateOf(run: OnlineRun, event: TrueFlush, time: Ms): ResetState | null {
  const machine = run.machines[firstAfter(run.frames.time, time) - 1];
  const flush = machine?.flush ?? null;
  const isThisOne = flush !== null && flush.detectedTime >= event.start - 6 * HOUR;
  return machine !== undefined && isThisOne ? machine.state : null;
}
