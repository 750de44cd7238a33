import { DAY, HOUR, type Ms } from '../domain/time.ts';
import type { FrameStatistics } from './frame-statistics.ts';
import type { MarketFrames } from './market-frames.ts';
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

/** How far the last day has come towards a flush. */
export interface FlushProgress {
  /** Fall of open interest from the reference row ÷ 10 %. */
  readonly drop: number;
  /** Price's stray from it ÷ max(5 %, 1.5 daily σ). */
  readonly stray: number;
  /** The smaller of the two: 1 means that both conditions are met. */
  readonly progress: number;
  readonly side: 'long' | 'short';
  readonly hoursSince: number;
}

/**
 * The reference hour of the last day from which open interest and price *together* have come furthest:
 * max over t₀ of min(drop / 10 %, stray / max(5 %, 1.5 σ)). Null without open interest.
 * Rows before `since` (the low of the flush before) do not count.
 */
export function flushProgress(
  frames: MarketFrames,
  row: number,
  sigma: number | null,
  since: Ms,
): FlushProgress | null {
  const { time, logHigh, logLow, logClose, openInterest, epoch } = frames;
  const now = openInterest[row]!;
  if (!(now > 0)) return null;
  const strayScale = Math.max(FLUSH.strayFloor, FLUSH.straySigmas * (sigma ?? 0));
  const from = Math.max(time[row]! - DAY, since);
  let best: FlushProgress | null = null;
  let highest = logClose[row]!;
  let lowest = logClose[row]!;
  for (let start = row - 1; start >= 0 && time[start]! >= from && epoch[start] === epoch[row]; start -= 1) {
    highest = Math.max(highest, logHigh[start + 1]!);
    lowest = Math.min(lowest, logLow[start + 1]!);
    const before = openInterest[start]!;
    if (!(before > 0)) continue;
    const drop = (1 - now / before) / FLUSH.openInterestDrop;
    const up = highest - logClose[start]!;
    const down = logClose[start]! - lowest;
    const stray = Math.max(up, down) / strayScale;
    const progress = Math.min(drop, stray);
    if (best !== null && progress <= best.progress) continue;
    const side = down >= up ? 'long' : 'short';
    best = { drop, stray, progress, side, hoursSince: (time[row]! - time[start]!) / HOUR };
  }
  return best;
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
  if (progress.progress >= FLUSH.progress) {
    return signalOf(frames, row, 'day', progress.side, progress.progress, since);
  }
  const side = fastMove(frames, row, statistics.dailySigma, since);
  return side && signalOf(frames, row, 'fast', side, Math.max(0, progress.progress), since);
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
