import { DAY, type Ms } from '../domain/time.ts';
import { completionOdds } from './flush-completion.ts';
import { type FlushProgress, flushProgress } from './flush-progress.ts';
import type { MarketFrames } from './frame-columns.ts';
import type { FrameStatistics } from './frame-statistics.ts';
import { FLUSH } from './parameters.ts';

/** Why a row says «flush», and where the flush began. Times are the venue's. */
export interface FlushSignal {
  readonly rule: 'day' | 'fast';
  /** `long`: longs are being flushed, price falls. */
  readonly side: 'long' | 'short';
  /** When open interest stood highest in the 24 h before. */
  readonly startTime: Ms;
  /** Base-unit open interest then, and the price. */
  readonly openInterestBefore: number;
  readonly priceBefore: number;
  /** Lowest open interest since, and its time. */
  readonly openInterestLow: number;
  readonly lowTime: Ms;
  /** Furthest price since on the flushed side. */
  readonly priceExtreme: number;
  /** 1 where the day already meets the definition of a flush. */
  readonly progress: number;
}

/** The flush that `row` shows, if it shows one; looks at nothing after it. */
export function detectFlush(
  frames: MarketFrames,
  row: number,
  statistics: FrameStatistics,
  since: Ms = Number.NEGATIVE_INFINITY,
): FlushSignal | null {
  const progress = flushProgress(frames, row, statistics.dailySigma, since);
  if (progress === null) return null;
  if (isFlush(progress, completionOdds(frames, row, progress, statistics))) {
    return signalOf(frames, row, 'day', progress.side, progress.progress, since);
  }
  const side = fastMove(frames, row, statistics.dailySigma, since);
  const fast = side && signalOf(frames, row, 'fast', side, Math.max(0, progress.progress), since);
  return fast !== null && 1 - fast.openInterestLow / fast.openInterestBefore >= FLUSH.fast.leastFall
    ? fast
    : null;
}

/** The definition is met already, or is likely enough to be; without seven days of history a fixed share of it. */
function isFlush({ progress }: FlushProgress, odds: number | null): boolean {
  if (progress >= 1) return true;
  if (progress < FLUSH.leastProgress) return false;
  return odds === null ? progress >= FLUSH.progressWhileNew : odds >= FLUSH.completionOdds;
}

/** 15 minutes that went ≥ max(3 %, 3 σ) with open interest falling ≥ 0.5 % in the last five. */
function fastMove(
  frames: MarketFrames,
  row: number,
  sigma: number | null,
  since: Ms,
): 'long' | 'short' | null {
  const { time, span, logClose, openInterest, epoch } = frames;
  if (span[row]! > FLUSH.fast.longestBarMs) return null;
  const sigmaOfWindow = (sigma ?? 0) * Math.sqrt(FLUSH.fast.windowMs / DAY);
  const needed = Math.max(FLUSH.fast.move, FLUSH.fast.sigmas * sigmaOfWindow);
  let fell = false;
  for (let start = row - 1; start >= 0 && epoch[start] === epoch[row]; start -= 1) {
    const age = time[row]! - time[start]!;
    if (age > FLUSH.fast.windowMs || time[start]! < since) return null;
    const change = openInterest[row]! / openInterest[start]! - 1;
    if (age <= FLUSH.fast.dropMs) fell ||= change <= -FLUSH.fast.openInterestDrop;
    const move = logClose[row]! - logClose[start]!;
    if (fell && Math.abs(move) >= needed) return move < 0 ? 'long' : 'short';
  }
  return null;
}

function signalOf(
  frames: MarketFrames,
  row: number,
  rule: FlushSignal['rule'],
  side: 'long' | 'short',
  progress: number,
  since: Ms,
): FlushSignal {
  const { time, high, low, close, openInterest, epoch } = frames;
  const from = Math.max(time[row]! - DAY, since);
  let peak = row;
  for (let at = row; at >= 0 && time[at]! >= from && epoch[at] === epoch[row]; at -= 1) {
    if (openInterest[at]! >= openInterest[peak]!) peak = at;
  }
  let lowest = peak;
  let extreme = close[peak]!;
  for (let at = peak + 1; at <= row; at += 1) {
    if (openInterest[at]! < openInterest[lowest]!) lowest = at;
    extreme = side === 'long' ? Math.min(extreme, low[at]!) : Math.max(extreme, high[at]!);
  }
  return {
    rule,
    side,
    startTime: time[peak]!,
    openInterestBefore: openInterest[peak]!,
    priceBefore: close[peak]!,
    openInterestLow: openInterest[lowest]!,
    lowTime: time[lowest]!,
    priceExtreme: extreme,
    progress,
  };
}
