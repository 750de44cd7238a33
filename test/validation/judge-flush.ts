import { HOUR, type Ms } from '../../core/domain/time.ts';
import type { TrueFlush, TruthHours } from './flush-truth.ts';
import type { Announcement, OnlineRun } from './online-run.ts';
import { median } from './scores.ts';

/** How a detector did on some markets and dates. */
export interface FlushScore {
  readonly recall: number;
  readonly precision: number;
  /** False alarms for each symbol and 30 days. */
  readonly falsePerMonth: number;
  /** Median share of the open interest drop already done at the first detection of each event. */
  readonly shareDone: number;
  readonly events: number;
  readonly detections: number;
}

/** What one market adds to a score. */
export interface FlushTally {
  readonly found: number;
  readonly events: number;
  readonly right: number;
  readonly detections: number;
  readonly shares: readonly number[];
  readonly months: number;
}

const TOLERANCE = 6 * HOUR;

/** First announcements of a flush; its later legs are the same flush. */
export function detectionTimes({ announcements }: Pick<OnlineRun, 'announcements'>): Ms[] {
  const isNew = ({ from, to }: Announcement) => to === 'flushing' && from !== 'cooling';
  return announcements.filter(isNew).map(({ time }) => time);
}

export function tallyFlushes(truth: TruthHours, detections: readonly Ms[], from: Ms, to: Ms): FlushTally {
  const within = (time: Ms) => time >= from && time < to;
  const events = truth.events.filter(({ start }) => within(start));
  const judged = detections.filter(within);
  const matches = (event: TrueFlush, time: Ms) =>
    time >= event.start - TOLERANCE && time <= event.end + TOLERANCE;
  const shares = events.flatMap((event) => {
    const first = detections.find((time) => matches(event, time));
    return first === undefined ? [] : [shareDone(truth, event, first)];
  });
  const { time, count } = truth.frames;
  const begin = Math.max(from, time[0] ?? from);
  const end = Math.min(to, time[count - 1] ?? from);
  return {
    found: shares.length,
    events: events.length,
    right: judged.filter((time) => truth.events.some((event) => matches(event, time))).length,
    detections: judged.length,
    shares,
    months: Math.max(0, end - begin) / (30 * 24 * HOUR),
  };
}

export function scoreFlushes(tallies: readonly FlushTally[]): FlushScore {
  const sum = (of: (tally: FlushTally) => number) => tallies.reduce((total, tally) => total + of(tally), 0);
  const detections = sum((tally) => tally.detections);
  return {
    recall: sum(({ found }) => found) / sum(({ events }) => events),
    precision: sum(({ right }) => right) / detections,
    falsePerMonth: (detections - sum(({ right }) => right)) / sum(({ months }) => months),
    shareDone: median(tallies.flatMap(({ shares }) => [...shares])),
    events: sum(({ events }) => events),
    detections,
  };
}

/** (peak − OI then) / (peak − low) within the event. */
function shareDone({ frames }: TruthHours, event: TrueFlush, at: Ms): number {
  let peak = 0;
  let low = Number.POSITIVE_INFINITY;
  let lowPeak = 0;
  let then = Number.NaN;
  for (let row = 0; row < frames.count && frames.time[row]! <= event.end; row += 1) {
    const value = frames.openInterest[row]!;
    if (frames.time[row]! < event.start || !(value > 0)) continue;
    peak = Math.max(peak, value);
    if (value < low) [low, lowPeak] = [value, peak];
    if (frames.time[row]! <= at) then = value;
  }
  if (Number.isNaN(then)) return 0;
  return Math.max(0, Math.min(1, (lowPeak - then) / (lowPeak - low)));
}

/**
 * The plain rule: open interest ≥ `drop` below its 24 h peak while price is ≥ `away` from where it was at that peak;
 * silent until the rule has not held for 24 h.
 */
export function plainRule({ frames }: TruthHours, drop: number, away: number): Ms[] {
  const detections: Ms[] = [];
  let lastHeld = Number.NEGATIVE_INFINITY;
  for (let row = 0; row < frames.count; row += 1) {
    const now = frames.time[row]!;
    let peak = row;
    for (let at = row; at >= 0 && frames.time[at]! >= now - 24 * HOUR; at -= 1) {
      if (frames.openInterest[at]! > frames.openInterest[peak]!) peak = at;
    }
    const fell = frames.openInterest[row]! <= frames.openInterest[peak]! * (1 - drop);
    const moved = Math.abs(frames.close[row]! / frames.close[peak]! - 1) >= away;
    if (!fell || !moved) continue;
    if (now - lastHeld >= 24 * HOUR) detections.push(now);
    lastHeld = now;
  }
  return detections;
}
