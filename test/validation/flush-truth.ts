import type { MarketFrames } from '../../core/analytics/frame-columns.ts';
import { frameStatistics } from '../../core/analytics/frame-statistics.ts';
import { marketFrames } from '../../core/analytics/market-frames.ts';
import type { MarketInputs } from '../../core/domain/market-inputs.ts';
import { DAY, type Ms } from '../../core/domain/time.ts';

/** The hours of a market, as hindsight sees them. */
export interface TruthHours {
  readonly frames: MarketFrames;
  /** Daily σ of the 30 days before each row; NaN before seven days. */
  readonly sigma: Float64Array;
  /** A flush within the next 24 h: 1, 0, or NaN where that cannot be said. */
  readonly flushAhead: Float64Array;
  /** Price strays by ≥ 1.5 daily σ within the next 24 h. */
  readonly shockAhead: Float64Array;
  readonly events: readonly TrueFlush[];
}

/** One true flush: windows less than 24 h apart are one. */
export interface TrueFlush {
  /** The first hour from which the definition held. */
  readonly start: Ms;
  /** When the last of its windows had met both conditions and seen its lowest open interest. */
  readonly end: Ms;
}

export const TRUTH = { drop: 0.1, strayFloor: 0.05, straySigmas: 1.5, apart: DAY } as const;

/**
 * From some hour open interest (base) falls ≥ 10 % within 24 h while price strays ≥ max(5 %, 1.5 daily σ of the 30
 * days before) from its value at that hour, by the highs and lows of hourly bars. A window runs from that hour to the
 * lowest open interest of the 24 h, and at least until both conditions have been met. Hours across a jump of open
 * interest by more than half (a change of unit) are not compared.
 */
export function trueFlushes(inputs: MarketInputs): TruthHours {
  const frames = marketFrames({ ...inputs, bars5m: null });
  const statisticsAt = frameStatistics(frames);
  const { count, time } = frames;
  const sigma = Float64Array.from({ length: count }, (_, row) => statisticsAt(row).dailySigma ?? Number.NaN);
  const flushAhead = new Float64Array(count).fill(Number.NaN);
  const shockAhead = new Float64Array(count).fill(Number.NaN);
  const events: { start: Ms; end: Ms }[] = [];
  for (let row = 0; row < count; row += 1) {
    if (!(frames.openInterest[row]! > 0) || Number.isNaN(sigma[row]!)) continue;
    if (time[row]! + DAY > time[count - 1]!) break;
    const ahead = lookAhead(frames, row, sigma[row]!);
    flushAhead[row] = ahead.windowEnd === null ? 0 : 1;
    shockAhead[row] = ahead.isShock ? 1 : 0;
    if (ahead.windowEnd === null) continue;
    const last = events.at(-1);
    if (last !== undefined && time[row]! - last.end < TRUTH.apart) {
      last.end = Math.max(last.end, ahead.windowEnd);
    } else {
      events.push({ start: time[row]!, end: ahead.windowEnd });
    }
  }
  return { frames, sigma, flushAhead, shockAhead, events };
}

function lookAhead(frames: MarketFrames, row: number, sigma: number) {
  const { time, high, low, close, openInterest, epoch } = frames;
  const needed = Math.max(TRUTH.strayFloor, TRUTH.straySigmas * sigma);
  let fell: Ms | null = null;
  let strayed: Ms | null = null;
  let lowest = openInterest[row]!;
  let lowestTime = time[row]!;
  let furthest = 0;
  for (let next = row + 1; next < frames.count && time[next]! <= time[row]! + DAY; next += 1) {
    const up = high[next]! / close[row]! - 1;
    const down = 1 - low[next]! / close[row]!;
    furthest = Math.max(furthest, up, down);
    if (strayed === null && furthest >= needed) strayed = time[next]!;
    if (!(openInterest[next]! > 0) || epoch[next] !== epoch[row]) continue;
    if (openInterest[next]! < lowest) {
      lowest = openInterest[next]!;
      lowestTime = time[next]!;
    }
    if (fell === null && openInterest[next]! <= openInterest[row]! * (1 - TRUTH.drop)) fell = time[next]!;
  }
  const isFlush = fell !== null && strayed !== null;
  return {
    windowEnd: isFlush ? Math.max(fell!, strayed!, lowestTime) : null,
    isShock: furthest >= TRUTH.straySigmas * sigma,
  };
}
