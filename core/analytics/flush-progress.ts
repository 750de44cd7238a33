import { DAY, HOUR, type Ms } from '../domain/time.ts';
import type { MarketFrames } from './frame-columns.ts';
import { FLUSH } from './parameters.ts';

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
  const scale = strayScale(sigma);
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
    const stray = Math.max(up, down) / scale;
    const progress = Math.min(drop, stray);
    if (best !== null && progress <= best.progress) continue;
    const side = down >= up ? 'long' : 'short';
    best = { drop, stray, progress, side, hoursSince: (time[row]! - time[start]!) / HOUR };
  }
  return best;
}

/** How far price must stray within a day for a flush, as a log return. */
export function strayScale(sigma: number | null): number {
  return Math.max(FLUSH.strayFloor, FLUSH.straySigmas * (sigma ?? 0));
}
